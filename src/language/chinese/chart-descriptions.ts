/** What charts show, for people who cannot see them; the words within the pictures are stored with them, in English. */
export const chartDescriptions: Readonly<Record<string, string>> = {
  'Average load over time, with the range from lowest to highest.':
    '平均负载随时间的变化，附最低至最高的范围。',
  'Battery level over time, with the range from lowest to highest.':
    '电池电量随时间的变化，附最低至最高的范围。',
  'Battery voltage over time, with the range from lowest to highest.':
    '电池电压随时间的变化，附最低至最高的范围。',
  'Temperatures over time, with the range from lowest to highest.': '温度随时间的变化，附最低至最高的范围。',
  '{series}: average {figure}, 95th percentile {level}, highest {top}.':
    '{series}：平均 {figure}，第 95 百分位数 {level}，最高 {top}。',
  'The {bound} most frequent of {total} codes from warning upwards, coloured by severity.':
    '警告及以上的 {total} 个故障码中最频繁的 {bound} 个，按严重程度着色。',
  'When the {bound} most severe of {total} codes from warning upwards were seen, the earliest on top, coloured by severity.':
    '警告及以上的 {total} 个故障码中最严重的 {bound} 个的出现时间，最早的在上，按严重程度着色。',
  '{series}: {total} times.': '{series}：{total} 次。',
  'Messages per second of {amount}, with the number of messages.': '{amount}每秒的消息数，附消息总数。',
  'Messages per second of the {bound} fastest of {total} topics, with the number of messages.':
    '{total} 个话题中最快的 {bound} 个每秒的消息数，附消息总数。',
  'Which file covers which time: {files}, {bound} damaged, {holes} between them.':
    '各文件覆盖的时间：{files}，{bound} 个损坏，其间有 {holes}。',
  '{total} messages on {topic} have times more than a day away from the drive.':
    '{topic} 上有 {total} 条消息的时间与行程相差超过一天。',
  '{code} ({again})': '{code}（{again}）',
  '12 V net': '12 V 电网',
  '24 V net': '24 V 电网',
  '48 V net': '48 V 电网',
  'below 6 V': '低于 6 V',
  'high voltage': '高压',
  'unnamed vehicle': '未命名车辆',
};

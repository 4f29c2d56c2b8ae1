/** What alerts say around the findings they are about, by mail. */
export const alertTexts = {
  ' (and {others} more)': '（另有 {others} 个）',
  '{findings} in the recordings of vehicle {vehicle} (VIN {vin}).':
    '车辆 {vehicle}（VIN {vin}）的录制文件中有 {findings}。',
  '{findings} in the recordings of vehicle {vehicle} (VIN {vin}, platform {platform}).':
    '车辆 {vehicle}（VIN {vin}，平台 {platform}）的录制文件中有 {findings}。',
  'A finding is told once in {hours} hours for each platform, unless it becomes more severe. To get no more of these messages, ask an operator to delete subscription {subscription}.':
    '每个平台的同一发现项在 {hours} 小时内只通知一次，除非其变得更严重。若不想再收到此类消息，请让运维人员删除订阅 {subscription}。',
  '{more} in the report.': '报告中还有{more}。',
  'Report: {url}': '报告：{url}',
  'Likely cause: {cause}': '可能原因：{cause}',
  'What to do: {advice}': '措施：{advice}',
  'Codes: {codes}': '故障码：{codes}',
  'Also in {reports} since it was last told.': '自上次通知以来，另在 {reports}中出现。',
  'Open the report': '打开报告',
};

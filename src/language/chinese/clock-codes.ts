/** What readers say of times that cannot be right, in codes of the source `clock`. */
const said: Readonly<Record<string, string>> = {
  '{total} drives that lie more than a day apart are in this file; its span and its pauses are those of the drive with the most messages.':
    '此文件中有 {total} 次行程，彼此相隔一天以上；其时间范围和中断以消息最多的那次行程为准。',
  '{total} blocks of {amount} in all repeat the lines before them byte by byte; they are counted again':
    '有 {total} 个块（共 {amount}）逐字节重复之前的行；这些行被重复计数',
  '{amount} bear a time before 0; it is read at 0': '{amount}的时间早于 0；按 0 读取',
  '{amount} bear a time before 0; they are read at 0': '{amount}的时间早于 0；按 0 读取',
  '{total} lines bear a time that does not belong between those around them; they are read at the time of the line before':
    '{total} 行的时间与前后各行不衔接；按前一行的时间读取',
  'times go back {total} times, by up to {bound} s: the lines bear the times of two clocks':
    '时间倒退 {total} 次，最多 {bound} s：各行带有两个时钟的时间',
};

/** Findings quote them, and cut the longest. */
export const clockCodes: Readonly<Record<string, string>> = {
  ...said,
  ...Object.fromEntries(Object.entries(said).map(([english, chinese]) => [`“${english}”`, `“${chinese}”`])),
  '“{total} drives that lie more than a day apart are in this file; its span and its pauses are those of the drive with the most…”':
    '“此文件中有 {total} 次行程，彼此相隔一天以上；其时间范围和中断以消息最多的那次行程为准。”',
};

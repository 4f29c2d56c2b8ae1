/** What the command line says while it works and when it fails, with values as in `findings.ts`. */
export const commandLineMessages: Readonly<Record<string, string>> = {
  'the batch failed: {reason}': '批次失败：{reason}',
  'See `argus why {batch}` for details; run it again with `argus retry {same}`.':
    '详情请见 `argus why {batch}`；用 `argus retry {same}` 再次运行。',
  '{files} ({size}) is safe in batch {batch}, by the receipt {path}.':
    '{files}（{size}）已安全存入批次 {batch}，回执见 {path}。',
  '{files} ({size}) are safe in batch {batch}, by the receipt {path}.':
    '{files}（{size}）已安全存入批次 {batch}，回执见 {path}。',
  'What the receipt names may be deleted here; --delete-after-receipt does it.':
    '回执所列的文件可在此删除；--delete-after-receipt 会执行删除。',
  'NOT in the receipt, keep here: {paths}': '不在回执中，请在此保留：{paths}',
  'Deleted here: {files}, {size}.': '已在此删除：{files}，{size}。',
  'There is nothing to upload now.': '现在没有要上传的内容。',
  '{files} left out: {reason}. --again sends what is safe once more.':
    '略过 {files}：{reason}。--again 会再次发送已安全的文件。',
  'going on: {files} of the batch is there already': '继续：批次中已有 {files}',
  'going on: {files} of the batch are there already': '继续：批次中已有 {files}',
  '{files} could not be sent:\n{paths}': '{files}无法发送：\n{paths}',
  'Once nothing writes to them any more, run the same command again: what is safe already is not sent again.':
    '待不再有程序写入这些文件后，请再次运行同一命令：已安全的文件不会再次发送。',
  'the receipt of batch {batch} has no valid signature; nothing was deleted':
    '批次 {batch} 的回执没有有效签名；未删除任何内容',
  'Everything is uploaded. Ask an operator of the server, then run the same command again.':
    '全部内容已上传。请询问服务器的运维人员，然后再次运行同一命令。',
  '{path}: there is no such file or folder': '{path}：没有这样的文件或文件夹',
  '{path}: there is no such file': '{path}：没有这样的文件',
  '{path}: there is no such folder': '{path}：没有这样的文件夹',
  'Check the path, and that you may read it; folders are searched at any depth.':
    '请检查路径和读取权限；文件夹会逐层搜索。',
  'there is no file in {paths}': '{paths} 中没有文件',
  'Create it, or name another.': '请创建它，或指定另一个。',
  '{path} is not a file': '{path} 不是文件',
  'Name a file with -o.': '请用 -o 指定文件。',
  'Name one recording.': '请指定一个录制文件。',
  '{path} is one of the recordings': '{path} 是录制文件之一',
  '{path} is the recording itself': '{path} 就是该录制文件本身',
  'Name another file with -o.': '请用 -o 指定另一个文件。',
  'Name another folder with -o, or remove this one.': '请用 -o 指定另一个文件夹，或删除此文件夹。',
  'a PDF cannot be shown on a terminal': '终端无法显示 PDF',
  'Give a file with --output.': '请用 --output 指定文件。',
  'nothing was stored': '未存储任何内容',
  '{path} holds no tokens': '{path} 中没有令牌',
  'Remove it, and run `argus login`.': '请将其删除，然后运行 `argus login`。',
  '{path} can be read by other users': '{path} 可被其他用户读取',
  'Change that: {command}': '请更改：{command}',
  '{path} holds no JSON object': '{path} 中没有 JSON 对象',
  '{path} is not JSON': '{path} 不是 JSON',
  'This command may be older than the server: update it.': '此命令可能比服务器旧：请更新。',
  'A file changed while it was uploaded, or the batch has others: upload again, to a new batch.':
    '上传期间文件有更改，或批次含有其他文件：请重新上传到新批次。',
  'This is a bug in Argus; please report it with the lines above.': '这是 Argus 的缺陷；请附上以上内容报告。',
  "unknown command '{name}'": '未知命令“{name}”',
  "unknown option '{name}'": '未知选项“{name}”',
  "missing required argument '{name}'": '缺少必需的参数“{name}”',
  "required option '{name}' not specified": '未给出必需的选项“{name}”',
  "option '{name}' argument missing": '选项“{name}”缺少参数',
  "option '{name}' argument '{value}' is invalid. {reason}": '选项“{name}”的参数“{value}”无效。{reason}',
  "command-argument value '{value}' is invalid for argument '{name}'. {reason}":
    '参数“{name}”的值“{value}”无效。{reason}',
  'Give a whole number from 1.': '请给出从 1 起的整数。',
  'Give a whole number from {least} to {most}.': '请给出 {least} 至 {most} 的整数。',
  'Give a time with its zone, as 2026-01-31T12:00:00Z.': '请给出带时区的时间，如 2026-01-31T12:00:00Z。',
  'Give bytes, as 500k or 2M.': '请给出字节数，如 500k 或 2M。',
  'Give a number of seconds.': '请给出秒数。',
};

/**
 * Sentences of the verdicts on files, with values as in `findings.ts`. What completes "At byte N …" stands alone in
 * `damages.ts`, and what is said of formats that are not read in `other-formats.ts`.
 */
export const verdictSentences: Readonly<Record<string, string>> = {
  'At byte {offset} of the unpacked recording {what}; {saved}.':
    '解压后录制文件的第 {offset} 字节处，{what}；{saved}。',
  'At byte {offset} behind the zeros {what}; {saved}.': '零字节之后的第 {offset} 字节处，{what}；{saved}。',
  'Behind them: {inner}': '其后：{inner}',
  'At byte {offset} of the text in UTF-8 {what}; {saved}.':
    'UTF-8 文本的第 {offset} 字节处，{what}；{saved}。',
  'At byte {offset} of the unpacked {packing} data {what}; {saved}.':
    '解压后 {packing} 数据的第 {offset} 字节处，{what}；{saved}。',
  'At byte {offset} this ULog says that it was written by a later version of the format (incompatible flags {flags}), which is not supported; no message could be read.':
    '第 {offset} 字节处，此 ULog 表明它由更新版本的格式写成（不兼容标志 {flags}），不受支持；没有可读取的消息。',
  'At byte {offset} {what}; {saved}.': '第 {offset} 字节处，{what}；{saved}。',
  'At byte {offset} {what}.': '第 {offset} 字节处，{what}。',
  'Unpacked: {inner}': '解压后：{inner}',
  'In UTF-8: {inner}': '按 UTF-8：{inner}',
  '{what} (and {places})': '{what}（另有 {places}）',
  'no message could be read': '没有可读取的消息',
  '{messages} could be read': '可读取 {messages}',
  'The recording is whole but holds no messages.': '录制文件完整，但没有消息。',
  'The one message was read.': '已读取唯一的一条消息。',
  'It unpacks to nothing.': '解压后没有内容。',
  'It is compressed {times} over; decompress it and upload the recording itself.':
    '它被压缩了 {times}；请解压后上传录制文件本身。',
  'Reading this file took longer than {limit} s and was ended.': '读取此文件超过 {limit} 秒，已终止。',
  'Reading this file needed more than {limit} MiB and was ended.':
    '读取此文件需要超过 {limit} MiB 内存，已终止。',
  'Reading this file ended the reader ({error}).': '读取此文件使读取程序终止（{error}）。',
  'The file is no longer in the store. Upload it again.': '文件已不在存储中。请重新上传。',
  'The stored bytes are not those that were uploaded: their SHA-256 differs. Upload the file again.':
    '存储的字节与上传的不同：SHA-256 不一致。请重新上传该文件。',
  'The bag is encrypted ({encryptor}); decrypt it with the key of its recorder and upload it again.':
    '此 bag 已加密（{encryptor}）；请用其记录器的密钥解密后重新上传。',
  'This ArduPilot log is encrypted. Decrypt it with the private key that belongs to the firmware, and upload the .bin file.':
    '此 ArduPilot 日志已加密。请用固件对应的私钥解密，并上传 .bin 文件。',
  'This PX4 log is encrypted. Decrypt it with PX4’s Tools/decrypt_ulog.py and the private key, and upload the .ulg file.':
    '此 PX4 日志已加密。请用 PX4 的 Tools/decrypt_ulog.py 和私钥解密，并上传 .ulg 文件。',
  'This Parquet file is encrypted. Decrypt it with its key, and upload it again.':
    '此 Parquet 文件已加密。请用其密钥解密后重新上传。',
  'The file ends before its footer, which says where its columns are; nothing of it can be read. Close it properly where it was written, and upload it again.':
    '文件在说明各列位置的文件尾之前就结束了；其内容无法读取。请在写入处正确关闭文件后重新上传。',
  'The footer, which says where the columns are, is damaged; nothing of the file can be read.':
    '说明各列位置的文件尾已损坏；文件内容无法读取。',
  'This is an SQLite database with tables of its own ({tables}), but none of a ROS 2 bag or of frames of CAN. Export the one with the measurements and their times as CSV (sqlite3 -header -csv), and upload that.':
    '这是 SQLite 数据库，有其自己的表（{tables}），但没有 ROS 2 bag 或 CAN 帧的表。请将含测量值及其时间的表导出为 CSV（sqlite3 -header -csv），然后上传。',
  'This is an SQLite database, but it has no tables of a ROS 2 bag.':
    '这是 SQLite 数据库，但没有 ROS 2 bag 的表。',
  'This SQLite database has no tables of a ROS 2 bag; all of them may be in its -wal file. Open it once with sqlite3 where it was recorded, which moves them into the database, and upload it again.':
    '此 SQLite 数据库没有 ROS 2 bag 的表；它们可能都在其 -wal 文件中。请在录制处用 sqlite3 打开一次，使其并入数据库，然后重新上传。',
  'This is the {what} of a SQLite database; it is empty, so that nothing is missing.':
    '这是 SQLite 数据库的{what}；它是空的，因此没有缺失内容。',
  'This is the {what} of a SQLite database': '这是 SQLite 数据库的{what}',
  'write-ahead log': '预写日志',
  'index of the write-ahead log': '预写日志索引',
  journal: '回滚日志',
  'It is no companion.': '它不是录制文件的附属文件。',
  'This file beside recordings has {bytes} bytes; one of more than {limit} is not read.':
    '此录制文件的附属文件有 {bytes} 字节；超过 {limit} 字节的不读取。',
  'This is {what} beside the recordings; it holds no messages to be judged.':
    '这是录制文件旁的{what}；其中没有可判断的消息。',
  'To have signals named by it, upload it as DBC or ARXML too, for example by canmatrix.':
    '若要用它命名信号，请将其转换为 DBC 或 ARXML（例如使用 canmatrix）后一并上传。',
  'This is a JSON document beside the recordings; it holds no messages.':
    '这是录制文件旁的 JSON 文档；其中没有消息。',
  'This is a map or a route ({what}) beside the recordings; none of its points has a time.':
    '这是录制文件旁的地图或路线（{what}）；其中的点都没有时间。',
  'This is a JSON document of records with times, which is not read as it is. Write each record on a line of its own (JSON Lines; with pandas to_json(orient="records", lines=True)), and upload that.':
    '这是由带时间的记录组成的 JSON 文档，无法按原样读取。请将每条记录写成单独一行（JSON Lines；pandas 中用 to_json(orient="records", lines=True)），然后上传。',
  'This is a YAML document beside the recordings; it holds no messages.':
    '这是录制文件旁的 YAML 文档；其中没有消息。',
  'This begins like a JSON document, but is none; it holds no messages that Argus knows.':
    '它的开头像 JSON 文档，但并不是；其中没有 Argus 已知的消息。',
  'This describes a ROS 2 bag of {files} with {messages}.':
    '这是 ROS 2 bag 的说明文件：{files}，{messages}。',
  'This describes a ROS 2 bag of {files}.': '这是 ROS 2 bag 的说明文件：{files}。',
  'This is JSON in lines {missing}.': '这是逐行 JSON，{missing}。',
  'This is a Parquet table {missing}.': '这是 Parquet 表，{missing}。',
  'This is a table {missing}.': '这是表格，{missing}。',
  'whose rows do not have the same columns': '但各行的列不一致',
  'without a heading: put the names of the columns, with their units, into the first line, and upload it again':
    '但没有表头：请在第一行写入列名及其单位，然后重新上传',
  'of headings without rows: nothing was recorded; see to the recorder before the next upload':
    '只有表头而没有数据行：没有录制任何内容；请在下次上传前检查记录器',
  'without times: those of its rows are left empty; record them again with times, and upload that':
    '但没有时间：各行的时间均为空；请带时间重新录制后上传',
  'without a recognisable time: name the column that holds it "time" with its unit, such as "time [s]", and upload the table again':
    '但没有可识别的时间列：请将时间列命名为 "time" 并注明单位，如 "time [s]"，然后重新上传',
  'without a recognisable time: name the field that holds it "time" with its unit, such as "time [s]", and upload the table again':
    '但没有可识别的时间字段：请将时间字段命名为 "time" 并注明单位，如 "time [s]"，然后重新上传',
  'This CAN database has {bytes} bytes; one of more than {limit} is not read.':
    '此 CAN 数据库有 {bytes} 字节；超过 {limit} 字节的不读取。',
  'This CAN database was read: it defines {messages} with {signals}.':
    '已读取此 CAN 数据库：定义了 {messages}和 {signals}。',
  'Line {line} of the CAN database cannot be read: {problem}; {messages} with {signals} can be used.':
    'CAN 数据库第 {line} 行无法读取：{problem}；可使用 {messages}和 {signals}。',
  'Beyond {limits} it is not read.': '超出 {limits} 的部分不读取。',
  'Passed over is {statements} ({names}) that is not known here.':
    '已略过 {statements}（{names}），其内容未知。',
  'Passed over are {statements} ({names}) that are not known here.':
    '已略过 {statements}（{names}），其内容未知。',
  'This is a {kind} archive without any file in it.': '这是不含任何文件的 {kind} 压缩包。',
  'This is a {kind} archive protected by a password; it cannot be read. Upload the recordings in it as they are.':
    '这是受密码保护的 {kind} 压缩包；无法读取。请直接上传其中的录制文件。',
  'This is a {kind} archive without a recording that Argus knows ({besides}).':
    '这是 {kind} 压缩包，其中没有 Argus 已知的录制文件（{besides}）。',
  '{read} of {recordings} in the {kind} archive could be read, with {messages}.':
    '{kind} 压缩包中 {recordings}里可读取 {read} 个，共 {messages}。',
  '{recordings} of the {kind} archive was read, with {messages}.':
    '已读取 {kind} 压缩包中的 {recordings}，共 {messages}。',
  '{recordings} of the {kind} archive were read, with {messages}.':
    '已读取 {kind} 压缩包中的 {recordings}，共 {messages}。',
  'Not read: {first}; {second}; {third}; and {files}.': '未读取：{first}；{second}；{third}；另有 {files}。',
  'Not read: {first}; {second}; {third}.': '未读取：{first}；{second}；{third}。',
  'Not read: {first}; {second}.': '未读取：{first}；{second}。',
  'Not read: {what}.': '未读取：{what}。',
  '{quoted} is beyond the limit of {limit} recordings; upload it by itself':
    '{quoted} 超出 {limit} 个录制文件的上限；请单独上传',
  '{quoted} would unpack the archive to more than the limit of {bytes} bytes':
    '{quoted} 会使压缩包解压后超过 {bytes} 字节的上限',
  '{quoted} is an archive within the archive; take it out, and upload it by itself':
    '{quoted} 是压缩包中的压缩包；请取出后单独上传',
  '{quoted} is protected by a password': '{quoted} 受密码保护',
  '{quoted} is packed with method {method} of ZIP, which is not supported':
    '{quoted} 以 ZIP 的方法 {method} 压缩，不受支持',
  'There are more files in it than are looked at.': '其中的文件多于检查的数量。',
  'A database in it names no signals of the other files: upload it beside the archive.':
    '其中的数据库不用于命名其他文件的信号：请将其与压缩包一同上传。',
  'The recorder could not keep up and lost {events}.': '记录器来不及处理，丢失了 {events}。',
  'The logger could not keep up and lost what came in {amount} of {lasting} together, the longest of {whole}.':
    '记录器来不及处理，丢失了 {amount}内到达的数据，共 {lasting}，最长 {whole}。',
  'The logger could not keep up and lost what came in {time}.':
    '记录器来不及处理，丢失了 {time} 内到达的数据。',
};

/** What `argus help` says of commands, options and arguments. */
export const commandLineTexts: Readonly<Record<string, string>> = {
  'Uploads recordings, follows batches, reads reports.': '上传录制文件、跟踪批次、查看报告。',
  'upload recording files as one batch, follow it, print the report; goes on where it was stopped':
    '将录制文件作为一个批次上传、跟踪并打印报告；中断后可继续',
  'read recordings on this machine, without servers: their contents and their faults':
    '在本机读取录制文件（无需服务器）：其内容和故障',
  'write recordings of any format as one MCAP that Foxglove and Lichtblick show':
    '将任何格式的录制文件写成一个可由 Foxglove 和 Lichtblick 显示的 MCAP',
  'write recordings of any format as Parquet files for DuckDB and pandas, one for each topic':
    '将任何格式的录制文件写成供 DuckDB 和 pandas 使用的 Parquet 文件，每个话题一个',
  'write what can be read of a damaged MCAP, ROS bag (.bag, .db3), MDF 4 or ULog in its own format, whole and indexed':
    '将损坏的 MCAP、ROS bag（.bag、.db3）、MDF 4 或 ULog 中可读的内容以原格式完整写出并建立索引',
  'list the newest batches': '列出最新的批次',
  'follow a batch until its run is over': '跟踪批次直到运行结束',
  'print the report of a batch': '打印批次的报告',
  'show what a batch is waiting for': '显示批次正在等待什么',
  'run a failed batch again': '重新运行失败的批次',
  'run a completed batch again; the old report is kept': '重新运行已完成的批次；旧报告会保留',
  'end a batch that is not over: its upload, or its run': '结束未完成的批次：其上传或运行',
  'search the knowledge base for a code, or for words, even misspelt ones':
    '在知识库中搜索故障码或关键词（允许拼写错误）',
  'list the rules with their thresholds': '列出规则及其阈值',
  'list who is told of findings, and what did not arrive': '列出谁会收到发现项的通知，以及哪些未送达',
  'have findings told by e-mail or to a URL': '通过电子邮件或 URL 通知发现项',
  'delete a subscription': '删除订阅',
  'print what of a batch is safe, signed: what may be deleted on the vehicle':
    '打印经签名的批次保管回执：车辆上可以删除的内容',
  'verify the signature of a receipt': '验证回执的签名',
  'ask a vehicle for files that are still on it': '向车辆请求仍在其上的文件',
  'list what a vehicle was asked for, and what became of it': '列出向车辆请求的内容及其结果',
  'list what is still on the vehicles and why, as they reported; or the files of one':
    '按上报列出车辆上仍保留的内容及原因；或一辆车的文件',
  'keep the address of a server and a token for it, once the server has accepted them':
    '在服务器接受后保存服务器地址和令牌',
  'forget the token for the server; it stays valid until it is revoked':
    '删除保存的服务器令牌；令牌在吊销之前仍有效',
  'show who one is to the server': '显示自己在服务器上的身份',
  'make, list and revoke tokens of vehicles, programs and people': '为车辆、程序和人员创建、列出和吊销令牌',
  'make a token and print it': '创建并打印令牌',
  'list the tokens, the newest first, without their secrets': '列出令牌（不含密钥），最新的在前',
  'revoke a token; within two seconds nothing accepts it': '吊销令牌；两秒内不再被接受',
  'show every setting, its value, and where the value comes from': '显示每项设置、其值及来源',
  'print what makes a shell complete commands and options': '打印用于 shell 自动补全命令和选项的脚本',
  'look at every server by the settings of this environment, and say what to do':
    '按此环境的设置检查每台服务器，并说明应采取的措施',
  'back up, restore and repair the whole installation': '备份、恢复和修复整个安装',
  'prepare the database and print the first token of an admin; from then on every request needs a token':
    '准备数据库并打印第一个管理员令牌；此后每个请求都需要令牌',
  'make, list and revoke tokens in the database itself; `argus keys` does it over the API':
    '在数据库中直接创建、列出和吊销令牌；`argus keys` 通过 API 完成同样操作',
  'list the tokens, the newest first': '列出令牌，最新的在前',
  'revoke a token': '吊销令牌',
  'print what to back up and how to restore it, with the commands for these servers':
    '打印需要备份的内容和恢复方法，并附这些服务器的命令',
  'compare every row with its object: lost, changed and orphaned ones':
    '将每一行与其对象比较：丢失、更改和孤立的对象',
  'everything of one vehicle: show, hold, export, delete': '一辆车的全部内容：显示、保全、导出、删除',
  'how much there is of a vehicle, and whether it is under a legal hold, as JSON':
    '以 JSON 显示一辆车有多少内容，以及是否处于法律保全',
  'place a legal hold: nothing of the vehicle is deleted, by age or by request':
    '设置法律保全：车辆的任何内容都不会因期限或请求而删除',
  'end a legal hold': '结束法律保全',
  'write recordings, reports, charts, files and events of all batches of a vehicle to a folder':
    '将一辆车所有批次的录制文件、报告、图表、文件和事件写入文件夹',
  'delete all batches of a vehicle with everything that belongs to them': '删除一辆车的所有批次及其全部内容',
  'make another key for receipts; those of keys before it stay valid':
    '创建另一个回执密钥；以前密钥的回执仍有效',
  "start every open batch's workflow that is missing, from its row":
    '按批次的行启动每个缺失的未完成批次工作流',
  'show the builds of the workers: which takes new batches, which still has batches of its own':
    '显示工作进程的构建：哪个接收新批次，哪个仍有自己的批次',
  'let new batches begin on a build of the workers': '让新批次在工作进程的某个构建上开始',
  'let the current build go on with the batches of a build whose workers are gone':
    '让当前构建继续处理工作进程已不存在的构建的批次',
  'write the barriers of all open batches from PostgreSQL': '从 PostgreSQL 重写所有未完成批次的屏障',
  'publish events to Kafka once more, with the same ids, in order per batch':
    '将事件以相同 ID、按批次顺序再次发布到 Kafka',
  'output the version number': '输出版本号',
  'address of Argus': 'Argus 的地址',
  'who asks; better given in the environment, where other users do not see it, or by `argus login`':
    '请求者的令牌；最好通过环境变量（其他用户看不到）或 `argus login` 提供',
  'id of the vehicle; required unless --batch is given': '车辆 ID；除非给出 --batch，否则必填',
  'vehicle identification number, 17 characters; required unless --batch is given':
    '车辆识别码（VIN），17 个字符；除非给出 --batch，否则必填',
  'kind of vehicle, whose rules and CAN databases apply to the batch':
    '车辆平台，其规则和 CAN 数据库适用于该批次',
  'have it read before batches that are not urgent': '先于不紧急的批次读取',
  'when the files were recorded, as 2026-01-31T12:00:00Z': '文件的录制时间，如 2026-01-31T12:00:00Z',
  '0 to 9: files of a higher one are read before the others of the batch':
    '0 至 9：值较高的文件在批次中先读取',
  'shown with each file, as route=alps; may be given several times':
    '随每个文件显示，如 route=alps；可多次给出',
  'continue the interrupted upload of a batch, also of another machine':
    '继续批次中断的上传，也可在其他机器上继续',
  'how many files at once': '同时上传的文件数',
  'at most so many bytes a second over all files, as 500k or 2M': '所有文件合计每秒最多字节数，如 500k 或 2M',
  'bytes are paid for here: leave what the policy of the server keeps for other links; without it NetworkManager is asked':
    '此处流量计费：保留服务器策略留给其他网络的文件；不给出时询问 NetworkManager',
  'bytes cost nothing here, whatever NetworkManager says': '此处流量不计费，无论 NetworkManager 如何判断',
  'send everything, whatever the policy of the server says': '发送全部内容，无论服务器策略如何',
  'send also what is safe already by a receipt': '也发送回执已确认安全的内容',
  'keep a copy of the signed receipt of what is stored, and may be deleted here':
    '保存已签名回执的副本，其中说明已存储、此处可删除的内容',
  'delete here what the verified receipt names and is unchanged': '在此删除经验证的回执所列且未更改的文件',
  'where progress and receipts are kept; usually ~/.local/state/argus':
    '进度和回执的保存位置；通常为 ~/.local/state/argus',
  'follow folders of a recorder, batch after batch, until SIGTERM or Ctrl-C':
    '跟踪记录器的文件夹，逐批上传，直到 SIGTERM 或 Ctrl-C',
  'with --watch: a file is closed when it has not changed for so long':
    '与 --watch 同用：文件在此时间内未更改即视为已关闭',
  'with --watch: a batch is complete when nothing has come for so long':
    '与 --watch 同用：在此时间内没有新内容即视为批次完整',
  'with --watch: a batch is complete when it has so much': '与 --watch 同用：达到此大小即视为批次完整',
  'do not wait for the report': '不等待报告',
  'print the report as JSON; with --detach what was handed over':
    '以 JSON 打印报告；与 --detach 同用时打印移交的内容',
  'files, or folders of them; symbolic links are followed': '文件或文件夹；会跟随符号链接',
  'definitions of CAN frames (DBC, KCD, SYM, DBF, ARXML, LDF); those among the recordings are used as well':
    'CAN 帧的定义（DBC、KCD、SYM、DBF、ARXML、LDF）；录制文件中的定义也会使用',
  'full lists instead of the first rows': '完整列表，而不是前几行',
  'also write one report over all files: FILE.html, FILE.pdf or FILE.json':
    '另写一份涵盖所有文件的报告：FILE.html、FILE.pdf 或 FILE.json',
  'print an array with the whole summary of each file': '打印包含每个文件完整摘要的数组',
  'the MCAP to write; one of this name is replaced': '要写入的 MCAP；同名文件会被替换',
  'print what was written, and what was left out': '打印写出和略去的内容',
  'where each recording gets a folder; it must not have one of that name yet':
    '每个录制文件在其中得到一个文件夹；不得已有同名文件夹',
  'the recording to write; one of this name is replaced': '要写入的录制文件；同名文件会被替换',
  'only of this vehicle': '仅限此车辆',
  'only with this status': '仅限此状态',
  'how many': '数量',
  'print an array of batches': '打印批次数组',
  'print the last state as JSON, the way there on standard error': '以 JSON 打印最终状态，过程写入标准错误',
  'id; `argus batches` lists the newest batches with their ids': 'ID；`argus batches` 列出最新批次及其 ID',
  'the report of an earlier run': '较早一次运行的报告',
  'what changed since `previous`, the previous drive, or since `run:<n>` of this batch':
    '自 `previous`（上一次行程）或此批次的 `run:<n>` 以来的变化',
  'as JSON': '以 JSON 格式',
  'as one self-contained page': '以单个独立网页',
  'as a PDF': '以 PDF 格式',
  'write it to a file': '写入文件',
  'print JSON': '打印 JSON',
  'parse only its failed files; also for a completed batch': '只解析其失败的文件；也适用于已完成的批次',
  'print the answer as JSON': '以 JSON 打印应答',
  'entries for this kind of vehicle and for all': '适用于此车辆平台和所有平台的条目',
  'print an array of entries': '打印条目数组',
  'as set for this kind of vehicle': '按此车辆平台的设置',
  'print an array of rules': '打印规则数组',
  'print an array of subscriptions': '打印订阅数组',
  'whom to send a mail': '邮件收件人',
  'where to post a message, https': '消息发送地址，https',
  'only of these kinds of vehicles': '仅限这些车辆平台',
  'only of these rules; `argus rules` lists them': '仅限这些规则；`argus rules` 列出规则',
  'the least severity': '最低严重程度',
  'print the subscription, with its secret': '打印订阅及其密钥',
  'id; `argus subscriptions` lists them with their ids': 'ID；`argus subscriptions` 列出订阅及其 ID',
  'changes nothing: a receipt is JSON': '无影响：回执本身即为 JSON',
  'a JWK set that was saved from /.well-known/argus-receipt-keys.json, instead of asking the server':
    '从 /.well-known/argus-receipt-keys.json 保存的 JWK 集，代替询问服务器',
  'recorded from this time on, RFC 3339; with --to': '自此时间起录制，RFC 3339；与 --to 同用',
  'and until this one': '至此时间为止',
  'what it is for': '用途',
  'print the request': '打印请求',
  'id; `argus batches` names the vehicles of batches, `argus held` those that still hold files':
    'ID；`argus batches` 给出批次的车辆，`argus held` 给出仍保留文件的车辆',
  'a path, or a glob such as "cam0/**"': '路径，或通配符，如 "cam0/**"',
  'only these': '仅限这些',
  'print an array of requests': '打印请求数组',
  'print an array of vehicles, or the list of one': '打印车辆数组，或一辆车的列表',
  'print who one is there': '打印自己在服务器上的身份',
  'whom or what it is for': '用于何人或何物',
  'what it may do; `vehicle` only its own batches': '权限；`vehicle` 仅限自己的批次',
  'the vehicle, with the role vehicle': '车辆（角色为 vehicle 时）',
  'how long it is valid, or `never`': '有效期，或 `never`',
  'print the token with all that is known of it': '打印令牌及其全部信息',
  'print an array of tokens': '打印令牌数组',
  'id; `argus keys list` lists the tokens with their ids': 'ID；`argus keys list` 列出令牌及其 ID',
  'print an array of settings': '打印设置数组',
  'print it as a string in JSON': '以 JSON 字符串打印',
  'which shell': '哪种 shell',
  'print an array with all that was found': '打印包含所有检查结果的数组',
  'vehicle, reader, operator or admin': 'vehicle、reader、operator 或 admin',
  'id; `argus admin token list` lists the tokens with their ids':
    'ID；`argus admin token list` 列出令牌及其 ID',
  'read every recording again and compare its SHA-256': '重新读取每个录制文件并比较其 SHA-256',
  'changes nothing: it is JSON': '无影响：本身即为 JSON',
  'shown to whoever wants to delete': '向想要删除的人显示',
  'a folder that is not there yet': '尚不存在的文件夹',
  'do it': '执行',
  'only this share of new batches, from 0 to 100': '新批次仅占此比例，0 至 100',
  'no build: workers without versions take all batches that no build has':
    '无构建：没有版本的工作进程接收没有构建接收的所有批次',
  'build of workers that run': '正在运行的工作进程的构建',
  'build that began them': '开始它们的构建',
  'events that occurred then or later, as 2026-11-29T08:00:00Z':
    '此时间或之后发生的事件，如 2026-11-29T08:00:00Z',
  done: '完成',
  'done, but a file is damaged, not supported in part, or could not be read, or nothing was there to write':
    '完成，但有文件损坏、部分不受支持或无法读取，或没有可写的内容',
  'an invalid option or argument, or a file that is missing or cannot be read or written':
    '选项或参数无效，或文件缺失、无法读写',
  'Argus refused the request': 'Argus 拒绝了请求',
  'Argus cannot be reached': '无法连接 Argus',
  'the batch failed': '批次失败',
  '`doctor` or `admin verify-objects` found what has to be mended, `verify-receipt` no valid signature':
    '`doctor` 或 `admin verify-objects` 发现需要修复的问题，或 `verify-receipt` 没有找到有效签名',
  'a bug in this command': '此命令有缺陷',
  'interrupted by Ctrl-C': '被 Ctrl-C 中断',
  'Is Argus running there? Start it with `npm start`, or give its address with --server or ARGUS_SERVER.':
    'Argus 是否在那里运行？用 `npm start` 启动，或用 --server 或 ARGUS_SERVER 给出其地址。',
  '`argus batches` shows the newest batches.': '`argus batches` 显示最新的批次。',
  '`argus why BATCH` names the files that failed; `argus retry BATCH` runs it again.':
    '`argus why BATCH` 列出失败的文件；`argus retry BATCH` 再次运行。',
  '`argus why BATCH` says where the batch stands.': '`argus why BATCH` 说明批次的进展。',
  '`argus help COMMAND` explains the options.': '`argus help COMMAND` 说明各选项。',
  '`argus help` and `argus help COMMAND` list commands and options.':
    '`argus help` 和 `argus help COMMAND` 列出命令和选项。',
  'Sign in with `argus login`, or set ARGUS_TOKEN; an admin makes tokens with `argus keys create`.':
    '用 `argus login` 登录，或设置 ARGUS_TOKEN；管理员用 `argus keys create` 创建令牌。',
  '`argus whoami` shows your role; an admin makes tokens of others with `argus keys create`.':
    '`argus whoami` 显示您的角色；管理员用 `argus keys create` 创建其他角色的令牌。',
  'Put the rest into another batch.': '请将其余文件放入另一个批次。',
  'Free some space there, or name another place.': '请释放空间，或指定其他位置。',
  'Check the path and its permissions.': '请检查路径及其权限。',
  'Usage:': '用法：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Arguments:': '参数：',
  'Global Options:': '全局选项：',
  'Exit codes:': '退出码：',
  'display help for command': '显示命令的帮助',
  '[options]': '[选项]',
  '[command]': '[命令]',
  'choices:': '可选值：',
  'default:': '默认值：',
  'env:': '环境变量：',
  'preset:': '预设值：',
};

/** Errors of the API of batches, reports, clips and of the servers behind it, with values as in `findings.ts`. */
export const apiErrors: Readonly<Record<string, string>> = {
  'There is no such object.': '没有这样的对象。',
  'The object store does not answer; try again shortly.': '对象存储没有响应；请稍后重试。',
  'The object store refuses Argus ({answer}): its clock differs too much from that of Argus.':
    '对象存储拒绝了 Argus（{answer}）：其时钟与 Argus 的时钟相差过大。',
  'The object store refuses Argus ({answer}): MINIO_REGION is not its region.':
    '对象存储拒绝了 Argus（{answer}）：MINIO_REGION 不是其区域。',
  'The object store refuses Argus ({answer}): check MINIO_ACCESS_KEY, MINIO_SECRET_KEY and their permissions.':
    '对象存储拒绝了 Argus（{answer}）：请检查 MINIO_ACCESS_KEY、MINIO_SECRET_KEY 及其权限。',
  'The object store refuses Argus ({answer}): it does not support the call.':
    '对象存储拒绝了 Argus（{answer}）：它不支持此调用。',
  'The object store is full.': '对象存储已满。',
  'The object store answers {answer}; try again shortly.': '对象存储返回 {answer}；请稍后重试。',
  'The object store no longer has the file.': '对象存储中已没有该文件。',
  'The database is full.': '数据库已满。',
  'A server that Argus needs does not answer; try again shortly.': 'Argus 所需的服务器没有响应；请稍后重试。',
  'The database (PostgreSQL) does not answer; Argus goes on as soon as it does.':
    '数据库（PostgreSQL）没有响应；一旦恢复响应，Argus 会继续工作。',
  'Argus is stopping; try again shortly.': 'Argus 正在停止；请稍后重试。',
  'Internal error; the log has the details.': '内部错误；详情见日志。',
  'Argus cannot be reached at {address}: {reason}.': '无法连接 {address} 上的 Argus：{reason}。',
  'The server answered {bound}, but not as Argus would.': '服务器返回了 {bound}，但不是 Argus 的响应。',
  'There are {bound} subscriptions already; delete one that nobody needs first.':
    '已有 {bound} 个订阅；请先删除不再需要的订阅。',
  'There is no such subscription.': '没有这样的订阅。',
  'There is no such webhook.': '没有这样的 webhook。',
  'There is no such token.': '没有这样的令牌。',
  'email: Argus has no mail server; set SMTP_URL, MAIL_FROM and PUBLIC_URL.':
    'email：Argus 没有邮件服务器；请设置 SMTP_URL、MAIL_FROM 和 PUBLIC_URL。',
  'url: a webhook takes https alone.': 'url：webhook 仅接受 https。',
  'url: it names an address that is not public.': 'url：该地址不是公网地址。',
  'The batch is {phase}; it must be {wanted}.': '批次的状态为“{phase}”；须为“{wanted}”。',
  'The batch is {phase}; its files stay as they are.': '批次的状态为“{phase}”；其文件不再变动。',
  'The batch is {phase} (run {number}); {count} of {most} files have been processed.':
    '批次的状态为“{phase}”（第 {number} 次运行）；已处理 {count} / {most} 个文件。',
  'The batch is {phase} and accepts no more files.': '批次的状态为“{phase}”，不再接受文件。',
  'The batch is {phase}; cancel it first.': '批次的状态为“{phase}”；请先取消。',
  'The batch is {phase}; there is nothing to cancel.': '批次的状态为“{phase}”；没有可取消的内容。',
  'The batch is {phase}; its report is available once it is completed.':
    '批次的状态为“{phase}”；完成后才有报告。',
  'The batch is {phase} (run {bound}); results of run {further} come late.':
    '批次的状态为“{phase}”（第 {bound} 次运行）；第 {further} 次运行的结果来得太晚。',
  'The batch is {phase} (run {bound}); run {further} cannot make it {wanted}.':
    '批次的状态为“{phase}”（第 {bound} 次运行）；第 {further} 次运行无法将其改为“{wanted}”。',
  'No file of this batch failed; reprocess it to run all of it again.':
    '此批次没有失败的文件；如需全部重新运行，请重新处理。',
  'Only {read} of {total} files have been processed.': '{total} 个文件中只处理了 {read} 个。',
  'The recordings of the batch were deleted by age: there is nothing to read again.':
    '批次的录制文件已到期删除：没有可重新读取的内容。',
  'The recordings of the batch were deleted by age; its report is kept.':
    '批次的录制文件已到期删除；其报告已保留。',
  'The recordings were deleted by age; receipts that were given before stay valid.':
    '录制文件已到期删除；此前签发的回执仍然有效。',
  'Events of the batch are not in Kafka yet; delete it once they are.':
    '批次的事件尚未写入 Kafka；写入后再删除。',
  'A platform keeps at most {bound} CAN databases; remove one first.':
    '一个平台最多保留 {bound} 个 CAN 数据库；请先删除一个。',
  'The platform has no CAN database {name}.': '该平台没有 CAN 数据库 {name}。',
  'The file unpacks to more than {bytes} bytes.': '文件解压后超过 {bytes} 字节。',
  'Line {line} cannot be read: {problem}.': '第 {line} 行无法读取：{problem}。',
  'The file defines more than {limits}.': '文件的定义超过 {limits}。',
  'The file defines no message: it is not a CAN database (DBC, KCD, SYM, DBF, ARXML or LDF).':
    '文件没有定义任何报文：它不是 CAN 数据库（DBC、KCD、SYM、DBF、ARXML 或 LDF）。',
  'The batch has no file {id}.': '批次没有文件 {id}。',
  'A batch holds at most {bound} files; create another one.': '一个批次最多包含 {bound} 个文件；请另建一个。',
  'The batch has failed: {reason}': '批次已失败：{reason}',
  'The batch has failed and has no report: {reason}': '批次已失败，没有报告：{reason}',
  'No file has been uploaded to this batch; upload at least one.': '此批次还没有上传文件；请至少上传一个。',
  'The manifest and the stored files differ: {bound} missing, {further} different, {limit} superfluous.':
    '清单与已存储的文件不一致：缺少 {bound} 个，不同 {further} 个，多余 {limit} 个。',
  'Upload what is missing, delete what is different or superfluous, and complete again.':
    '请上传缺少的文件，删除不同或多余的文件，然后再次完成上传。',
  'The batch was completed before and takes no more files: upload the rest to another batch.':
    '批次此前已完成上传，不再接受文件：请将其余文件上传到另一个批次。',
  'The batch changed meanwhile; try again.': '批次在此期间发生了变化；请重试。',
  'The batch takes files again.': '批次重新接受文件。',
  'Run {bound} has begun.': '第 {bound} 次运行已开始。',
  'Run {bound} begins as soon as the workflow service responds.':
    '工作流服务响应后，第 {bound} 次运行即开始。',
  'Run {bound} begins as soon as the run before it has closed.':
    '上一次运行关闭后，第 {bound} 次运行即开始。',
  'Run {bound} begins once an operator has mended what the workflow service refuses: {error}.':
    '运维人员修复工作流服务所拒绝的问题后，第 {bound} 次运行即开始：{error}。',
  'The vehicle is under a legal hold: nothing of it may be deleted.':
    '该车辆处于法律保全：其任何内容都不得删除。',
  'The VIN {vin} is under no legal hold.': 'VIN {vin} 未处于法律保全。',
  'confirm must be the VIN once more, letter by letter.': 'confirm 须再次逐字填写该 VIN。',
  'The policy has version {bound} by now; read it, and change that one.':
    '策略现已是第 {bound} 版；请读取后在该版本上修改。',
  'The platform {name} has no upload policy of its own.': '平台 {name} 没有自己的上传策略。',
  'The rule {rule} has no settings for this platform.': '规则 {rule} 没有针对该平台的设置。',
  '{field}: There is no rule {quoted}.': '{field}：没有规则 {quoted}。',
  '{field}: Has to be such that {quoted} ({set}) is not below {second} ({threshold}).':
    '{field}：须使 {quoted}（{set}）不低于 {second}（{threshold}）。',
  '{field}: Has to be such that {quoted} ({set}) is not above {second} ({threshold}).':
    '{field}：须使 {quoted}（{set}）不高于 {second}（{threshold}）。',
  'The request is {phase} and takes no such answer.': '请求的状态为“{phase}”，不接受这样的答复。',
  'The vehicle has {bound} requests to answer; withdraw one, or ask with a glob.':
    '该车辆有 {bound} 个待答复的请求；请撤回一个，或用通配符请求。',
  'The vehicle has no request {id}.': '该车辆没有请求 {id}。',
  'The vehicle {id} has not reported what it holds.': '车辆 {id} 尚未上报其保留的内容。',
  'There is no vehicle {id}.': '没有车辆 {id}。',
  '{bound} batches of this vehicle wait for files already; complete or cancel one of them.':
    '该车辆已有 {bound} 个批次在等待文件；请完成或取消其中一个。',
  'The knowledge base has no entry {id}.': '知识库没有条目 {id}。',
  'The knowledge base holds at most {bound} entries.': '知识库最多包含 {bound} 个条目。',
  'The entry has changed: its version is {bound}, not {further}.':
    '条目已更改：其版本是 {bound}，不是 {further}。',
  'Read it again.': '请重新读取。',
  'The entry already has {bound} ratings, the maximum.': '该条目已有 {bound} 个评价，达到上限。',
  'Nothing was imported.': '未导入任何内容。',
  'Too many recordings wait to be read; try again shortly.': '等待读取的录制文件过多；请稍后重试。',
  'Reading the recording took longer than {bound} min.': '读取录制文件超过 {bound} min。',
  'A recording of the batch is no longer in the object store.': '批次的一个录制文件已不在对象存储中。',
  'The recording is no longer in the object store.': '录制文件已不在对象存储中。',
  'The recording cannot be read now: {reason}.': '录制文件目前无法读取：{reason}。',
  'A recording cannot be read now: {reason}.': '一个录制文件目前无法读取：{reason}。',
  'No recording of the batch that was read has the signal {name}.':
    '批次中已读取的录制文件都没有信号 {name}。',
  'The signals are in {read} files, more than {bound}: narrow the window by `from` and `to`.':
    '信号分布在 {read} 个文件中，超过 {bound} 个：请用 `from` 和 `to` 缩小时间窗口。',
  'That is too much for one request: ask for fewer signals, or a smaller window.':
    '一次请求的内容过多：请减少信号或缩小时间窗口。',
  'The signals are being read from the recordings; ask again in a moment.':
    '正在从录制文件读取信号；请稍后再次请求。',
  'Too many reports are being rendered; try again shortly.': '正在渲染的报告过多；请稍后重试。',
  'Rendering the report took longer than {bound} s.': '渲染报告超过 {bound} s。',
  '{bound} clips are being made, and no more may be; try again shortly.':
    '正在生成 {bound} 个片段，已达上限；请稍后重试。',
  '{bound} exports are being made, and no more may be; try again shortly.':
    '正在生成 {bound} 个导出，已达上限；请稍后重试。',
  'The export could not be stored; try again shortly.': '导出无法存储；请稍后重试。',
  'The recording has no messages of that topic.': '录制文件中没有该话题的消息。',
  'Several recordings of the archive have that topic; ask for the export without `topic`.':
    '压缩包中有多个录制文件包含该话题；请不带 `topic` 请求导出。',
  'Making the export took longer than {bound} min; ask for one topic, or use `argus export` on the file.':
    '生成导出超过 {bound} min；请只导出一个话题，或对文件使用 `argus export`。',
  'The tables have more than {bound} MiB; ask for one topic, or use `argus export` on the file.':
    '表超过 {bound} MiB；请只导出一个话题，或对文件使用 `argus export`。',
  'No recording of the batch has anything of that time.': '批次的录制文件在该时间没有任何内容。',
  'The clip could not be stored; try again shortly.': '片段无法存储；请稍后重试。',
  'Making the clip took longer than {bound} min; ask for a shorter one.':
    '生成片段超过 {bound} min；请缩短片段。',
  'The clip has more than {bound} MiB; ask for a shorter time or for fewer topics.':
    '片段超过 {bound} MiB；请缩短时间或减少话题。',
  'The recording has no messages, or its clock has no known relation to that of the drive.':
    '录制文件中没有消息，或其时钟与行程时钟的关系未知。',
  'The link is no longer valid; open the clip from the report again.': '链接已失效；请从报告中重新打开片段。',
  '`from` and `to` must be times of the same clock.': '`from` 和 `to` 须为同一时钟的时间。',
  '`to` must not be before `from`.': '`to` 不得早于 `from`。',
  '`to` must not be before the beginning of the clock (1970, or +0s).':
    '`to` 不得早于时钟起点（1970 年或 +0s）。',
  'A clip has at most 15 minutes.': '片段最长 15 分钟。',
  'The batch has no run {bound}; its newest is {further}.':
    '批次没有第 {bound} 次运行；最新的是第 {further} 次。',
  'Run {bound} of this batch has no report.': '此批次的第 {bound} 次运行没有报告。',
  'Run {bound} of this batch has no report to compare with.': '此批次的第 {bound} 次运行没有可对比的报告。',
  'Run {bound} of this batch has no chart {name}.': '此批次的第 {bound} 次运行没有图表 {name}。',
  'Run {bound} has no aggregate to diagnose.': '第 {bound} 次运行没有可诊断的汇总结果。',
  'The run is over but has no report.': '运行已结束，但没有报告。',
  'No earlier batch of vehicle {id} has a report, so there is nothing to compare with.':
    '车辆 {id} 更早的批次都没有报告，因此没有可对比的内容。',
  'Too many event streams are open: at most {bound}.': '打开的事件流过多：最多 {bound} 个。',
  'There is a receipt once the upload is complete; nothing may be deleted yet.':
    '上传完成后才有回执；目前不得删除任何内容。',
  'No receipt was signed with a key of this name here.': '此处没有用该名称的密钥签名的回执。',
  'Receipts cannot be signed: an operator has to look at RECEIPT_KEY_FILE.':
    '回执无法签名：需要运维人员检查 RECEIPT_KEY_FILE。',
  'The key is in RECEIPT_KEY_FILE: put another one there.':
    '密钥在 RECEIPT_KEY_FILE 中：请在其中放入另一个。',
  'Workers have no versions here: TEMPORAL_DEPLOYMENT_NAME is not set.':
    '此处的工作进程没有版本：未设置 TEMPORAL_DEPLOYMENT_NAME。',
  'No worker of the deployment {name} has been there yet.': '部署 {name} 的工作进程还从未出现过。',
  'Another build has to be current, for the batches to be moved to it.':
    '须先将另一个构建设为当前构建，批次才能移至该构建。',
  'Build {build} cannot take batches: {reason}. worker-workflow and worker-parse of it have to run.':
    '构建 {build} 无法接收批次：{reason}。其 worker-workflow 和 worker-parse 须在运行。',
  pending: '上传中',
  uploaded: '已上传',
  scattering: '分发中',
  scattered: '已分发',
  gathering: '汇总中',
  gathered: '已汇总',
  diagnosing: '诊断中',
  completed: '已完成',
  failed: '失败',
  'failed or completed': '失败”或“已完成',
  open: '待接收',
  picked_up: '已接收',
  fulfilled: '已满足',
  declined: '已拒绝',
  expired: '已过期',
};

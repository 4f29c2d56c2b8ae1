/** What a batch waits for, and why a run failed, with values as in `findings.ts`. */
export const waitingSentences: Readonly<Record<string, string>> = {
  '{stage} {activity} has failed {times}, last with "{error}"; the next try is at {time}. {others} more failed as well.':
    '{stage}{activity} 已失败 {times}，最近的错误为“{error}”；下次重试时间为 {time}。另有 {others} 个也失败了。',
  '{stage} {activity} has failed {times}, last with "{error}"; it is being tried again. {others} more failed as well.':
    '{stage}{activity} 已失败 {times}，最近的错误为“{error}”；正在重试。另有 {others} 个也失败了。',
  '{stage} {activity} has failed {times}, last with "{error}"; the next try is at {time}.':
    '{stage}{activity} 已失败 {times}，最近的错误为“{error}”；下次重试时间为 {time}。',
  '{stage} {activity} has failed {times}, last with "{error}"; it is being tried again.':
    '{stage}{activity} 已失败 {times}，最近的错误为“{error}”；正在重试。',
  'No worker has picked up {activities} yet.': '还没有工作进程接手 {activities}。',
  'At work: {activities}; {waiting} waits for a worker.': '正在执行：{activities}；{waiting} 等待工作进程。',
  'At work: {activities}.': '正在执行：{activities}。',
  'Being read: {names} and others.': '正在读取：{names} 等。',
  'Being read: {names}.': '正在读取：{names}。',
  'It waits for its first file.': '等待第一个文件。',
  'It has {files} and waits for more, or for the upload to be completed.':
    '已有 {files}，等待更多文件或上传完成。',
  'All files are uploaded; it waits for a worker to start.': '所有文件已上传；等待工作进程启动。',
  '{read} of {files} read; it waits for the results to be gathered.':
    '{files}中已读取 {read} 个；等待汇总结果。',
  '{read} of {files} read, {failed} failed; it waits for the results to be gathered.':
    '{files}中已读取 {read} 个，{failed} 个失败；等待汇总结果。',
  '{read} of {files} read, {failed} failed.': '{files}中已读取 {read} 个，{failed} 个失败。',
  '{read} of {files} read.': '{files}中已读取 {read} 个。',
  'The results are being gathered.': '正在汇总结果。',
  'The results are gathered; it waits for the diagnosis.': '结果已汇总；等待诊断。',
  'The diagnosis is running.': '正在诊断。',
  'It waits for nothing: its report is ready.': '无需等待：报告已就绪。',
  'It waits for nothing: it has failed. {message}': '无需等待：已失败。{message}',
  'It waits for nothing: it has failed.': '无需等待：已失败。',
  'Its workflow is {status}, which the reconciler will find.': '其工作流状态为 {status}，校正程序会发现它。',
  'It stays with build {build} of the workers, of which none runs: start one, or `{command}` lets the current build go on with it.':
    '它固定在工作进程的构建 {build} 上，而该构建没有运行中的工作进程：请启动一个，或用 `{command}` 让当前构建继续处理。',
  'It has no workflow; the reconciler will start one.': '它没有工作流；校正程序会启动一个。',
  'The workflow service does not respond, so nothing more is known.':
    '工作流服务没有响应，因此无法得知更多。',
  'The workflow service does not respond; try again shortly.': '工作流服务没有响应；请稍后重试。',
  'The workflow service refuses Argus: {error}.': '工作流服务拒绝了 Argus：{error}。',
  'The object store does not respond at the moment.': '对象存储目前没有响应。',
  'An operator has to mend that.': '需要运维人员修复。',
  'PostgreSQL does not respond, so nothing is known; try again shortly.':
    'PostgreSQL 没有响应，因此一无所知；请稍后重试。',
  'The batch was cancelled.': '批次已取消。',
  'None of the {total} files could be read. See the verdict of each file.':
    '{total} 个文件都无法读取。请查看每个文件的结论。',
  '{failed} of {total} files could not be read; this batch tolerates {percent} %. Repair or upload them again, then retry.':
    '{total} 个文件中有 {failed} 个无法读取；此批次容许 {percent} %。请修复或重新上传，然后重试。',
  'Nothing was uploaded for {time} and the batch was never completed. Its {total} files are kept; retry the batch to continue the upload.':
    '{time} 内没有上传任何内容，批次一直未完成。其 {total} 个文件已保留；重试批次即可继续上传。',
  'The files could not be processed: {reason}': '文件无法处理：{reason}',
  'The results could not be merged: {reason}': '结果无法合并：{reason}',
  'The report could not be written: {reason}': '报告无法生成：{reason}',
  'The workflow of the batch failed before it could say why; retry the batch to run it again.':
    '批次的工作流在说明原因之前失败；请重试批次以再次运行。',
  'The workflow of the batch was terminated, by an operator or at a limit of Temporal; retry the batch to run it again.':
    '批次的工作流被运维人员或因 Temporal 的限制而终止；请重试批次以再次运行。',
  'The workflow of the batch timed out; retry the batch to run it again.':
    '批次的工作流超时；请重试批次以再次运行。',
};

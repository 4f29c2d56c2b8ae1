/** Errors of the API about who asks, how, and with which bytes, with values as in `findings.ts`. */
export const requestErrors: Readonly<Record<string, string>> = {
  'There is nothing at this address.': '此地址没有内容。',
  'There is no {verb} {path}. The API is described at /docs.': '没有 {verb} {path}。API 说明见 /docs。',
  'There is no {verb} {path}. The API begins with /api/v1; pages of the console are sent to requests that accept text/html.':
    '没有 {verb} {path}。API 以 /api/v1 开头；控制台页面发送给接受 text/html 的请求。',
  '{verb} is not allowed here; {allowed} are.': '此处不允许 {verb}；允许 {allowed}。',
  'The request took too long.': '请求耗时过长。',
  'The client sent less than {bytes} bytes per second.': '客户端每秒发送少于 {bytes} 字节。',
  'The client disconnected.': '客户端断开了连接。',
  'Too many invalid tokens came from this address; try again shortly.':
    '此地址发来的无效令牌过多；请稍后重试。',
  'The token or session is not valid: it may have expired or been revoked.':
    '令牌或会话无效：可能已过期或被吊销。',
  'Say who you are: send a token in `Authorization: Bearer`, or sign in to the console.':
    '请表明身份：在 `Authorization: Bearer` 中发送令牌，或登录控制台。',
  'No person or program has this token: it may have expired or been revoked.':
    '没有人员或程序拥有此令牌：可能已过期或被吊销。',
  'This token exists and is in use; make another one with a new key.':
    '此令牌已存在且正在使用；请用新的密钥另建一个。',
  'The role {role} does not allow this.': '角色 {role} 没有此权限。',
  'A page of another site asked for this change; open the console of Argus itself.':
    '此更改由其他网站的页面请求；请打开 Argus 自身的控制台。',
  'You may ask {bound} times a second, as a mean.': '每秒平均最多请求 {bound} 次。',
  'The {bytes} bytes of today (UTC) are used up.': '今天（UTC）的 {bytes} 字节额度已用完。',
  'While no token exists, Argus answers under localhost or an address only, so that no page of another site reads it under a name of its own. Use http://localhost, make the first token with `argus admin init`, or set ARGUS_ALLOW_OPEN=true.':
    '在没有令牌时，Argus 仅在 localhost 或 IP 地址下响应，以防其他网站的页面以自己的域名读取。请使用 http://localhost，用 `argus admin init` 创建第一个令牌，或设置 ARGUS_ALLOW_OPEN=true。',
  'The first request with this Idempotency-Key is still under way; try again shortly.':
    '使用此 Idempotency-Key 的第一个请求仍在进行；请稍后重试。',
  'The same Idempotency-Key was used with another query or body; use a new key for another request.':
    '同一 Idempotency-Key 曾用于不同的查询或请求体；其他请求请使用新的键。',
  'The same Idempotency-Key was used with other bytes; use a new key for another file.':
    '同一 Idempotency-Key 曾用于不同的字节；其他文件请使用新的键。',
  'The same Idempotency-Key was used for another upload; use a new key for another file.':
    '同一 Idempotency-Key 曾用于另一次上传；其他文件请使用新的键。',
  'The body is too large.': '请求体过大。',
  'The body is not valid JSON.': '请求体不是有效的 JSON。',
  'This request takes no body; leave it out.': '此请求不带请求体；请去掉。',
  'Send the body as {types}, with a matching Content-Type.':
    '请以 {types} 发送请求体，并给出相符的 Content-Type。',
  'Send the body without Content-Encoding; a packed recording is sent as it is, as application/octet-stream.':
    '请求体不得使用 Content-Encoding；压缩的录制文件请以 application/octet-stream 原样发送。',
  'Describe the file as application/json, or send it by tus (Tus-Resumable) or by Resumable Uploads (Upload-Complete).':
    '请以 application/json 描述文件，或通过 tus（Tus-Resumable）或 Resumable Uploads（Upload-Complete）发送。',
  'Send the bytes as {types}.': '请以 {types} 发送字节。',
  'Use PATCH, or name it in X-HTTP-Method-Override.': '请使用 PATCH，或在 X-HTTP-Method-Override 中指明。',
  'Argus speaks tus {versions}.': 'Argus 支持 tus {versions}。',
  'The file is larger than the {bytes} bytes allowed.': '文件大于允许的 {bytes} 字节。',
  'The file is too large.': '文件过大。',
  'The file has {bytes} bytes.': '文件有 {bytes} 字节。',
  'The file was announced with {bytes} bytes and has more ({bound}): it has grown while it was sent.':
    '文件声明为 {bytes} 字节，实际更多（{bound}）：发送期间文件增大了。',
  'Upload it again once nothing writes to it.': '待不再有程序写入后，请重新上传。',
  'The file was announced with {bytes} bytes and ends at {bound}.':
    '文件声明为 {bytes} 字节，但在 {bound} 处结束。',
  'Another request took over; ask where the upload stands.': '另一个请求已接管；请查询上传进度。',
  'Another request writes to this upload; try again in a moment.': '另一个请求正在写入此上传；请稍后重试。',
  'There is no upload {id}.': '没有上传 {id}。',
  'This upload takes no more bytes; begin another one.': '此上传不再接受字节；请另开始一次上传。',
  'The upload is complete; the batch will be processed.': '上传已完成；批次即将处理。',
  'The upload is complete; the batch will be processed as soon as the workflow service responds.':
    '上传已完成；工作流服务响应后即处理该批次。',
  'The upload is complete; the batch will be processed as soon as the run before it has closed.':
    '上传已完成；上一次运行关闭后即处理该批次。',
  'The upload is complete; the batch will be processed once an operator has mended what the workflow service refuses: {error}.':
    '上传已完成；运维人员修复工作流服务所拒绝的问题后即处理该批次：{error}。',
  'The upload is complete already.': '上传已经完成。',
  'The upload stands at {bytes} bytes, not at {bound}.': '上传进度为 {bytes} 字节，而不是 {bound}。',
  'The upload {id} is not a whole partial upload; send the rest of it first.':
    '上传 {id} 不是完整的部分上传；请先发送其余内容。',
  'The file of this upload counts already, and is not taken back.': '此上传的文件已计入，无法撤回。',
  'The file received does not match the announced digest; upload it again.':
    '收到的文件与声明的摘要不符；请重新上传。',
  'The form received does not match the announced digest; send it again.':
    '收到的表单与声明的摘要不符；请重新发送。',
  'The content received does not match the announced digest; send it again.':
    '收到的内容与声明的摘要不符；请重新发送。',
  'The bytes of this request do not match their checksum, and none of them count; send them again.':
    '此请求的字节与其校验和不符，均不计入；请重新发送。',
  'A piece of a concatenation cannot be sent like this.': '拼接上传的分段不能这样发送。',
  'Parts are signed for an upload that was begun with its length, of at least one byte.':
    '只有开始时声明了长度（至少一字节）的上传，才能为其分段签名。',
  'Bytes of this upload came through Argus; go on like that, or begin another one.':
    '此上传的字节经由 Argus 发送；请继续这样发送，或另开始一次上传。',
  'The parts of this upload go to the object store; send them there, or begin another upload.':
    '此上传的分段直接发往对象存储；请发送到那里，或另开始一次上传。',
  'The parts do not make the file ({code}): send the missing or changed ones again.':
    '各分段无法组成文件（{code}）：请重新发送缺少或更改的分段。',
  'The file has {bound} parts; there is no part {further}.': '文件有 {bound} 个分段；没有分段 {further}。',
  'The file has {bound} parts, and {further} are named.': '文件有 {bound} 个分段，而给出了 {further} 个。',
  'Too many uploads at once; try again shortly.': '同时上传过多；请稍后重试。',
  'Send the file as multipart/form-data, in a part named "file".':
    '请以 multipart/form-data 发送文件，放在名为 "file" 的部分中。',
  'The form contains no file; send one in a part named "file".':
    '表单中没有文件；请在名为 "file" 的部分中发送。',
  'The file must be in a part named "file".': '文件须放在名为 "file" 的部分中。',
  'Send one file per request.': '每个请求请只发送一个文件。',
  'The form ends before its last boundary.': '表单在最后的边界之前结束。',
  'The form cannot be read: {reason}.': '表单无法读取：{reason}。',
  'Check that Argus is running there and that the network allows the connection.':
    '请检查 Argus 是否在那里运行，以及网络是否允许连接。',
  'Check the address: the server there is not Argus.': '请检查地址：那里的服务器不是 Argus。',
  'Set ARGUS_TOKEN to a valid token; an admin makes one with `argus keys create`.':
    '请将 ARGUS_TOKEN 设为有效令牌；管理员用 `argus keys create` 创建。',
  'Ask an admin for a token with a role that may do this.': '请向管理员申请具有此权限的角色的令牌。',
  'Wait until the server lets it; an admin can raise the limits.': '请等待服务器放行；管理员可以提高上限。',
  'Wait a moment and try again.': '请稍等后重试。',
  'Try again; a repeated upload with the same key is stored only once.':
    '请重试；使用同一键的重复上传只存储一次。',
  'Try again in a few seconds; /readyz of the server names what is unavailable.':
    '请在几秒后重试；服务器的 /readyz 会列出不可用的部分。',
  'Wait until the run is over: `argus why` shows what it is waiting for.':
    '请等待运行结束：`argus why` 显示它在等待什么。',
  'Free space in the object store, then try again.': '请在对象存储中释放空间，然后重试。',
  'Look up the request in the server’s log.': '请在服务器日志中查找该请求。',
};

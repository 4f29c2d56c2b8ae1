/** What `argus doctor` and `argus admin` say of servers, and advise, with values as in `findings.ts`. */
export const doctorMessages: Readonly<Record<string, string>> = {
  'Look at its file systems.': '请检查其文件系统。',
  'Take Node {bound} or later.': '请使用 Node {bound} 或更高版本。',
  '{bound} GiB free in {path}': '{path} 剩余 {bound} GiB',
  'Make room: logs and reports that are drawn need some.': '请腾出空间：日志和报告渲染需要一定空间。',
  'See LLM_BASE_URL; in a container 127.0.0.1 is the container itself. Reports come without its words.':
    '请检查 LLM_BASE_URL；在容器中 127.0.0.1 是容器自身。报告将不含其叙述。',
  'See LLM_BASE_URL and LLM_API_KEY. Reports come without its words.':
    '请检查 LLM_BASE_URL 和 LLM_API_KEY。报告将不含其叙述。',
  'answers at {address}': '在 {address} 响应',
  'answers {bound}': '返回 {bound}',
  'does not answer at {address}': '在 {address} 没有响应',
  'Nothing answers there, or its certificate is for another name. Where the API runs on another machine, this does not matter.':
    '那里没有响应，或其证书属于其他名称。如果 API 在另一台机器上运行，可以忽略。',
  'Start it, unless it runs on another machine.': '请启动它，除非它在另一台机器上运行。',
  'Is the mail server up there? See SMTP_URL. Until then alerts by e-mail wait, for 24 hours.':
    '邮件服务器是否在那里运行？请检查 SMTP_URL。在此之前邮件告警会等待，最长 24 小时。',
  'SMTP_USER and SMTP_PASSWORD are not those of the server.': 'SMTP_USER 和 SMTP_PASSWORD 与服务器的不符。',
  'It offers no STARTTLS, or its certificate is not trusted: NODE_EXTRA_CA_CERTS names an authority of your own, SMTP_ALLOW_PLAIN=true lets mail go without TLS inside a network that you trust.':
    '它不提供 STARTTLS，或其证书不受信任：NODE_EXTRA_CA_CERTS 指定您自己的证书机构，SMTP_ALLOW_PLAIN=true 允许在可信网络内不经 TLS 发送邮件。',
  '{address} takes mail from {sent}': '{address} 接受来自 {sent} 的邮件',
  'Is it up at {address}? See MINIO_ENDPOINT and MINIO_USE_SSL. Uploads answer 503.':
    '它是否在 {address} 运行？请检查 MINIO_ENDPOINT 和 MINIO_USE_SSL。上传返回 503。',
  'See MINIO_ACCESS_KEY, MINIO_SECRET_KEY, MINIO_REGION and MINIO_BUCKET.':
    '请检查 MINIO_ACCESS_KEY、MINIO_SECRET_KEY、MINIO_REGION 和 MINIO_BUCKET。',
  'cannot {right}: {reason}': '无法{right}：{reason}',
  'can write, read, list, list unfinished uploads, delete': '可以写入、读取、列出、列出未完成的上传、删除',
  write: '写入',
  read: '读取',
  list: '列出',
  'list unfinished uploads': '列出未完成的上传',
  delete: '删除',
  'The key needs s3:PutObject, GetObject, DeleteObject, ListBucket, ListBucketMultipartUploads and AbortMultipartUpload; without the right to {right} Argus does not work.':
    '密钥需要 s3:PutObject、GetObject、DeleteObject、ListBucket、ListBucketMultipartUploads 和 AbortMultipartUpload 权限；没有“{right}”的权限 Argus 无法工作。',
  'the bucket can be listed without a key': '无需密钥即可列出存储桶',
  'Take anonymous access out of its policy.': '请从其策略中取消匿名访问。',
  'the bucket is closed to whoever has no key': '没有密钥无法访问存储桶',
  'Is PostgreSQL up at {address}? See DB_HOST and DB_PORT.':
    'PostgreSQL 是否在 {address} 运行？请检查 DB_HOST 和 DB_PORT。',
  'DB_USER and DB_PASSWORD are not those of the server.': 'DB_USER 和 DB_PASSWORD 与服务器的不符。',
  'The server lets DB_USER not in from here: see pg_hba.conf.':
    '服务器不允许 DB_USER 从此处登录：请检查 pg_hba.conf。',
  'DB_NAME does not exist: create it, owned by DB_USER, then run the migrations.':
    'DB_NAME 不存在：请创建该数据库，所有者为 DB_USER，然后运行迁移。',
  'Too many connections: lower DB_POOL_SIZE or raise max_connections.':
    '连接过多：请减小 DB_POOL_SIZE 或增大 max_connections。',
  'It is starting up or shutting down; look again in a moment.': '正在启动或关闭；请稍后再检查。',
  'version {version}, database of {size}, {read} of {total} connections in use':
    '版本 {version}，数据库 {size}，{total} 个连接中已使用 {read} 个',
  'Upgrade it: Argus needs {bound} or later.': '请升级：Argus 需要 {bound} 或更高版本。',
  'it is read-only': '只读',
  'DB_HOST names a replica, or a failover is under way: name the primary.':
    'DB_HOST 指向副本，或正在故障切换：请指向主库。',
  'this role may not create tables': '此角色无权建表',
  'Run the migrations as a role that may: GRANT CREATE ON SCHEMA public.':
    '请以有权建表的角色运行迁移：GRANT CREATE ON SCHEMA public。',
  'four roles with DB_POOL_SIZE={bound} need more than the {total} connections there are':
    'DB_POOL_SIZE={bound} 的四个角色所需的连接超过现有的 {total} 个',
  'Lower DB_POOL_SIZE or raise max_connections.': '请减小 DB_POOL_SIZE 或增大 max_connections。',
  'the schema is not there': '数据库模式不存在',
  'Run the migrations: node src/workers/migrate.ts (compose: docker compose up migrate).':
    '请运行迁移：node src/workers/migrate.ts（compose：docker compose up migrate）。',
  'migrations are missing: {names}': '缺少迁移：{names}',
  'the schema is of a later release: {names}': '数据库模式来自更新的版本：{names}',
  'Bring this installation up to date as well.': '请将此安装也更新到最新。',
  'schema at {name}': '数据库模式版本 {name}',
  'REDIS_PASSWORD is not that of the server.': 'REDIS_PASSWORD 与服务器的不符。',
  'Is Redis up at {address}? See REDIS_ADDR. Argus goes on without it, more slowly.':
    'Redis 是否在 {address} 运行？请检查 REDIS_ADDR。没有它 Argus 仍可工作，但较慢。',
  'version {version}, {size} in use': '版本 {version}，已使用 {size}',
  'version {version}': '版本 {version}',
  'Argus is tested with {bound} and later.': 'Argus 在 {bound} 及更高版本上测试。',
  'it is a {role}': '它是 {role}',
  'REDIS_ADDR must name the primary.': 'REDIS_ADDR 须指向主库。',
  'it could not save to its disk': '无法保存到其磁盘',
  'Give its disk room, or it will refuse writes.': '请为其磁盘腾出空间，否则它会拒绝写入。',
  'it refuses writes when its memory is full (maxmemory-policy noeviction)':
    '内存已满时它会拒绝写入（maxmemory-policy noeviction）',
  'Set maxmemory-policy volatile-ttl: the report cache goes first.':
    '请设置 maxmemory-policy volatile-ttl：优先淘汰报告缓存。',
  'it refuses writes: {error}': '它拒绝写入：{error}',
  'Raise maxmemory, name the primary or give its disk room, as it says.':
    '请按其提示增大 maxmemory、指向主库或为其磁盘腾出空间。',
  'Run temporal-config/set-up-namespace.sh (compose: docker compose up temporal-setup).':
    '请运行 temporal-config/set-up-namespace.sh（compose：docker compose up temporal-setup）。',
  'Run temporal-config/set-up-namespace.sh (compose: docker compose up temporal-setup). Without them no batch begins.':
    '请运行 temporal-config/set-up-namespace.sh（compose：docker compose up temporal-setup）。没有它们任何批次都无法开始。',
  'Is Temporal up at {address}? See TEMPORAL_ADDRESS. Uploads go on; batches wait.':
    'Temporal 是否在 {address} 运行？请检查 TEMPORAL_ADDRESS。上传可继续；批次会等待。',
  'namespace {name} with the search attributes {names}': '命名空间 {name}，搜索属性 {names}',
  'namespace {name}: {error}': '命名空间 {name}：{error}',
  'search attributes are missing or no keywords: {names}': '搜索属性缺失或不是 Keyword 类型：{names}',
  'the schedule {name} is paused': '定时任务 {name} 已暂停',
  'Resume it: temporal schedule toggle --unpause.': '请恢复：`temporal schedule toggle --unpause`。',
  'there is no schedule {name}': '没有定时任务 {name}',
  'A workflow worker creates it when it starts.': '工作流进程启动时会创建它。',
  'nobody works on the task queue {name}': '任务队列 {name} 没有工作进程',
  'Start {name}, with the same task queue.': '请以相同的任务队列启动 {name}。',
  '{bound} worker on the task queue {name}': '任务队列 {name} 有 {bound} 个工作进程',
  '{bound} workers on the task queue {name}': '任务队列 {name} 有 {bound} 个工作进程',
  'no build of the workers takes new batches': '没有工作进程的构建接收新批次',
  'build {name}: {status}, {bound} open batch, and no workers':
    '构建 {name}：{status}，{bound} 个未完成的批次，没有工作进程',
  'build {name}: {status}, {bound} open batches, and no workers':
    '构建 {name}：{status}，{bound} 个未完成的批次，没有工作进程',
  'build {name}: {status}, {bound} open batch': '构建 {name}：{status}，{bound} 个未完成的批次',
  'build {name}: {status}, {bound} open batches': '构建 {name}：{status}，{bound} 个未完成的批次',
  'Start worker-workflow and worker-parse of it; argus admin move-batches --from {name} lets the current build go on with its batches.':
    '请启动其 worker-workflow 和 worker-parse；`argus admin move-batches --from {name}` 让当前构建继续处理其批次。',
  'Is a broker up at {address}, and does it announce an address that can be reached from here? See KAFKA_BROKERS. Events wait in PostgreSQL.':
    'Kafka 节点是否在 {address} 运行，且其公布的地址可从此处访问？请检查 KAFKA_BROKERS。事件在 PostgreSQL 中等待。',
  '{bound} broker: {names}': '{bound} 个节点：{names}',
  '{bound} brokers: {names}': '{bound} 个节点：{names}',
  'there is no topic {name}': '没有主题 {name}',
  'The relay makes it when it starts, if it may; else create it.':
    '转发进程启动时会创建它（如有权限）；否则请自行创建。',
  '{bound} of {total} partitions of {name} have no leader':
    '{name} 的 {total} 个分区中有 {bound} 个没有 leader',
  'Brokers of its replicas are away: start them.': '其副本所在的节点不可用：请启动它们。',
  'topic {name} with {bound} partitions': '主题 {name}，{bound} 个分区',
  "its clock is {bound} s ahead of this machine's": '其时钟比本机快 {bound} s',
  "its clock is {bound} s behind this machine's": '其时钟比本机慢 {bound} s',
  'Set the clocks by NTP, on both machines.': '请在两台机器上用 NTP 校时。',
  'start its workers': '请启动其工作进程',
  'start its workers, or: {command}': '请启动其工作进程，或：{command}',
  'its workers may go': '其工作进程可以停止',
  PostgreSQL: 'PostgreSQL 数据库',
  Objects: '对象',
  'Settings and secrets': '设置和密钥',
  'Stop every role': '停止所有角色',
  Schema: '数据库模式',
  'Check the objects': '检查对象',
  'Start the roles': '启动各角色',
  'It comes first: every object that its rows name is then there when the objects are copied.':
    '首先备份：这样复制对象时，其各行所指的对象都已存在。',
  'Objects that came after the dump are harmless; they are reported as orphaned.':
    '转储之后新增的对象没有影响；会报告为孤立对象。',
  'Keep `.env` or the secrets of the cluster apart from the two. Redis, Kafka and Temporal need no backup.':
    '请将 `.env` 或集群的密钥与前两者分开保存。Redis、Kafka 和 Temporal 无需备份。',
  'Nothing may work on half of the data.': '不得在数据不完整时工作。',
  'Rows first, as they were dumped.': '先恢复转储的各行。',
  'Of the same backup or of a later one.': '取自同一次或更晚的备份。',
  'The dump may be of a release before; needed once.': '转储可能来自更早的版本；只需执行一次。',
  'Ends with 6 where a row has lost its object.': '有行丢失对象时以 6 退出。',
  "Only where Temporal's database was lost; then every open batch gets its workflow from its row.":
    '仅在 Temporal 的数据库丢失时需要；此后每个未完成的批次会根据其行得到工作流。',
  'Not necessary: without it the barriers are rebuilt as they are needed.':
    '并非必需：不执行时屏障会按需重建。',
  'Only where the topic was lost: TIME is from when on consumers lack events. Ids are the same as before.':
    '仅在主题丢失时需要：TIME 为消费者缺少事件的起始时间。ID 与之前相同。',
  '`doctor` has to end with 0.': '`doctor` 须以 0 退出。',
};

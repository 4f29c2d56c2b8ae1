/** Where the thresholds of rules come from: buses, topics, logs, clocks, files and trends. */
export const streamThresholdSources: Readonly<Record<string, string>> = {
  'a few error frames are ordinary when devices are switched on': '设备上电时出现少量错误帧属于正常现象',
  'such a count costs bus time and delays messages': '如此数量会占用总线时间并使报文延迟',
  'of the frames of that bus, two errors at least: hardly anything gets through, however short the recording':
    '占该总线帧数的比例，且至少有两个错误：无论录制多短，几乎都没有报文能通过',
  'frames with the error state indicator: an error adds 8 to the counter, each frame sent well takes 1 away (ISO 11898-1), so that a sender that became error-passive says so in several':
    '带错误状态指示位的帧：每次错误使计数器加 8，每帧成功发送减 1（ISO 11898-1），因此进入错误被动状态的发送者会在多帧中指明',
  'usual design limit of CAN networks; above it frames of low priority miss their deadlines':
    'CAN 网络的常见设计上限；超过后低优先级帧会错过截止时间',
  'frames of low priority hardly get through': '低优先级帧几乎无法通过',
  'of the frames due by the periods of their senders; healthy loggers miss less than 1 %':
    '按发送者的周期应有帧数的比例；正常的记录器缺失不到 1 %',
  'of the frames due; senders of healthy public recordings lose or repeat less than 1 %':
    '应有帧数的比例；公开的正常录制文件中，发送者丢失或重复的帧不到 1 %',
  'a sender that starts anew, or a recorder that stops for a moment, costs a few':
    '发送者重启或记录器短暂停顿会造成少量缺失',
  'of the protected senders of a bus: a recorder loses frames of all of them, a fault those of its own':
    '占一条总线上受保护发送者的比例：记录器会丢失所有发送者的帧，故障单元只丢失自身的帧',
  'where so many senders lose single frames; in healthy public recordings that miss as many, one in 14 senders does':
    '当这么多发送者丢失个别帧时；缺失同样多的健康公开录制文件中，14 个发送者里只有一个如此',
  'of the senders with a period: a logger loses frames of all of them, a failing unit only its own':
    '占周期性发送者的比例：记录器会丢失所有发送者的帧，故障单元只丢失自身的帧',
  'one or two senders may skip turns by design': '一两个发送者可能按设计跳过若干周期',
  'every third value is missing: rates, sums and absences are wrong':
    '每三个值缺一个：频率、总和与缺失判断都会出错',
  'of buses whose senders kept their time through the pause, so that they did not sleep; the longest pause of a healthy public one is 0.5 s':
    '用于发送者在停顿期间仍保持节拍、即未休眠的总线；公开的正常录制文件中最长停顿为 0.5 s',
  'messages of one time in a whole file: a bus of 1 Mbit/s carries 21 frames in a millisecond (47 bits of the shortest, ISO 11898-1)':
    '整个文件中同一时间的消息数：1 Mbit/s 的总线每毫秒传输 21 帧（最短帧 47 位，ISO 11898-1）',
  'testers try what an ECU does not have; a single time-out is ordinary':
    '诊断仪会尝试 ECU 不具备的功能；单次超时属于正常现象',
  'resets; one or two are ordinary at the end of a session in the workshop':
    '复位次数；维修会话结束时出现一两次属于正常现象',
  'as many as a reader takes in': '便于读者浏览的数量',
  'as many as a reader takes in; the others are in the list of error codes':
    '便于读者浏览的数量；其余见故障码列表',
  'at the aggregator’s usual 1 Hz, ten reports are ten seconds without the component':
    '按聚合器通常的 1 Hz，十次报告即该部件缺失十秒',
  'reports in one recording: at the usual 1 Hz of diagnostics, a warning that lasts ten seconds':
    '一个录制文件中的报告次数：按诊断通常的 1 Hz，即警告持续十秒',
  'in one log: single warnings are ordinary before a vehicle is armed':
    '同一日志中；解锁之前出现个别警告属于正常现象',
  'in one recording: more than the retries of a start, so the condition lasts':
    '同一录制文件中；超过启动时的重试次数，说明状况持续存在',
  'in one recording; single warnings are common at start-up': '同一录制文件中；启动时出现个别警告很常见',
  'single errors are common at start-up in ROS and PX4 recordings':
    'ROS 和 PX4 录制文件在启动时出现个别错误很常见',
  'such a count also costs processor time and disk': '如此数量还会占用处理器时间和磁盘空间',
  'a few short dropouts are ordinary with SD cards (PX4 User Guide, Logging)':
    'SD 卡出现少量短暂的日志丢失属于正常现象（PX4 用户指南 Logging）',
  'a few swapped messages are ordinary with several senders on one topic':
    '一个话题有多个发送者时，少量消息乱序属于正常现象',
  'of a file; from here on, filters that rely on the order of messages drop data':
    '占一个文件的比例；达到此值后，依赖消息顺序的滤波器会丢弃数据',
  'a regular sender that misses 20 turns in a row did not merely run late':
    '周期性发送者连续错过 20 个周期，就不只是延迟',
  'of the heartbeats of a vehicle, one a second (MAVLink, "Heartbeat"): PX4 acts on a lost link after 10 s (`COM_DL_LOSS_T`), ground stations sooner':
    '针对飞行器的心跳，每秒一次（MAVLink 的 "Heartbeat"）：PX4 在链路丢失 10 秒后采取措施（`COM_DL_LOSS_T`），地面站更早',
  'longer than a driver needs to restart': '超过驱动程序重启所需的时间',
  'shorter gaps come from a recorder under load, but for those in a flood of the bus, which it recorded':
    '更短的间隔由记录器负载过高引起，但总线被大量报文占满期间的间隔除外，因为这些报文已被录下',
  'a single long silence is the matter of the rule on silent topics': '单次长时间中断由话题中断规则判断',
  'a topic that is silent for most of the time is sent on request': '大部分时间静默的话题是按需发送的',
  'of what sensors, odometry and transforms send at all times: of public recordings healthy ones pause for up to 6 intervals, others for 12 and more':
    '针对传感器、里程计和坐标变换的持续发送：公开录制文件中，正常的最多停顿 6 个周期，异常的为 12 个及以上',
  'longer than usual; a navigation stack takes a sensor for lost after 1 s (robot_localization `sensor_timeout`). Of public recordings healthy ones have up to 0.98 s, others 1.02 to 5.8 s':
    '比平常更长；导航程序在 1 s 后视传感器为丢失（robot_localization `sensor_timeout`）。公开录制文件中，正常的最长 0.98 s，异常的为 1.02 至 5.8 s',
  'share of the time in gaps; filters and trackers bridge less':
    '间隔占时间的比例；滤波器和跟踪器能弥补的更少',
  'share of the time in pauses: of public robot recordings healthy ones have up to 2 %, others 10 %':
    '停顿占时间的比例：公开的机器人录制文件中，正常的最多 2 %，异常的为 10 %',
  'one topic may be throttled on purpose; more share a cause': '单个话题可能是有意限频；多个话题则有共同原因',
  'a third fewer messages; rates of regular senders differ by a few percent between files':
    '消息减少三分之一；周期性发送者的频率在文件之间只差百分之几',
  'mean change from one interval to the next; half an interval is as much as a missed deadline makes':
    '相邻间隔的平均变化；半个间隔相当于错过一次截止时间',
  'one or two topics may share a slow sender; more share the computer':
    '一两个话题可能共用一个慢的发送者；更多话题则共用同一台计算机',
  'messages: a second of commands at the usual 10 Hz; until then a base goes on with the last':
    '消息数：按通常的 10 Hz，即一秒的指令；在此之前底盘继续执行上一条指令',
  'jumps: REP 105 promises that `odom` has none; a single one may be a reset at the start. healthy public recordings have at most one':
    '跳变次数：REP 105 规定 `odom` 不应有跳变；单次跳变可能是启动时的复位。公开的正常录制文件最多有一次',
  'tf2 keeps transforms for 10 s (BUFFER_CORE_DEFAULT_CACHE_TIME): what is stamped further away meets none':
    'tf2 保留坐标变换 10 s（BUFFER_CORE_DEFAULT_CACHE_TIME）：时间戳相差更远的数据找不到对应变换',
  'message filters and estimators drop what is older than their last; shorter steps may be of two senders':
    '消息过滤器和估计器会丢弃比上一条更旧的数据；更短的跳变可能来自两个发送者',
  'message_filters pair what is stamped within tenths of a second; a quartz (100 millionths) needs three hours for a second. Healthy public recordings drift by up to 0.6 s':
    'message_filters 对时间戳相差零点几秒以内的消息配对；晶振（百万分之 100）漂移一秒需要三小时。公开的正常录制文件最多漂移 0.6 s',
  'one or two topics stamp their messages so by design; more share a cause. Identifiers of buses are stamped as they arrive, sentences of a receiver (NMEA 0183) by its own clock, rows of a table as they are written: one is enough':
    '一两个话题可能按设计如此打时间戳；更多话题则有共同原因。总线标识符在到达时打时间戳，接收机的语句（NMEA 0183）由其自身时钟打时间戳，表格的行按写入顺序排列：一个即可判定',
  'no message of any regular topic in a second: more than a slow disk write':
    '一秒内没有任何周期性话题的消息：不只是磁盘写入慢',
  'a minute of a drive is missing': '行程缺失一分钟',
  'no two events of both recorders can be put in order any more': '两个记录器的任何两个事件都无法再排序',
  'of one error code in a batch: devices have a handful of faults at a time; where a driver misreads public motor controllers, the code has 100 values':
    '同一批次中一个错误码的取值数：设备同时只有少数几个故障；驱动程序误读公开的电机控制器录制时，该错误码有 100 个取值',
  'far longer than filters and substitute values of control units last; healthy public recordings have none':
    '远长于控制单元的滤波和替代值所持续的时间；正常的公开录制文件中没有这种情况',
  'times as long as the value otherwise stood still at most: of the same kind as all its other rests it is a rest':
    '相对于该值其他时候最长静止时间的倍数：与其他静止属于同一类时，只是静止而已',
  'speedometers may show up to 10 % and 4 km/h too much (UN R39), tyres change wheel speeds by some per cent':
    '车速表最多可多显示 10 % 加 4 km/h（UN R39），轮胎会使轮速相差百分之几',
  'one stray time is often a message from before the clock was set': '单个异常时间往往是校时之前的消息',
  'files of one upload that lie a month apart are not from the same drives':
    '同一次上传中相隔一个月的文件不属于同一批行程',
  'after ten minutes without recording it counts as another drive': '十分钟没有录制即视为另一次行程',
  'recorders need up to about a second to begin the next file': '记录器开始下一个文件最多需要约一秒',
  'of the shorter file; event recorders overlap on purpose by their lead time':
    '占较短文件的比例；事件记录器会有意重叠其预录时间',
  'with more missing, files were chosen on purpose': '缺失更多时，说明文件是有意挑选的',
  'when half of the files are damaged, it is the recorder and not an accident':
    '一半文件损坏时，原因在于记录器而非偶然',
  'between the least and the most in a flight controller: memory that never changes was sized so':
    '飞控中最低与最高之差：从不变化的内存占用是按此大小分配的',
  'a working shift: memory would be used up before it ends': '一个班次：内存在班次结束前会用尽',
  'used up within a drive': '在一次行程内用尽',
  'full within a drive; that a recorder fills its disk is no fault':
    '在一次行程内写满；记录器写满磁盘本身不是故障',
  'reached within a drive': '在一次行程内达到',
  'too short to drive home and upload': '来不及开回并上传',
  'share of the variance that the line explains; a single step gives 0.75':
    '拟合直线所解释的方差比例；单次阶跃为 0.75',
  'warm-up curves that level off explain less': '趋于平稳的热车曲线所解释的比例更低',
  'smaller changes are caches and buffers': '更小的变化来自缓存和缓冲区',
  'smaller changes are temporary files': '更小的变化来自临时文件',
  'smaller changes come from load and weather': '更小的变化来自负载和天气',
  'what is cooler has room for warming up': '温度更低时仍有升温余量',
  'what changes for less may be a start-up': '变化时间更短可能只是启动过程',
  'what rises for less may be a start-up': '上升时间更短可能只是启动过程',
};

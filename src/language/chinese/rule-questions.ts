/** What each rule asks. */
export const ruleQuestions = {
  'Did the flight controller take over because something failed?': '飞控是否因故障而接管？',
  'Did a controller leave a bus because of too many errors?': '是否有控制器因错误过多而脱离总线？',
  'Which OBD-II trouble codes did control units report?': '控制单元报告了哪些 OBD-II 故障码？',
  'Which trouble codes did control units report over UDS?': '控制单元通过 UDS 报告了哪些故障码？',
  'Which J1939 trouble codes were active or stored?': '哪些 J1939 故障码处于激活或已存储状态？',
  'Which warning lamps were lit?': '哪些警告灯点亮过？',
  'Were control units reset, programmed, silenced, or kept from storing trouble codes?':
    '控制单元是否被复位、编程、静默，或被禁止存储故障码？',
  'Did a new fault come with new software?': '新软件是否带来了新故障？',
  'Did the flight controller crash?': '飞控是否崩溃？',
  'Which components reported an error about themselves?': '哪些部件报告了自身的错误？',
  'Which components warned about themselves?': '哪些部件对自身发出了警告？',
  'Which events of the flight controller were errors?': '飞控的哪些事件属于错误？',
  'Which components stopped reporting how they are?': '哪些部件不再上报自身状态？',
  'Did the coolant of an engine become too hot?': '发动机冷却液是否过热？',
  'Does the temperature of the coolant behave as that of a running engine?':
    '冷却液温度的变化是否符合运转中的发动机？',
  'Did an engine turn faster than engines are made for?': '发动机转速是否超过了设计范围？',
  'Did the voltage of a 12 V or 24 V net fall below what its devices are made for?':
    '12 V 或 24 V 电网的电压是否低于设备的设计范围？',
  'Does the voltage of a 12 V or 24 V net fall steadily while driving?':
    '行驶中 12 V 或 24 V 电网的电压是否持续下降？',
  'Did the generator charge the battery while the engine ran?': '发动机运转时发电机是否给电池充电？',
  'Was the battery charged with too high a voltage?': '电池充电电压是否过高？',
  'Are the cells of a battery out of balance?': '电池的单体是否不均衡？',
  'Were the cells of a flight battery drained too far?': '飞行电池的单体是否放电过度？',
  'Did the 5 V supply of a flight controller sag?': '飞控的 5 V 供电是否跌落？',
  'Was a battery driven too far down?': '电池是否放电过低？',
  'Was the vehicle about to run out of fuel?': '车辆是否即将耗尽燃油？',
  'Did electronics or a battery become too hot?': '电子设备或电池是否过热？',
  'Does a temperature rise steadily, so that it would become too high?': '是否有温度持续上升，以致将会过高？',
  'Did the estimator of the flight controller reject its sensors?': '飞控的估计器是否拒绝了其传感器？',
  'Does the flight controller vibrate more than its estimator bears?':
    '飞控的振动是否超过其估计器的承受范围？',
  'Does an ArduPilot controller vibrate more than its estimator bears?':
    'ArduPilot 控制器的振动是否超过其估计器的承受范围？',
  'Did the magnetic field at the compass change in flight?': '飞行中罗盘处的磁场是否变化？',
  'Was a motor of a hovering vehicle at its limit, so that it could no longer be steered?':
    '悬停时是否有电机达到极限，以致无法再操控？',
  'Did the vehicle lean as its controller wanted, or did it tip over?':
    '机体姿态是否跟随控制器，还是倾覆了？',
  'Did a receiver say that satellite signals were jammed or false?': '接收机是否报告卫星信号受干扰或为伪造？',
  'Was the reception of GPS jammed?': 'GPS 接收是否受到干扰？',
  'Was GPS lost?': '是否丢失了 GPS？',
  'Was the position of GPS too inexact?': 'GPS 位置是否过于不精确？',
  'Were speed, height and geometry of GPS good enough in flight?':
    '飞行中 GPS 的速度、高度和几何精度是否足够？',
  'Was a processor busy to its limit for more than moments?': '处理器是否长时间满负荷？',
  'Was memory close to used up?': '内存是否接近用尽？',
  'Does memory use grow steadily, so that it would be used up?': '内存占用是否持续增长，以致将会用尽？',
  'Is a disk about to be full?': '是否有磁盘即将写满？',
  'Will a disk be full soon?': '磁盘是否很快会写满？',
  'Was a bus loaded so that messages come late?': '总线负载是否高到使消息延迟？',
  'Were there errors on a bus?': '总线上是否有错误？',
  'Did control units refuse requests, or messages of diagnosis get lost?':
    '控制单元是否拒绝了请求，或诊断消息是否丢失？',
  'Which errors did the software log again and again, and did anything log a fatal one?':
    '软件反复记录了哪些错误，是否记录了致命错误？',
  'Which warnings did the software log again and again?': '软件反复记录了哪些警告？',
  'Was a command, a position or a measurement no number?': '是否有指令、位置或测量值不是数字？',
  'Which topics, sent at a rate of their own, fell silent while others went on?':
    '哪些有固定频率的话题在其他话题继续时中断？',
  'Which sensors paused for a second or more, again and again?': '哪些传感器反复中断一秒或更久？',
  'Do sources of the same quantity agree?': '同一物理量的各来源是否一致？',
  'Did a measured value stand still while others of the vehicle went on?':
    '是否有测量值停住不变，而车辆的其他数值仍在变化？',
  'Which topics came more and more seldom from file to file?': '哪些话题逐个文件变得越来越稀少？',
  'Which topics lose messages again and again?': '哪些话题反复丢失消息？',
  'Which topics, sent at a rate of their own, come unevenly?': '哪些有固定频率的话题到达不均匀？',
  'Did all topics stop together inside a file?': '是否所有话题在文件中同时停止？',
  'Did the flight controller lose log data?': '飞控是否丢失了日志数据？',
  'Did the recorder lose frames of a bus?': '记录器是否丢失了总线的帧？',
  'Are frames missing on a bus, so that the recording cannot be relied on?':
    '总线是否缺帧，以致录制文件不可靠？',
  'Do frames with a counter and a checksum get lost, or come twice?': '带计数器和校验和的帧是否丢失或重复？',
  'Which files could not be read at all?': '哪些文件完全无法读取？',
  'Which recordings are damaged but could be read in part?': '哪些录制文件已损坏但可部分读取？',
  'Is a recording missing between others?': '其他录制文件之间是否缺少一个？',
  'Do the numbers in the file names leave some out?': '文件名中的编号是否有缺失？',
  'Was a recording uploaded more than once?': '是否有录制文件上传了多次？',
  'Do recordings with the same topics cover the same time?': '含相同话题的录制文件是否覆盖同一时间？',
  'Do the clocks of recorders that ran together differ?': '同时运行的记录器时钟是否不一致？',
  'Was a clock wrong while recording?': '录制时时钟是否有误？',
  'Was a clock set back while recording?': '录制时时钟是否被调慢？',
  'Do messages carry times that are not of this drive, or of two clocks?':
    '消息中的时间是否不属于此行程，或来自两个时钟？',
  'Do the stamps in the messages come from another clock than those of other topics?':
    '消息中的时间戳是否来自与其他话题不同的时钟？',
  'On which topics do messages come out of order?': '哪些话题的消息乱序？',
  'Do the recordings come from the vehicle that the batch names?': '录制文件是否来自批次所示的车辆？',
  'Did software or hardware change within the batch?': '批次内软件或硬件是否改变？',
  'Did the software log errors now and then?': '软件是否偶尔记录错误？',
  'Have the monitors of the emissions control run since the codes were cleared?':
    '清除故障码以来，排放控制的监测项是否已完成？',
  'Which messages about the vehicle’s health could not be decoded?': '哪些关于车辆状况的消息无法解码？',
  'Do the recordings contain anything about the health of the vehicle?':
    '录制文件中是否包含与车辆状况有关的内容？',
  'Did a pose jump that has to be continuous?': '必须连续的位姿是否发生了跳变？',
  'Do messages of sensors arrive a second or more after they were stamped?':
    '传感器消息是否在打上时间戳一秒或更久之后才到达？',
  'Did the battery hold its voltage while it turned the engine?': '蓄电池带动发动机起动时能否保持电压？',
};

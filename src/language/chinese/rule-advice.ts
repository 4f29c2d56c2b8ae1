/** Advice of rules, as reports store it in English. */
export const ruleAdvice = {
  'Read the messages of the commander before the first occurrence; do not fly again before the cause is known.':
    '查看首次出现之前 commander 的消息；原因查明之前不要再飞行。',
  'Measure the resistance of the bus (60 Ω with both terminators) and look at the signal with an oscilloscope.':
    '测量总线电阻（两端终端电阻齐全时为 60 Ω），并用示波器查看信号。',
  'Look the code up in the service manual; repair, clear, and drive until the monitors have run again.':
    '在维修手册中查阅该故障码；维修、清码，然后行驶直到各监测项重新完成。',
  'Read the freeze frame and status with the maker’s tester; repair what is confirmed first.':
    '用厂家诊断仪读取冻结帧和状态；先维修已确认的故障。',
  'Look up SPN and FMI in the maker’s service manual; faults with the red stop lamp come first.':
    '在厂家维修手册中查阅 SPN 和 FMI；优先处理伴有红色停车灯的故障。',
  'With the red stop lamp, do not drive on; else repair what the trouble codes name soon.':
    '红色停车灯点亮时不要继续行驶；否则尽快维修故障码所指的故障。',
  'Find out who did it and whether it was meant to be.': '查明是谁所为，以及是否有意为之。',
  'Compare with other vehicles that have the new version; if they show it too, go back to the old one.':
    '与安装了新版本的其他车辆比较；如果它们也有此故障，退回旧版本。',
  'Do not fly. Decode program counter and stack of the dump with the firmware’s ELF file (PX4, “Hard Fault Debugging”) and report it with this log.':
    '不要飞行。用固件的 ELF 文件解码转储中的程序计数器和栈（PX4，“Hard Fault Debugging”），并附此日志上报。',
  'Look at the first occurrence: what else changed in the seconds before it? Check the named component.':
    '查看首次出现的时刻：之前几秒内还有什么变化？检查所指部件。',
  'See the component’s own figures at the first occurrence, and whether the warning comes in every drive; a limit set too tight is mended by its setting.':
    '查看首次出现时该部件自身的数值，以及该警告是否每次行程都出现；限值设得过严时，调整其设置即可。',
  'Read the events and log lines around the first occurrence; repair before the next flight.':
    '阅读首次出现前后的事件和日志行；下次飞行前修复。',
  'Check that the process runs and look for its last log line before the first occurrence.':
    '检查进程是否在运行，并查找首次出现之前它的最后一行日志。',
  'Let it cool before opening the circuit; check level, leaks, fan and thermostat before the next drive.':
    '冷却后再打开冷却回路；下次行驶前检查液位、泄漏、风扇和节温器。',
  'Compare with the gauge and with a thermometer at the housing; measure the sensor’s resistance, then check the thermostat.':
    '与仪表及壳体上的温度计比较；测量传感器电阻，然后检查节温器。',
  'Compare with vehicle speed and gear; after a real overspeed check valve train and belts.':
    '与车速和挡位比较；确实超速后，检查气门机构和皮带。',
  'Test battery and charging voltage; measure the voltage drop along the supply line under load.':
    '测试电池和充电电压；在负载下测量供电线路的压降。',
  'Measure the charging voltage with the engine running: 13.5 V to 14.8 V, or twice that in a 24 V net.':
    '发动机运转时测量充电电压：13.5 V 至 14.8 V，24 V 电网为其两倍。',
  'Measure the voltage at the battery with the engine running: 13.5 V to 14.8 V, or twice that in a 24 V net.':
    '发动机运转时在电池处测量电压：13.5 V 至 14.8 V，24 V 电网为其两倍。',
  'Measure at the battery with the engine running; replace regulator or generator before batteries boil and devices fail.':
    '发动机运转时在电池处测量；在电池沸腾、设备损坏之前更换调节器或发电机。',
  'Charge with balancing and measure again at rest; replace the pack if one cell stays apart.':
    '均衡充电后静置再测；若仍有一个单体偏离，更换电池组。',
  'Land earlier; compare with the level shown, whose calibration may be wrong; measure the resistance of the pack.':
    '更早降落；与显示的电量比较，其校准可能有误；测量电池组内阻。',
  'Measure the rail under load; power servos, cameras and radios from a supply of their own; replace the power module.':
    '在负载下测量供电轨；舵机、相机和电台使用独立供电；更换电源模块。',
  'Charge before the next drive; if the start level was high, measure the capacity of the battery.':
    '下次行驶前充电；如果起始电量很高，测量电池容量。',
  'Refuel; if the tank was not that empty, check the level sensor.':
    '加油；如果油箱并未那么空，检查油位传感器。',
  'Check fans, air ways and heat sinks; compare with processor load; let a hot battery cool before charging.':
    '检查风扇、风道和散热片；与处理器负载比较；过热的电池冷却后再充电。',
  'Check fan and air ways of the part; see whether the curve levels off in a longer drive.':
    '检查该部件的风扇和风道；观察更长的行程中曲线是否趋平。',
  'See which ratio is high (magnetometer, velocity, height); calibrate that sensor or move it away from currents.':
    '查看哪个检验比偏高（磁力计、速度、高度）；校准该传感器或使其远离电流。',
  'Balance or replace propellers, check motor bearings and the mount; look at the spectrum of the accelerometer.':
    '平衡或更换螺旋桨，检查电机轴承和安装座；查看加速度计的频谱。',
  'Balance or replace propellers, soften the mount; look at the spectrum of the accelerometer and set notch filters.':
    '平衡或更换螺旋桨，软化安装座；查看加速度计的频谱并设置陷波滤波器。',
  'Plot the field against the thrust: if they rise together, move the compass away from power wires; otherwise calibrate it.':
    '将磁场对推力作图：若同时上升，使罗盘远离电源线；否则重新校准。',
  'Compare the outputs of all motors: one that is higher than the rest points to its arm; otherwise weigh the vehicle.':
    '比较所有电机的输出：高于其他电机的那个指向其机臂；否则称重。',
  'Look at motor outputs and rates at that time; a saturated motor points to its arm.':
    '查看当时的电机输出和角速率；饱和的电机指向其机臂。',
  'Do not rely on positions of that time; compare with wheel speed or other sensors and report the place.':
    '不要依赖该时段的位置；与轮速或其他传感器比较，并上报该地点。',
  'Compare with other drives at the same place; if it is always so, move or shield the antenna.':
    '与同一地点的其他行程比较；若总是如此，移动或屏蔽天线。',
  'Look at where the vehicle was when satellites were lost; check antenna and cable if the sky was open.':
    '查看丢失卫星时车辆所在位置；若天空开阔，检查天线和线缆。',
  'Check antenna and cable under an open sky; compare with satellites and jamming.':
    '在开阔天空下检查天线和线缆；与卫星数和干扰情况比较。',
  'Compare with satellites, noise and jamming at that time; fly away from walls, or shield the antenna.':
    '与当时的卫星数、噪声和干扰比较；远离墙体飞行，或屏蔽天线。',
  'Find the process that takes the time (top, perf) at the time of the maximum; compare with temperatures.':
    '找出最大值时刻占用时间的进程（top、perf）；与温度比较。',
  'See which process grows (also the finding on a memory leak); Linux ends processes when memory is used up.':
    '查看哪个进程在增长（另见内存泄漏的发现项）；内存用尽时 Linux 会终止进程。',
  'Watch the memory of single processes over time; restart the one that grows until it is repaired.':
    '长期观察各进程的内存；修复之前，重启增长的进程。',
  'Free space before the next drive: recordings that Argus has acknowledged may be deleted.':
    '下次行驶前释放空间：Argus 已确认的录制文件可以删除。',
  'Free space, raise the upload rate or record less; recordings that Argus has acknowledged may be deleted.':
    '释放空间、提高上传速率或减少录制；Argus 已确认的录制文件可以删除。',
  'Find the identifiers with the highest rate; compare with error frames at that time.':
    '找出频率最高的标识符；与当时的错误帧比较。',
  'Check plugs and termination; see whether errors come with a certain load or movement.':
    '检查插头和终端；观察错误是否随某种负载或动作出现。',
  'Look at which service was refused and why; with lost messages, check bus load and error frames.':
    '查看哪个服务被拒绝及其原因；若消息丢失，检查总线负载和错误帧。',
  'Read the log lines around the first occurrence; repair what the message names before looking further.':
    '阅读首次出现前后的日志行；先修复消息所指的问题，再作进一步检查。',
  'Read the line at its first occurrence and what the same source logged before; then mend what it names.':
    '阅读该行首次出现处以及同一来源之前的日志；然后修复所指问题。',
  'Check the result before it is published (`std::isfinite`, `math.isfinite`) and stop the vehicle instead. Look at what the program received just before the first of these messages.':
    '发布之前检查结果（`std::isfinite`、`math.isfinite`），不合格时改为停车。查看首条此类消息之前程序收到了什么。',
  'Look for errors of the sender at the time the silence began; check its power and its connection.':
    '查找中断开始时发送方的错误；检查其供电和连接。',
  'Compare the stamps in the messages with the times of recording: late ones were held back on the way, missing ones never sent. Record on the computer that the sensor is connected to, and look at the load of both.':
    '比较消息内的时间戳与录制时间：迟到的消息滞留在途中，缺失的从未发出。在传感器所连接的计算机上录制，并查看两者的负载。',
  'Compare both with a third source, or with what the instrument shows, and correct the definition of the one that is wrong; figures that were computed from it are wrong by the same.':
    '将两者与第三个来源或仪表显示比较，并改正有误一方的定义；由它算出的数值有同样的误差。',
  'Compare with a second source of the same quantity at that moment, then look at supply and wiring of the sensor and at the program that reads it. What was computed from this value since then is wrong.':
    '与同一物理量在该时刻的另一来源比较，再检查传感器的供电、线路以及读取它的程序。此后由该值算出的一切都是错误的。',
  'Compare with processor load and temperature over the drive; look for warnings of the sender.':
    '与行程中的处理器负载和温度比较；查找发送方的警告。',
  'Look at queue sizes and quality-of-service settings of the topic, then at the link between sender and recorder.':
    '查看该话题的队列大小和服务质量设置，然后查看发送方与记录器之间的链路。',
  'Compare with processor load; give the sender a real-time priority or look for what blocks it.':
    '与处理器负载比较；给发送方实时优先级，或查找阻塞它的原因。',
  'Compare with processor load and disk use at that time. If the clock jumped, check time synchronisation.':
    '与当时的处理器负载和磁盘占用比较。若时钟跳变，检查时间同步。',
  'Use a faster card (PX4 recommends tested ones), format it, or choose a smaller logging profile.':
    '使用更快的卡（PX4 推荐经测试的型号）、格式化，或选择更小的日志配置。',
  'Record fewer buses with one interface or use a faster one; rates and gaps of that bus are not exact.':
    '每个接口录制更少的总线，或使用更快的接口；该总线的频率和间隔不准确。',
  'Record with an adapter that reports overruns, on a faster computer or with fewer identifiers; do not rely on rates of this recording.':
    '使用能报告溢出的适配器录制，使用更快的计算机或减少标识符；不要依赖此录制文件的频率。',
  'Receivers of such messages go into their fallback when several in a row are missing or old. Look at error frames and trouble codes of lost communication at that time; record in front of the gateway as well.':
    '连续多帧缺失或过旧时，此类消息的接收方会进入后备模式。查看当时的错误帧和通信丢失故障码；同时在网关之前录制。',
  'See the verdict of each file; record or upload it again if it should have held data.':
    '查看每个文件的结论；如果其中本应有数据，重新录制或上传。',
  'Let the recorder close its files before power is cut; check the disk (SMART) if files are corrupt inside.':
    '断电前让记录器关闭文件；如果文件内部损坏，检查磁盘（SMART）。',
  'Check whether the vehicle still has a file of that time; look at the end of the file before the hole.':
    '检查车辆上是否仍有该时段的文件；查看空缺之前文件的结尾。',
  'Ask the vehicle for the files with these numbers while it still has them.':
    '趁车辆上仍有文件，向其请求这些编号的文件。',
  'Counts of this report include every copy; check why the vehicle sent it again.':
    '本报告的计数包含每个副本；检查车辆为何再次发送。',
  'Counts and statistics include both files; stop one of the recorders or check their clocks.':
    '计数和统计包含两个文件；停用其中一个记录器或检查其时钟。',
  'Synchronise all computers to one clock (PTP, or NTP with GPS); until then shift one file by the offset.':
    '将所有计算机同步到同一时钟（PTP，或带 GPS 的 NTP）；在此之前，按偏差平移其中一个文件。',
  'Let the recorder wait for time synchronisation; times of these files cannot be compared with others.':
    '让记录器等待时间同步；这些文件的时间无法与其他文件比较。',
  'Let clocks be slewed instead of stepped while driving (chrony: makestep only at start); check the time source.':
    '行驶中让时钟渐变而不是跳变（chrony：仅在启动时 makestep）；检查时间源。',
  'Start the recorder after time synchronisation; messages with such times are left out of spans, gaps and curves.':
    '时间同步之后再启动记录器；带此类时间的消息不计入时间范围、间隔和曲线。',
  'Synchronise all computers (chrony or PTP) and sensors before the nodes start. Until then transforms, synchronised subscribers and fusion drop these messages or pair them with wrong ones.':
    '在节点启动之前同步所有计算机（chrony 或 PTP）和传感器。在此之前，坐标变换、同步订阅和融合会丢弃这些消息或与错误的消息配对。',
  'If readers of the topic rely on the order, sort by time; otherwise there is nothing to repair.':
    '如果话题的读者依赖顺序，按时间排序；否则无需修复。',
  'Compare the VIN in the vehicle with the batch; upload the files of another vehicle as a batch of its own.':
    '将车辆中的 VIN 与批次比较；将其他车辆的文件作为单独的批次上传。',
  'Read figures and findings with the version of each file in mind.':
    '查看数值和发现项时，注意每个文件的版本。',
  'Nothing to do when they stand at the start of a recording; else read the lines around them.':
    '如果出现在录制开始处，无需处理；否则阅读其前后的日志行。',
  'Do not take an empty fault memory for a sound vehicle: drive until the monitors have run, then read the codes again.':
    '不要把空的故障存储当作车辆正常：行驶直到监测项完成，然后再次读取故障码。',
  'What such messages say is not part of this report. If all of a topic fail, bring sender and recorder to the same version of the message package and record again; if few do, look for lost packets between them.':
    '这些消息的内容不在本报告中。如果某个话题的全部消息失败，使发送方和记录器使用同一版本的消息包并重新录制；如果只有少数失败，查找两者之间的丢包。',
  'Add /diagnostics, /rosout and a system monitor to what the vehicle records.':
    '在车辆的录制内容中加入 /diagnostics、/rosout 和系统监视器。',
  'Look at what the estimator received just before the first jump, and whether a single program sends this transform (`tf2_monitor`). Reject such measurements before they are fused.':
    '查看估计器在第一次跳变之前收到了什么，以及是否只有一个程序发送该变换（`tf2_monitor`）。在融合之前剔除这类测量。',
  'Look at the load of both computers and at the link at that time. What steers by this sensor saw the world as it was then: check the age of its stamps before it is used.':
    '查看当时两台计算机的负载和链路。依赖该传感器控制的程序看到的是当时的世界：使用前检查时间戳的新旧。',
  'Find the device that sends the identifiers which began at that time: unplug units one by one, or follow the frames to the bus that a gateway takes them from.':
    '找出发送当时开始出现的标识符的设备：逐个拔下控制单元，或追踪这些帧，查明网关是从哪条总线取得的。',
  'Charge and load-test the battery; while cranking, measure the drop from battery to starter and from engine to ground, 0.5 V each at most, and the current of the starter.':
    '给蓄电池充电并做负载测试；起动时测量蓄电池到起动机、发动机到搭铁的压降（各不超过 0.5 V）以及起动机电流。',
};

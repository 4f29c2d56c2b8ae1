/** How the shipped entries about rules say to follow up a finding. */
export const ruleSolutions: Readonly<Record<string, string>> = {
  '1. Find the last commander message before it. 2. Look at link quality, battery and position in that minute. 3. Repeat on the ground, propellers off. 4. Only then adjust failsafe parameters.':
    '1. 找到此前最后一条 commander 消息。2. 查看那一分钟内的链路质量、电池和定位。3. 拆下螺旋桨，在地面复现。4. 然后才调整故障保护参数。',
  '1. Power off: 60 Ω between high and low. 2. Check for shorts to supply and ground. 3. Unplug nodes one after another. 4. Compare bit rate and sample point of all nodes.':
    '1. 断电后测量 CAN 高、低线之间的电阻，应为 60 Ω。2. 检查是否对电源或对地短路。3. 逐个拔下节点。4. 核对所有节点的比特率和采样点。',
  'Red stop lamp: stop. Amber: repair soon. The codes of the same control unit name the cause.':
    '红色停车灯：立即停车。琥珀色警告灯：尽快维修。同一控制单元的故障码会指明原因。',
  'Ask who cleared the codes and why. Drive a cold start, town and motorway until all monitors are ready; then read stored, pending and permanent codes.':
    '询问是谁、为何清除了故障码。按冷起动、市区、高速公路工况行驶，直到所有监测项就绪；然后读取已存储、未决和永久故障码。',
  '1. Who was connected (tester, telematics unit, update over the air)? 2. Read software versions and the fault memory again after key-off. 3. If it was not intended: block diagnostic access at the gateway.':
    '1. 查明当时接入的是谁（诊断仪、远程信息处理单元、OTA 升级）。2. 钥匙关闭后重新读取软件版本和故障存储器。3. 若非有意：在网关处封锁诊断访问。',
  '1. Note the freeze frame. 2. Repair. 3. Clear. 4. Drive until the readiness monitors have run, and upload again.':
    '1. 记录冻结帧。2. 维修。3. 清除故障码。4. 行驶至各就绪监测项运行完毕，再次上传。',
  'Look at the status first: "test failed" is present now, "confirmed" has been present, "pending" may clear on its own. The failure type byte says whether it is electrical.':
    '先看状态：“测试失败”表示当前存在，“已确认”表示曾经存在，“未决”可能自行消除。失效类型字节说明是否为电气故障。',
  'The SPN says where, the FMI what kind of fault, the source address which control unit. Electrical faults (FMI 3 to 6): check the wiring first. Levels (FMI 0, 1, 15 to 18): trust the value first.':
    '可疑参数编号（SPN）说明故障部位，失效模式标识（FMI）说明故障类型，源地址说明是哪个控制单元。电气故障（FMI 3 至 6）：先检查线路。数值超限（FMI 0、1、15 至 18）：先相信该数值。',
  '1. Check whether other vehicles with this version have it. 2. If so, stop the roll-out. 3. Roll back one vehicle and compare.':
    '1. 检查安装此版本的其他车辆是否也有此故障。2. 若有，停止推送。3. 将一辆车退回旧版本并比较。',
  'Go to the first occurrence and read the ten seconds of log before it: what failed first is the cause, the rest follows from it.':
    '转到首次出现处，阅读之前十秒的日志：最先失效的是原因，其余由它引起。',
  'Read them in chronological order; repair the first one.': '按时间顺序阅读；先修复第一个。',
  'Find out whether its process died (last log line), hangs (CPU at 100 % or 0 %), or its computer lost the network.':
    '查明其进程是已退出（看最后一行日志）、已卡死（CPU 占用 100 % 或 0 %），还是所在计算机断网。',
  'Let it cool before opening. Check level, leaks, fan, thermostat, pump and radiator, in this order.':
    '冷却后再打开冷却系统。依次检查液位、泄漏、风扇、节温器、水泵和散热器。',
  '1. Plug and wires of the sensor (open: −40 °C; shorted: hottest value). 2. Compare with a thermometer. 3. If the sensor is right, replace the thermostat.':
    '1. 检查传感器的插头和导线（断路：−40 °C；短路：最高值）。2. 与温度计比较。3. 若传感器正常，更换节温器。',
  'Compare with vehicle speed and gear in that second; after a real overspeed, inspect valve train and turbocharger.':
    '与该时刻的车速和挡位比较；若确实超速，检查气门机构和涡轮增压器。',
  'Only while starting: battery. While driving: alternator, belt, regulator. At one device only: its wiring and ground.':
    '仅在起动时：蓄电池。行驶中：发电机、皮带、调节器。仅一个设备：其线路和搭铁。',
  'The alternator does not carry the load: measure charging voltage and current, check the belt.':
    '发电机带不动负载：测量充电电压和电流，检查皮带。',
  '1. Clean and tighten battery terminals and ground straps. 2. Charge the battery and load-test it. 3. Measure the current of the starter: too much is a starter or an engine that turns heavily.':
    '1. 清洁并紧固蓄电池极柱和搭铁线。2. 给蓄电池充电并做负载测试。3. 测量起动机电流：过大说明起动机有故障或发动机转动阻力过大。',
  '1. Belt and connector of the generator. 2. Voltage at generator and at battery: a difference above 0.5 V is the cable. 3. Charge lamp and its wiring. 4. Regulator or generator.':
    '1. 检查发电机皮带和接插件。2. 比较发电机端与蓄电池端的电压：相差超过 0.5 V 说明电缆有问题。3. 检查充电指示灯及其线路。4. 检查调节器或发电机。',
  '1. Measure at the battery: a sensor may be wrong. 2. Sense wire and ground of the regulator. 3. Replace the regulator; check the battery for loss of electrolyte.':
    '1. 在蓄电池处测量：可能是传感器有误。2. 检查调节器的电压检测线和搭铁。3. 更换调节器；检查蓄电池电解液是否不足。',
  'Charge fully with balancing, let it rest for an hour, measure again. A cell that still differs has aged.':
    '均衡充电至充满，静置一小时后再测。仍有偏差的单体已老化。',
  'Compare the charge used with the rated capacity; replace the pack when less than 80 % is left.':
    '将已用电量与额定容量比较；剩余容量低于 80 % 时更换电池组。',
  'Refuel; if the reading jumps, check the level sender.': '加油；若读数跳动，检查油位传感器。',
  'Fan and air path first, then load, then ambient temperature. Check whether performance was throttled at that time.':
    '先查风扇和风道，再查负载，最后查环境温度。检查当时是否降频或降功率。',
  'Drive longer at the same load and see whether it levels off; if not, the cooling is failing.':
    '在相同负载下行驶更长时间，观察温度是否趋平；若不趋平，说明冷却正在失效。',
  'Which ratio is high? Magnetometer: move or calibrate. Velocity or position: satellites. Height: barometer cover. All: vibration.':
    '看哪个检验比偏高。磁力计：移位或校准。速度或位置：查卫星接收。高度：查气压计遮护。全部偏高：查振动。',
  'Balance propellers, check bearings and loose screws, soften or tighten the mount; then set notch filters at the peak.':
    '做螺旋桨平衡，检查轴承和松动的螺钉，软化或紧固安装座；然后在峰值频率处设置陷波滤波器。',
  '1. Balance propellers, check bearings and loose screws. 2. Soften the mount, keep cables from pulling at it. 3. Look at the clip counts of VIBE. 4. Log raw samples (INS_LOG_BAT_MASK) and set notch filters at the peak.':
    '1. 做螺旋桨平衡，检查轴承和松动的螺钉。2. 软化安装座，避免线缆拉扯。3. 查看 VIBE 的削波计数。4. 记录原始采样（INS_LOG_BAT_MASK），并在峰值频率处设置陷波滤波器。',
  'Note place and time, and compare with other vehicles there. If only this one: look for a noisy device near the antenna (USB 3, camera).':
    '记下地点和时间，与当地其他车辆比较。若仅此一辆：查找天线附近的干扰设备（USB 3、相机）。',
  'Switch devices off one after another and watch the jamming indicator.': '逐个关闭设备，观察干扰指标。',
  'Normal in tunnels and garages. Elsewhere check antenna, cable and connector.':
    '在隧道和车库中属正常。在其他地方，检查天线、线缆和接头。',
  'Check sky view and ground plane of the antenna; use correction data where precision matters.':
    '检查天线的天空视野和地平面；需要高精度时使用差分改正数据。',
  'Sort processes by CPU time in that period; lower the rates of sensors or logging; look for thermal throttling.':
    '按该时段的 CPU 时间对进程排序；降低传感器或日志的频率；查看是否过热降频。',
  'Find the largest process; look for kills by the kernel (out of memory) at that time; add limits.':
    '找出占用最大的进程；查看内核当时是否因内存不足（OOM）终止过进程；设置上限。',
  'Record memory per process for an hour; the one whose use does not level off leaks. Restart it daily until it is fixed.':
    '按进程记录内存一小时；占用不趋平的进程存在泄漏。修复之前每天重启它。',
  'Delete what was uploaded (the batch receipt lists what may be deleted), rotate logs.':
    '删除已上传的内容（批次回执列出可删除的文件），轮转日志。',
  'Compare with the upload rate; split recordings by topic; raise the upload window.':
    '与上传速率比较；按话题拆分录制；加大上传窗口。',
  'Find the identifiers that take most of it; lower their rate, move them to another bus or to CAN FD.':
    '找出占用最多的标识符；降低其频率，或移到另一条总线或 CAN FD 上。',
  'Check terminators, stub lengths, ground offset between nodes, and bit timing. Errors while an actuator switches: check the shielding.':
    '检查终端电阻、支线长度、节点间的地电位差和位定时。若错误在执行器切换时出现：检查屏蔽。',
  'Check session and timing (P2) of the tester; a unit that refuses while driving often does so by design.':
    '检查诊断仪的会话和定时参数（P2）；控制单元在行驶中拒绝请求往往是设计使然。',
  'Go to its first occurrence: what happened just before? Endless retries are a fault in themselves.':
    '转到首次出现处：紧接之前发生了什么？无休止的重试本身就是故障。',
  'Did its node die, its sensor lose power, or its quality-of-service settings not match? The log of that second usually shows it.':
    '是节点退出、传感器断电，还是服务质量（QoS）设置不匹配？那一秒的日志通常会说明。',
  '1. Look whether stamps in its messages pause too: if not, the link held them back. 2. Check Wi-Fi, USB and the load of both computers. 3. Do not drive by this sensor until then.':
    '1. 查看其消息内的时间戳是否也中断：若没有，说明消息滞留在链路上。2. 检查 Wi-Fi、USB 和两端计算机的负载。3. 问题解决之前不要依靠该传感器行驶。',
  '1. Turn or warm the sensor by hand and watch the raw value. 2. Plug, wires and supply; at a wheel the gap to its ring. 3. Restart its driver: if it moves then, update the driver or its firmware.':
    '1. 用手转动或加热传感器，观察原始值。2. 检查插头、导线和供电；轮速传感器检查与齿圈的间隙。3. 重启其驱动：若随后数值变化，更新驱动或固件。',
  '1. Read the instrument or a third source to see which one is right. 2. Correct unit, factor or offset of the other in its database. 3. Judge anew what was concluded from it.':
    '1. 查看仪表或第三个来源，确定哪个正确。2. 在数据库中改正另一个的单位、系数或偏移。3. 重新评估由它得出的结论。',
  'Compare with CPU load and temperature; a queue that fills up shows as growing latency.':
    '与 CPU 负载和温度比较；队列堆积表现为延迟不断增长。',
  'Gaps on all topics at once: recorder or disk. On one: its sender or link.':
    '所有话题同时间断：记录器或磁盘的问题。仅一个话题：其发送方或链路的问题。',
  'Give the sender a real-time priority, avoid garbage collection and swapping, check power saving.':
    '给发送方实时优先级，避免垃圾回收和内存交换，检查节能设置。',
  'A slow disk (write cache, wear), a full buffer, or a computer under full load.':
    '磁盘太慢（写缓存、磨损）、缓冲区已满，或计算机满负荷。',
  'Use a faster SD card (and format it), log fewer topics, enlarge the buffer (SDLOG_*).':
    '使用更快的 SD 卡（并格式化），减少记录的话题，加大缓冲区（SDLOG_*）。',
  'Update its firmware, filter identifiers, use hardware time stamping; USB hubs are a common cause.':
    '更新其固件，过滤标识符，使用硬件时间戳；USB 集线器是常见原因。',
  'The verdict of each file says why. Upload them again if they were cut off; otherwise keep one for the manufacturer of the recorder.':
    '每个文件的结论说明了原因。若被截断，请重新上传；否则保留一个文件交给记录器制造商。',
  'Usually power was cut while writing: let the recorder close its files at key-off, and give it a buffered supply.':
    '通常是写入时断电：让记录器在钥匙关闭时关闭文件，并为其配备缓冲电源。',
  'Compare with key-on times; check whether the files of that time were uploaded.':
    '与钥匙接通的时间比较；检查该时段的文件是否已上传。',
  'Look for them on the vehicle and upload them as a new batch.': '在车辆上查找，并作为新批次上传。',
  'Harmless; make sure that the uploader remembers what it has sent.': '无害；确保上传程序记住已发送的内容。',
  'Two recorders ran at once, or the clock was set back between files.':
    '两个记录器同时运行，或文件之间时钟被调慢。',
  'Synchronise all computers with PTP or chrony to one source.':
    '用 PTP 或 chrony 将所有计算机同步到同一时间源。',
  'Start recording only once the time is set; fit a battery-backed clock.':
    '时间设置之后再开始录制；加装带电池的实时时钟。',
  '1. Measure at the controller under load. 2. Unplug what hangs on its rails. 3. Replace the power module or its cable.':
    '1. 带负载在飞控处测量。2. 拔下挂接在其供电轨上的设备。3. 更换电源模块或其线缆。',
  '1. Charge with balancing and measure at rest. 2. Raise BAT_V_EMPTY or the failsafe levels. 3. Replace a pack whose cells sag under little load.':
    '1. 均衡充电，静置后测量。2. 调高 BAT_V_EMPTY 或故障保护阈值。3. 若小负载下单体电压即跌落，更换电池组。',
  '1. Turn each motor by hand and compare. 2. Check propellers and arms. 3. Fly lighter, or with a fresh battery.':
    '1. 用手转动每个电机并比较。2. 检查螺旋桨和机臂。3. 减轻载重，或使用充满电的电池飞行。',
  '1. Compare motor outputs. 2. Check propellers, motors and speed controllers of the arm that is high. 3. Tune the rate controller.':
    '1. 比较各电机输出。2. 检查输出偏高的机臂上的螺旋桨、电机和电调。3. 整定角速率控制器。',
  '1. Plot it against thrust. 2. Move the compass up and away from power wires, twist the wires. 3. Calibrate, with compensation for currents where there is one.':
    '1. 将磁场对推力作图。2. 抬高罗盘并远离电源线，将电源线双绞。3. 校准，如有电流补偿则一并校准。',
  'Compare with satellites and noise; fly clear of walls; shield the receiver from cameras and computers.':
    '与卫星数和噪声比较；飞行时远离墙体；使接收机与相机、计算机之间有屏蔽。',
  '1. Keep the vehicle on the ground. 2. Decode the dump with the ELF file of exactly this build. 3. Try the newest release of the same branch; report the dump if it happens again.':
    '1. 停飞。2. 用与此构建完全一致的 ELF 文件解码转储。3. 试用同一分支的最新版本；若再次发生，上报转储。',
  '1. Stop the vehicle when it happens. 2. Play the recording up to that message into the program that sends it. 3. Find the division or the missing value. 4. Check results before they are published.':
    '1. 出现时停车。2. 将录制文件回放到该消息处，输入发送它的程序。3. 找出除法运算或缺失的值。4. 发布之前检查结果。',
  '1. Look at the measurements just before the first jump. 2. Check that one program alone sends the transform. 3. Reject outliers (Mahalanobis distance) before they are fused. 4. Do not drive by this pose until then.':
    '1. 查看首次跳变之前的测量值。2. 确认只有一个程序发送该坐标变换。3. 融合之前剔除野值（马氏距离）。4. 问题解决之前不要依靠该位姿行驶。',
  '1. See its figures at the first warning. 2. Compare with earlier drives. 3. Mend the component, or set a limit that was too tight.':
    '1. 查看首次警告时该部件的数值。2. 与以往行程比较。3. 维修该部件，或放宽过严的限值。',
  'Read the first of the lines and what its source logged before; what it names usually lasts the whole drive.':
    '阅读其中第一行以及同一来源之前的日志；所指的情况通常持续整个行程。',
  '1. Compare with a second logger on the same bus. 2. Record fewer identifiers, or to a faster medium. 3. Use an adapter with hardware time stamps that reports overruns.':
    '1. 与同一总线上的另一个记录器比较。2. 减少录制的标识符，或使用更快的存储介质。3. 使用带硬件时间戳且会报告溢出的适配器。',
  '1. Compare the times with error frames and codes of lost communication. 2. Record in front of and behind the gateway. 3. Check supply, ground and wires of the sender.':
    '1. 与错误帧和失去通信类故障码的时间对照。2. 在网关前后分别录制。3. 检查发送方的供电、搭铁和线路。',
  'Allow steps at boot only, slew afterwards.': '仅在启动时允许时钟跳变，此后渐变调整。',
  'Start recording after clock synchronisation; find the sender that uses its own clock.':
    '时钟同步之后再开始录制；找出使用自身时钟的发送方。',
  '1. Compare `date` on the computers and the time of the sensor. 2. Synchronise them (chrony, PTP) before the nodes start. 3. Do not fuse this topic with others until then.':
    '1. 比较各计算机上 `date` 的输出和传感器的时间。2. 在节点启动之前同步（chrony、PTP）。3. 问题解决之前不要将该话题与其他话题融合。',
  '1. See whether its computer, the link or the recorder was busy at that time. 2. Record on the computer that the sensor is connected to, for comparison. 3. Drop messages that are too old before they are used.':
    '1. 查看当时其计算机、链路或记录器是否繁忙。2. 在传感器所连接的计算机上录制以作比较。3. 使用之前丢弃过旧的消息。',
  'Sort by time where order matters; give each sender its own topic.':
    '顺序重要时按时间排序；每个发送方使用各自的话题。',
  '1. Read the VIN from the plate. 2. Compare it with the batch and with what the control units answer. 3. After a control unit was replaced: code it with the VIN of the vehicle. 4. Upload files of another vehicle as a batch of its own.':
    '1. 从铭牌读取 VIN。2. 与批次以及控制单元的应答核对。3. 更换过控制单元时：写入本车的 VIN。4. 其他车辆的文件作为单独的批次上传。',
  'Start a new batch after an update, so that figures can be compared.':
    '更新之后开始新的批次，以便数值可比。',
  'Usually harmless at start-up; otherwise read the lines around them.':
    '启动时通常无害；否则阅读其前后的日志行。',
  'Record schemas along with messages; for CAN, add a DBC file for the platform.':
    '录制消息时一并录制其模式定义；对于 CAN，为该平台添加 DBC 文件。',
  'Record diagnostics, logs and system load, or add a DBC file for the platform.':
    '录制诊断信息、日志和系统负载，或为该平台添加 DBC 文件。',
};

/** Likely causes of what rules find, as reports store them in English. */
export const ruleCauses = {
  'A link, sensor, battery or estimator was lost; the log lines just before name it.':
    '链路、传感器、电池或估计器失效；紧接其前的日志行会指明是哪一个。',
  'Wires shorted or open, a missing terminating resistor, a wrong bit rate, or a defective transceiver.':
    '线路短路或断路、缺少终端电阻、比特率错误，或收发器损坏。',
  'The control unit has confirmed a fault that concerns emissions, or suspects one (pending).':
    '控制单元确认了影响排放的故障，或怀疑存在此类故障（未决）。',
  'The control unit has stored a fault; its status says whether it is there now.':
    '控制单元存储了故障；其状态说明故障当前是否存在。',
  'The control unit at that address has found a fault at the parameter (SPN), of the kind (FMI) named.':
    '该地址的控制单元在所示参数（SPN）上发现了所示类型（FMI）的故障。',
  'A control unit has found a fault that the driver has to know of; its trouble codes name it.':
    '控制单元发现了驾驶员必须知道的故障；其故障码会指明故障。',
  'A tester or a telematics unit changed the state of a control unit while the recording ran.':
    '录制期间，诊断仪或远程信息处理单元改变了控制单元的状态。',
  'The new version may have brought the fault; it was not there in the drive before.':
    '新版本可能引入了该故障；上一次行程中没有此故障。',
  'The firmware ran into a fault of its own: a bad pointer, a stack overflow, a failed assertion, or broken memory.':
    '固件自身出错：野指针、栈溢出、断言失败或内存损坏。',
  'The component that reports it has detected a fault of its own or of the device behind it.':
    '报告者检测到自身或其后端设备的故障。',
  'A value of the component, or of the device behind it, is near its limit or was lost for moments.':
    '部件或其后端设备的某个值接近极限，或曾短暂丢失。',
  'The flight controller has found what the event says; events before it name what led to it.':
    '飞控发现了事件所述的问题；之前的事件指明其起因。',
  'The component has crashed, was never started, or its messages do not reach the diagnostic aggregator.':
    '部件崩溃、从未启动，或其消息没有到达诊断汇总器。',
  'Too little coolant, a thermostat that stays shut, a pump or fan that does not run, or a blocked radiator.':
    '冷却液不足、节温器卡在关闭位置、水泵或风扇不转，或散热器堵塞。',
  'The sensor or its wiring is broken, or the thermostat stays open.':
    '传感器或其线路损坏，或节温器卡在打开位置。',
  'A gear too low was engaged (also by engine braking downhill), or the speed signal is wrong.':
    '挂入过低的挡位（包括下坡发动机制动），或转速信号有误。',
  'A weak battery, a generator that does not charge, or a poor ground or supply connection.':
    '电池电量弱、发电机不充电，或搭铁、供电连接不良。',
  'The generator does not charge (belt, regulator, wiring), so that the battery alone feeds the net.':
    '发电机不充电（皮带、调节器、线路），仅由电池供电。',
  'The generator does not charge: belt, regulator, fuse or wiring; the battery alone feeds the net.':
    '发电机不充电：皮带、调节器、保险丝或线路；仅由电池供电。',
  'The regulator of the generator is defective, or it does not see the battery’s voltage (sense wire, ground).':
    '发电机调节器损坏，或检测不到电池电压（检测线、搭铁）。',
  'A cell has lost capacity or has a higher resistance, or balancing does not work.':
    '某个单体容量下降或内阻升高，或均衡功能失效。',
  'The flight was longer than the charge allowed, or a cell has lost capacity or a high resistance.':
    '飞行时间超过电量允许的范围，或某个单体容量下降、内阻升高。',
  'The power module or regulator is overloaded or failing, or too much hangs on the controller’s own supply.':
    '电源模块或稳压器过载或失效，或飞控自身供电上挂接了过多设备。',
  'The drive was longer than the charge allowed, or the battery has lost capacity.':
    '行程超过电量允许的范围，或电池容量下降。',
  'The drive was longer than the fuel allowed, or the level sensor is wrong.':
    '行程超过油量允许的范围，或油位传感器有误。',
  'Cooling is blocked or has failed, the load is too high, or the surroundings are too hot.':
    '散热受阻或失效、负载过高，或环境过热。',
  'Cooling gets weaker (fan, dust, pump) while the load stays, or something heats up the surroundings.':
    '负载不变而散热变差（风扇、灰尘、水泵），或环境升温。',
  'A compass disturbed by currents, a poor GPS position, strong vibration, or a sensor that drifts.':
    '罗盘受电流干扰、GPS 位置不佳、振动强烈，或传感器漂移。',
  'Propellers or motors out of balance, a loose or too stiffly mounted flight controller, or frame resonance.':
    '螺旋桨或电机不平衡、飞控松动或安装过硬，或机架共振。',
  'Currents of the motors reach the compass, steel is near it, or it is badly calibrated.':
    '电机电流影响罗盘、附近有钢铁，或罗盘校准不良。',
  'The vehicle is too heavy for its motors or battery, a motor or propeller is weak or damaged, or the frame is out of balance.':
    '机体对电机或电池而言过重、某个电机或螺旋桨较弱或损坏，或机架不平衡。',
  'A motor or propeller gives too little thrust, gains are wrong, the vehicle touched something, or wind is too strong.':
    '某个电机或螺旋桨推力不足、增益错误、机体触碰了物体，或风力过强。',
  'A jammer or a transmitter of false signals (spoofer) nearby, or strong interference on the vehicle itself.':
    '附近有干扰机或伪造信号发射机（欺骗），或机体自身有强干扰。',
  'A transmitter, power supply or computer close to the antenna, or a jammer nearby.':
    '天线附近有发射机、电源或计算机，或附近有干扰机。',
  'A tunnel or building hid the sky, the antenna failed, or reception was disturbed.':
    '隧道或建筑遮挡天空、天线失效，或接收受干扰。',
  'The sky is hidden, the antenna is poor or covered, or reception is disturbed.':
    '天空被遮挡、天线不良或被覆盖，或接收受干扰。',
  'Part of the sky is hidden, signals are reflected by buildings, or reception is disturbed.':
    '部分天空被遮挡、信号被建筑反射，或接收受干扰。',
  'Too much work for this computer: a process in a loop, a higher sensor rate, or throttling by heat.':
    '该计算机的工作量过大：进程死循环、传感器频率升高，或过热降频。',
  'A process holds more and more memory, or the computer runs more than it was sized for.':
    '某个进程占用的内存越来越多，或计算机运行的内容超出其配置。',
  'A process does not give memory back: a growing queue, cache or list.':
    '某个进程不释放内存：不断增长的队列、缓存或列表。',
  'Recordings or logs are not uploaded and deleted as fast as they are written.':
    '录制文件或日志的上传和删除速度跟不上写入速度。',
  'Recordings are written faster than they are uploaded and deleted.':
    '录制文件的写入速度快于上传和删除速度。',
  'A device sends too often (babbling), a gateway forwards too much, or many repeats after errors.':
    '某个设备发送过于频繁、网关转发过多，或错误后重发过多。',
  'A poor contact or termination, disturbance from outside, or a device with a wrong bit rate.':
    '接触不良或终端不良、外部干扰，或某个设备比特率错误。',
  'The control unit was in the wrong state for the request, or frames of a long message were lost on a busy bus.':
    '控制单元的状态不允许该请求，或总线繁忙导致长消息的帧丢失。',
  'A part of the software keeps failing at the same step, often because an input or a device is missing.':
    '软件的某个部分总在同一步骤失败，通常因为缺少输入或设备。',
  'What the warning names lasts: an input is late or missing, a buffer is full, a limit is exceeded.':
    '警告所指的情况一直存在：输入延迟或缺失、缓冲区已满、超出限值。',
  'A division by zero or a missing measurement in the program that sends it: no point in range, an empty list, two equal times.':
    '发送程序中除以零或缺少测量值：范围内没有点、列表为空、两个时间相等。',
  'The sensor or the process behind the topic failed, was restarted, or its network link was lost.':
    '话题后端的传感器或进程失效、重启，或其网络链路中断。',
  'The link to the sensor loses or holds back messages (Wi-Fi, a shared USB bus), its driver or the recorder is starved of processor time, or the sensor restarts.':
    '到传感器的链路丢失或滞留消息（Wi-Fi、共享的 USB 总线），其驱动或记录器得不到处理器时间，或传感器重启。',
  'A unit, a factor or an offset in a database or in a logger’s configuration is wrong.':
    '数据库或记录器配置中的单位、系数或偏移有误。',
  'The sensor, its converter or its driver hangs and the last value is sent on; or a wire or the magnet ring of a wheel is broken.':
    '传感器、其转换器或驱动卡死，继续发送最后的值；或导线断裂、车轮磁环损坏。',
  'The sender slows down: heat, processor load, a growing queue, or a link that gets worse.':
    '发送方变慢：发热、处理器负载、队列增长，或链路变差。',
  'Messages are dropped on the way: a full queue, a slow or lossy network link, a recorder under load.':
    '消息在途中被丢弃：队列已满、网络链路慢或丢包、记录器负载高。',
  'The sender or the recorder is starved of processor time, or messages are sent in bursts.':
    '发送方或记录器得不到处理器时间，或消息成批发送。',
  'The recorder stood still (disk too slow, processor overloaded, computer suspended), or the clock was set ahead.':
    '记录器停顿（磁盘太慢、处理器过载、计算机休眠），或时钟被调快。',
  'The SD card writes too slowly or is worn, or the logging profile writes more than it can take.':
    'SD 卡写入太慢或已磨损，或日志配置的写入量超出其能力。',
  'The recorder or its interface was too slow for the traffic, so that its buffer ran over.':
    '记录器或其接口跟不上流量，缓冲区溢出。',
  'The logger or its adapter cannot keep up with the bus, its filter drops frames, or its buffer overruns.':
    '记录器或其适配器跟不上总线、其过滤器丢帧，或缓冲区溢出。',
  'A control unit sends too late or not at all, a gateway passes old frames on or drops new ones, or wires are disturbed.':
    '控制单元发送过晚或完全不发送、网关转发旧帧或丢弃新帧，或线路受干扰。',
  'The file is empty, of a format that Argus does not know or does not read yet, or damaged from its beginning.':
    '文件为空、格式为 Argus 不认识或尚不支持，或从开头就已损坏。',
  'Power was cut while recording, the disk was full or failing, or the upload source was still being written.':
    '录制时断电、磁盘已满或故障，或上传时源文件仍在写入。',
  'The recorder stopped or was restarted, or a file was not uploaded.': '记录器停止或重启，或有文件未上传。',
  'A file was not uploaded, or was deleted on the vehicle before its upload.':
    '有文件未上传，或在上传之前已从车辆上删除。',
  'The vehicle did not note the receipt and sent the file again, or the recorder copied it.':
    '车辆没有记下回执而再次发送，或记录器复制了文件。',
  'Two recorders run on the vehicle with the same topics, or one of the clocks is wrong.':
    '车辆上有两个记录器录制相同话题，或其中一个时钟有误。',
  'One of the computers is not synchronised (no PTP or NTP), or lost its time source.':
    '其中一台计算机没有同步（无 PTP 或 NTP），或丢失了时间源。',
  'The recorder started before its clock was set: no battery for the clock, no GPS or network time yet.':
    '记录器在时钟设置之前启动：时钟没有电池、尚无 GPS 或网络时间。',
  'The clock of the recording computer was corrected, often by NTP or GPS after a start without time.':
    '录制计算机的时钟被校正，通常是在无时间启动之后由 NTP 或 GPS 校正。',
  'The clock was set while recording (first fix of GPS, first contact to a time server), or one sender has a clock of its own.':
    '录制时设置了时钟（GPS 首次定位、首次连接时间服务器），或某个发送方有自己的时钟。',
  'The clock of the sensor or of its computer is not synchronised with the others (no NTP or PTP, no battery for the clock), the node stamps with a time of its own, or an older recording was played beside nodes that ran.':
    '传感器或其计算机的时钟没有与其他同步（无 NTP 或 PTP、时钟没有电池）、节点使用自己的时间，或在运行中的节点旁回放了旧的录制文件。',
  'Several senders share the topic, or its messages bear the time of an earlier measurement.':
    '多个发送方共用该话题，或其消息带有更早测量的时间。',
  'Files of another vehicle were uploaded, or the batch was given the VIN of another one.':
    '上传了其他车辆的文件，或批次使用了其他车辆的 VIN。',
  'The software was updated between two drives, or recordings of several vehicles are in one batch.':
    '两次行程之间更新了软件，或一个批次中有多辆车的录制文件。',
  'A step failed and worked at the next try, or failed at start-up before its inputs were there.':
    '某个步骤失败、重试后成功，或在启动时输入就绪之前失败。',
  'The codes were cleared or the battery was off, and the vehicle has not been driven enough since.':
    '故障码已清除或电池曾断开，此后车辆行驶不足。',
  'Sender and recorder had different versions of the message definition, or the messages were cut off before they were recorded.':
    '发送方与记录器的消息定义版本不同，或消息在录制之前被截断。',
  'Topics with diagnostics, logs or system load were not recorded.': '没有录制诊断、日志或系统负载的话题。',
  'The estimator took a wrong measurement for true (a slipping wheel, a failed scan match, a swapped marker), was reset, or two programs send the same transform.':
    '估计器把错误的测量当真（车轮打滑、扫描匹配失败、标记弄混），被复位过，或者有两个程序发送同一个变换。',
  'The link to the sensor holds messages back (Wi-Fi, a shared USB bus), or its driver or the recorder is starved of processor time.':
    '与传感器的链路滞留了消息（Wi-Fi、共用的 USB 总线），或者其驱动或记录器得不到处理器时间。',
  'A device sends identifiers of high priority without a pause, so that frames of lower priority do not get onto the bus: a defective or wrongly programmed unit, a test tool, or an attack.':
    '有设备不间断地发送高优先级标识符，使低优先级的帧无法上总线：控制单元损坏或程序有误、测试工具，或遭到攻击。',
  'A worn or discharged battery, a corroded terminal or ground strap, or a starter that turns heavily.':
    '蓄电池老化或亏电，极柱或搭铁线腐蚀，或起动机转动沉重。',
};

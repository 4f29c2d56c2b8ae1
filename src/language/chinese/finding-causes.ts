/** Causes and advice of single findings that differ from those of their rules, in `rule-causes.ts` and `rule-advice.ts`. */
export const findingCauses: Readonly<Record<string, string>> = {
  'A poor plug or cable, disturbance from outside, or two ends that are set to different speeds or modes.':
    '插头或电缆不良、外部干扰，或两端设置了不同的速率或模式。',
  'Check plugs, cable and shield of this link and the settings of both ends (speed, duplex, master and slave); see whether errors come with a certain load or movement.':
    '检查此链路的插头、电缆和屏蔽以及两端的设置（速率、双工、主从）；查看错误是否随某种负载或运动出现。',
  'What a program sends is stamped by its computer, what it receives by the adapter; or logs of two devices were put together.':
    '程序发送的内容由其计算机打时间戳，接收的由适配器打；或者合并了两台设备的日志。',
  'Let one device stamp both directions; times between sent and received messages of this recording are wrong.':
    '让同一设备为两个方向打时间戳；此录制文件中收发消息之间的时间有误。',
  'The logger writes its buffer again before new frames have filled it.':
    '记录器在新的帧填满缓冲区之前再次写入了缓冲区。',
  'Let the logger empty its buffer once it is written; counts, rates and loads of buses in this recording are too high.':
    '请让记录器在写入后清空缓冲区；此录制文件中的计数、速率和总线负载偏高。',
  'A serial adapter, its driver or the program loses or mixes up bytes of the stamps.':
    '串口适配器、其驱动或程序丢失或混淆了时间戳的字节。',
  'Do not rely on single times of this recording, nor on all frames being there; use an adapter that stamps in its own hardware, or a faster serial port.':
    '不要依赖此录制文件的单个时间，也不要认为帧是齐全的；请使用由硬件打时间戳的适配器或更快的串口。',
  'Drives were put together into one file, or a logger appends to it day by day.':
    '多次行程被合并到一个文件中，或记录器逐日向其追加。',
  'Upload one file for each drive, so that each is judged.': '请为每次行程上传一个文件，以便逐一判断。',
  'The program counts from a moment after its adapter had begun to receive.':
    '程序从适配器开始接收之后的某一时刻起计时。',
  'Do not rely on the times of these frames; their contents were read.':
    '不要依赖这些帧的时间；其内容已读取。',
  'A tester switched the fault memory off (ControlDTCSetting, ISO 14229-1), as before programming.':
    '诊断仪关闭了故障存储（ControlDTCSetting，ISO 14229-1），如编程前那样。',
  'Do not take an empty fault memory for a sound vehicle: what failed from then on has left no code. End the session or reset the control unit.':
    '不要因故障存储为空就认为车辆正常：此后的故障不会留下故障码。请结束会话或复位控制单元。',
  'A tester switched ordinary messages off (CommunicationControl, ISO 14229-1), as before programming.':
    '诊断仪关闭了普通消息（CommunicationControl，ISO 14229-1），如编程前那样。',
  'Silent topics and codes of lost communication from then on follow from it. End the session or reset the control unit.':
    '此后的静默话题和通信丢失故障码由此引起。请结束会话或复位控制单元。',
  'New software or data was sent to a control unit while the recording ran.':
    '录制期间向控制单元发送了新的软件或数据。',
  'Find out who did it and whether it was meant to be; compare software versions before and after. Figures before and after it are not of the same vehicle.':
    '查明是谁所为以及是否有意；比较前后的软件版本。前后的数值不能视为同一状态的车辆。',
  'A tester asked for it (ECUReset, ISO 14229-1); control units do so at the end of programming.':
    '诊断仪请求了复位（ECUReset，ISO 14229-1）；控制单元在编程结束时会复位。',
  'Gaps of its messages at that time follow from it. Resets that nobody asked for: look for the tester or telematics unit that sends them.':
    '当时其消息的间隔由此引起。若无人请求复位：查找发送它的诊断仪或远程信息单元。',
  'Flight controllers write in blocks until their power is cut, and ground stations and terminals what a link brings until they are closed: the first and the last message are rarely complete.':
    '飞控按块写入直到断电，地面站和终端写入链路送来的内容直到关闭：第一条和最后一条消息很少完整。',
  'Nothing to do; if more is missing, compare with the time at which the vehicle was switched off.':
    '无需处理；如果缺失更多，请与车辆断电的时间比较。',
  'The control unit has found a fault of the body: airbags, doors, lights, seats or climate.':
    '控制单元发现了车身故障：安全气囊、车门、灯光、座椅或空调。',
  'Look the code up in the service manual; codes of airbags are for a workshop that is trained for them.':
    '在维修手册中查阅该故障码；安全气囊的故障码须由受过培训的维修站处理。',
  'The control unit has found a fault of the chassis: brakes, steering, suspension or their sensors.':
    '控制单元发现了底盘故障：制动、转向、悬架或其传感器。',
  'Have brakes and steering checked before the next drive; look the code up in the service manual.':
    '下次行驶前检查制动和转向；在维修手册中查阅该故障码。',
  'A control unit did not hear another one, or not what it expected: no supply, a disturbed bus, or software that does not fit.':
    '一个控制单元没有收到另一个的消息，或内容不符合预期：无供电、总线受干扰或软件不匹配。',
  'Check supply, ground and bus wires of the control unit that was not heard; compare with silent topics and errors of the bus at that time.':
    '检查未被收到的控制单元的供电、搭铁和总线线路；与当时的静默话题和总线错误对照。',
  'An older recording was played and recorded again; or the clock of the recorder or of the vehicle was not set.':
    '回放并重新录制了较早的录制文件；或者记录器或车辆的时钟未设置。',
  'If it was played, nothing is wrong. If not, synchronise the computers before recording: nothing else of that day can be compared with this recording.':
    '如果是回放，则没有问题。否则请在录制前同步各计算机：当天的其他内容都无法与此录制文件比较。',
  'The clock of the recorder or that of the vehicle was not set, or counts another time.':
    '记录器或车辆的时钟未设置，或计的是另一种时间。',
  'Compare both with a clock that is right, and synchronise the computers (chrony or PTP) before recording: nothing else of that day can be compared with this recording.':
    '将两者与正确的时钟比较，并在录制前同步各计算机（chrony 或 PTP）：当天的其他内容都无法与此录制文件比较。',
  'The clock of the sensor or of its computer was set while it sent, its driver restarted, or two senders with different clocks share the topic.':
    '传感器或其计算机的时钟在发送期间被设置、其驱动重启，或两个时钟不同的发送者共用该话题。',
  'The clock of the sensor or of its computer was set while it sent: by its first fix, or its first contact to a time server.':
    '传感器或其计算机的时钟在发送期间被设置：由首次定位或首次连接时间服务器引起。',
  'The clock of the sensor runs at another rate and is never synchronised, or messages wait in a queue that only grows.':
    '传感器时钟的速率不同且从未同步，或消息在不断增长的队列中等待。',
  'Two receivers are in one log, or a program wrote the times anew and garbled them, as without their leading zeros.':
    '一个日志中有两个接收机，或程序重写时间时将其弄乱，如缺少前导零。',
  'Record what each receiver sends, unchanged, in a log of its own; do not rely on speeds and distances from this one.':
    '请将每个接收机发送的内容原样录制在各自的日志中；不要依赖此日志得出的速度和距离。',
  'The clock of the logger is wrong: its count is put together from parts that do not belong together, or begins anew.':
    '记录器的时钟有误：其计数由不匹配的部分拼成，或重新开始。',
  'Do not rely on rates, gaps or the order of events of this recording; correct the clock of the logger.':
    '不要依赖此录制文件的频率、间隔或事件顺序；请修正记录器的时钟。',
  'Recordings were put together into one table, or the clock of its logger was corrected.':
    '多次录制被合并到一个表格中，或其记录器的时钟被校正。',
  'Upload a table for each recording; let clocks be slewed instead of stepped while driving.':
    '请为每次录制上传一个表格；行驶中应缓慢调整时钟而不是跳变。',
  'The recorder or its adapter does not keep up with the bus, or filters its frames.':
    '记录器或其适配器跟不上总线，或过滤了帧。',
  'Nothing to do on the vehicle. Do not take frames that are missing here as not sent; record the bus with fewer identifiers, or with an adapter that reports what it loses.':
    '车辆无需处理。不要认为此处缺失的帧未发送；请减少录制的标识符，或使用会报告丢失的适配器。',
  'The ignition was off and the buses slept, or the logger stood still.':
    '点火关闭、总线休眠，或记录器停止。',
  'If the vehicle was driving at that time, check the logger; otherwise there is nothing to do.':
    '如果当时车辆在行驶，请检查记录器；否则无需处理。',
  'The program stopped here, or lost something that it cannot do without.':
    '程序在此停止，或失去了必需的内容。',
  'The control unit that sends these identifiers was switched off (ignition, sleep) or reset, or its connection was lost.':
    '发送这些标识符的控制单元被关闭（点火、休眠）或复位，或其连接中断。',
  'See whether the ignition was off at that time; if not, check supply, ground and bus wires of that control unit.':
    '查看当时点火是否关闭；否则检查该控制单元的供电、搭铁和总线线路。',
  'The program did not stamp what it received, or its adapter has no clock.':
    '程序没有为接收内容打时间戳，或其适配器没有时钟。',
  'Switch on the time stamps of the program or its adapter, and record again.':
    '打开程序或其适配器的时间戳，然后重新录制。',
  'A character was mistyped, or a control unit was coded with a VIN that is none.':
    '输错了字符，或控制单元被写入了无效的 VIN。',
  'Read the VIN from the plate of the vehicle.': '从车辆铭牌读取 VIN。',
  'The compass is disturbed by currents, motors or steel, or is badly calibrated.':
    '罗盘受电流、电机或钢铁干扰，或校准不良。',
  'Calibrate the compass away from steel; compare its field with the thrust, and move it away from power wires.':
    '远离钢铁校准罗盘；将磁场与推力对照，并使其远离电源线。',
  'The position of GPS or of a camera jumps or drifts, or strong vibration misleads the accelerometer.':
    'GPS 或相机的位置跳变或漂移，或强烈振动误导加速度计。',
  'Compare satellites, accuracy and vibration at that time; check antenna and mount.':
    '对照当时的卫星数、精度和振动；检查天线和安装。',
  'The barometer is reached by wind of the propellers or heat, or the range finder sees something else.':
    '气压计受到螺旋桨气流或热量影响，或测距仪测到了其他物体。',
  'Shield the barometer with foam; compare barometer, GPS and range finder at that time.':
    '用泡沫遮护气压计；对照当时的气压计、GPS 和测距仪。',
  'The pitot tube is blocked or leaks, or is badly calibrated.': '空速管堵塞或泄漏，或校准不良。',
  'Clean and calibrate the airspeed sensor.': '清洁并校准空速传感器。',
  'The driver does not know the version of the firmware that the device has, so that it reads fields from wrong places.':
    '驱动程序不了解设备的固件版本，因此从错误的位置读取字段。',
  'Compare the versions of driver and firmware; do not rely on any figure of this topic until they fit.':
    '核对驱动程序和固件的版本；在两者匹配之前，不要依赖此话题的任何数值。',
};

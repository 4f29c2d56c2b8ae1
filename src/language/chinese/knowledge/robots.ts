/** Codes of flight controllers and of monitors of robots. */
export const robotTexts: Readonly<Record<string, string>> = {
  'The flight controller took over: return, land, or termination.': '飞控接管：返航、降落或终止飞行。',
  'Find the first commander message before it: link, battery, position, geofence or sensor. Reproduce on the ground with props off before the next flight; check the failsafe parameters COM_* and NAV_*.':
    '找到此前第一条 commander 消息：链路、电池、定位、地理围栏或传感器。下次飞行前拆下螺旋桨在地面复现；检查故障保护参数 COM_* 和 NAV_*。',
  'The battery fell below the low level (BAT_LOW_THR).': '电池电量低于低电量阈值（BAT_LOW_THR）。',
  'Land in time; compare consumption with the plan. If the voltage sags early, measure the internal resistance.':
    '及时降落；将耗电与计划比较。若电压过早跌落，测量内阻。',
  'The battery fell below the critical level (BAT_CRIT_THR): time to return.':
    '电池电量低于严重阈值（BAT_CRIT_THR）：应当返航。',
  'Do not fly this plan again; check cell voltages and capacity before the next flight.':
    '不要再按此计划飞行；下次飞行前检查单体电压和容量。',
  'The battery fell below the emergency level (BAT_EMERGEN_THR): land immediately.':
    '电池电量低于紧急阈值（BAT_EMERGEN_THR）：立即降落。',
  'Inspect for swollen or unequal cells, do not charge damaged packs; check the current calibration.':
    '检查单体是否鼓包或不一致，损坏的电池组不得充电；检查电流校准。',
  'The battery or its monitor reports a failure.': '电池或其监测装置报告失效。',
  'Take the pack out of service; read the status of its monitor.': '停用该电池组；读取其监测装置的状态。',
  'The remote control signal was lost.': '遥控信号丢失。',
  'Check range, antennas and receiver supply; set COM_RC_LOSS_T and the desired action.':
    '检查距离、天线和接收机供电；设置 COM_RC_LOSS_T 和所需动作。',
  'The telemetry link to the ground was lost.': '与地面的数传链路丢失。',
  'Check antennas, interference and power of the radio; set NAV_DLL_ACT to what is safe for the mission.':
    '检查天线、干扰和数传电台功率；将 NAV_DLL_ACT 设为对任务安全的动作。',
  'A problem with a satellite receiver is reported.': '报告了卫星接收机的问题。',
  'Check sky view, distance of the antenna from power leads and radios, cable, and number of satellites.':
    '检查天空视野、天线与电源线和电台的距离、线缆以及卫星数。',
  'A problem with a compass is reported.': '报告了罗盘的问题。',
  'Calibrate away from metal; move the compass away from power leads; disable an internal one that disagrees.':
    '远离金属校准；使罗盘远离电源线；停用与其他不一致的内置罗盘。',
  'The estimator rejects a sensor or has reset.': '估计器拒绝了某个传感器，或发生了复位。',
  'See which innovation is large; calibrate that sensor; reduce vibration.':
    '查看哪个新息偏大；校准该传感器；减小振动。',
  'A pre-arm check failed.': '解锁前检查未通过。',
  'Repair what it names; do not disable checks.': '修复所指的问题；不要关闭检查。',
  'A motor failure was detected.': '检测到电机失效。',
  'Check motor, ESC, connector and propeller; look at actuator outputs against ESC status.':
    '检查电机、电调、接头和螺旋桨；将执行器输出与电调状态对照。',
  'A monitor reports high CPU usage.': '监测程序报告 CPU 占用率高。',
  'List processes by CPU use at that time; pin or slow down the largest; check for throttling.':
    '按当时的 CPU 占用列出进程；将占用最大的进程绑定核心，或降低其运行频率；检查是否过热降频。',
  'A monitor reports a hot processor.': '监测程序报告处理器过热。',
  'Check fan, thermal paste and air inlet; check whether the clock was throttled.':
    '检查风扇、导热硅脂和进风口；检查时钟频率是否被降低。',
  'A monitor reports little free memory.': '监测程序报告可用内存不足。',
  'Find the process that grows; limit it; look at the trend in the report.':
    '找出占用增长的进程并加以限制；查看报告中的趋势。',
  'A monitor reports that a disk is filling up.': '监测程序报告磁盘即将写满。',
  'Remove old recordings once they are uploaded; move logs off the system disk.':
    '旧录制文件上传后予以删除；将日志移出系统盘。',
  'A monitor reports a clock that is off.': '监测程序报告时钟有偏差。',
  'Check the time source and the network; use chrony with slewing.':
    '检查时间源和网络；使用 chrony 渐变调整。',
  'A lidar driver reports a fault.': '激光雷达驱动报告故障。',
  'Check its supply, cable and network address; clean its window.': '检查其供电、线缆和网络地址；清洁窗口。',
  'A camera driver reports a fault.': '相机驱动报告故障。',
  'Check bandwidth of USB or network, cable length and supply; restart the driver.':
    '检查 USB 或网络带宽、线缆长度和供电；重启驱动。',
  'A driver of an inertial sensor reports a fault.': '惯性传感器（IMU）驱动报告故障。',
  'Check connection and baud rate; power-cycle; calibrate.': '检查连接和波特率；断电重启；校准。',
  'A joint or its controller reports a fault.': '关节或其控制器报告故障。',
  'Check limits, current and encoder; release the emergency stop.': '检查限位、电流和编码器；解除急停。',
  'An emergency stop is reported.': '报告了急停。',
  'Find out who pressed it or which device opened the circuit before releasing it.':
    '解除之前，查明是谁按下的，或哪个设备断开了急停回路。',
};

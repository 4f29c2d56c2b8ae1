/** Where the thresholds of rules come from: engines, supply, computers, flight; names of standards and parameters stay. */
export const thresholdSources: Readonly<Record<string, string>> = {
  'AEC-Q100 grade 1': 'AEC-Q100 1 级',
  'AEC-Q100 grade 2': 'AEC-Q100 2 级',
  'AEC-Q100 grade 3; for coolant and oil see the rules on them': 'AEC-Q100 3 级；冷却液和机油见其各自的规则',
  'AEC-Q100 grade 3; from 85 °C on, a Raspberry Pi throttles': 'AEC-Q100 3 级；Raspberry Pi 从 85 °C 起降频',
  'UN 38.3 test T.2, the highest temperature a cell is tested for': 'UN 38.3 试验 T.2，电芯试验的最高温度',
  'usual upper limit of lithium-ion cells while discharging': '锂离子电芯放电时的常见上限',
  'ArduPilot, "Measuring Vibration": above 60 m/s² position and altitude are nearly always lost':
    'ArduPilot "Measuring Vibration"：超过 60 m/s² 时几乎总会丢失位置和高度',
  'ArduPilot, "Measuring Vibration": below 30 m/s² is normally acceptable':
    'ArduPilot "Measuring Vibration"：低于 30 m/s² 通常可以接受',
  'ISO 16750-2 table 1, code C': 'ISO 16750-2 表 1，代码 C',
  'ISO 16750-2 table 1, code D': 'ISO 16750-2 表 1，代码 D',
  'ISO 16750-2 table 1: devices are made for at most 16 V': 'ISO 16750-2 表 1：设备最高按 16 V 设计',
  'ISO 16750-2 table 2, code F': 'ISO 16750-2 表 2，代码 F',
  'ISO 16750-2 table 2, code H': 'ISO 16750-2 表 2，代码 H',
  'ISO 16750-2 table 2: devices are made for at most 32 V': 'ISO 16750-2 表 2：设备最高按 32 V 设计',
  'two batteries of 12 V in series': '两块 12 V 蓄电池串联',
  'MAVLink ESTIMATOR_STATUS (230): above 1 the measurement was rejected; for 2 s a warning, for 5 s an error, as in flight-review-rs':
    'MAVLink ESTIMATOR_STATUS (230)：大于 1 表示测量值被拒绝；持续 2 s 为警告，5 s 为错误，与 flight-review-rs 一致',
  'MAVLink ESTIMATOR_STATUS (230): below 0.5 in normal operation, now and then up to 1':
    'MAVLink ESTIMATOR_STATUS (230)：正常运行时低于 0.5，偶尔达到 1',
  'NodeCPUHighUsage of the Prometheus node mixin; default of ROS diagnostic_common_diagnostics cpu_monitor':
    'Prometheus node-mixin 的 NodeCPUHighUsage；ROS diagnostic_common_diagnostics cpu_monitor 的默认值',
  'NodeFilesystemAlmostOutOfSpace (5 % left); ROS hd_monitor free_percent_low 5 %':
    'NodeFilesystemAlmostOutOfSpace（剩余 5 %）；ROS hd_monitor free_percent_low 5 %',
  'NodeFilesystemAlmostOutOfSpace, critical (3 % left)':
    'NodeFilesystemAlmostOutOfSpace，严重级别（剩余 3 %）',
  'NodeMemoryHighUtilization of the Prometheus node mixin':
    'Prometheus node-mixin 的 NodeMemoryHighUtilization',
  'PX4 BAT_CRIT_THR': 'PX4 参数 BAT_CRIT_THR',
  'PX4 BAT_EMERGEN_THR': 'PX4 参数 BAT_EMERGEN_THR',
  'PX4 BAT_LOW_THR': 'PX4 参数 BAT_LOW_THR',
  'PX4 EKF2_REQ_EPV': 'PX4 参数 EKF2_REQ_EPV',
  'PX4 EKF2_REQ_PDOP': 'PX4 参数 EKF2_REQ_PDOP',
  'PX4 COM_CPU_MAX: above it the autopilot refuses to arm':
    'PX4 参数 COM_CPU_MAX：超过此值自动驾驶仪拒绝解锁',
  'PX4 COM_RAM_MAX: above it the autopilot refuses to arm':
    'PX4 参数 COM_RAM_MAX：超过此值自动驾驶仪拒绝解锁',
  'PX4 EKF2_REQ_EPH: below it the estimator begins to use the position':
    'PX4 参数 EKF2_REQ_EPH：低于此值估计器开始使用该位置',
  'PX4 EKF2_REQ_NSATS: with fewer the estimator does not use GPS':
    'PX4 参数 EKF2_REQ_NSATS：卫星数更少时估计器不使用 GPS',
  'three coordinates and the time (IS-GPS-200, 20.3.3.4.3.4); of receivers on the ground, which have trees and houses above them':
    '三个坐标和时间（IS-GPS-200，20.3.3.4.3.4）；适用于上方有树木和房屋的地面接收机',
  'PX4 Flight Review, actuator outputs: at its maximum a motor has no reserve to steer with':
    'PX4 Flight Review，执行器输出：电机达到最大输出时没有余量用于操控',
  'PX4 Flight Review, vibration metrics: g on average, end of the tolerable range':
    'PX4 Flight Review，振动指标：平均达到 g，为可容忍范围的上限',
  'PX4 Flight Review, vibration metrics: half of g on average, end of the good range':
    'PX4 Flight Review，振动指标：平均达到 g 的一半，为良好范围的上限',
  'PX4 User Guide, log analysis, GPS noise and jamming: 40 or lower is fine, 80 or higher is not':
    'PX4 用户指南，日志分析，GPS 噪声与干扰：40 及以下正常，80 及以上不正常',
  'PX4 health check of the power rails: below 4.5 V it is critical':
    'PX4 供电轨健康检查：低于 4.5 V 为严重级别',
  'PX4 health check of the power rails: below 4.8 V it warns': 'PX4 供电轨健康检查：低于 4.8 V 时警告',
  'ROS hd_monitor free_percent_crit 1 %': 'ROS hd_monitor 参数 free_percent_crit 1 %',
  'a full lead-acid battery rests at 12.7 V (EN 50342-1), generators charge with 13.5 V or more; after a start the voltage is higher than before it':
    '充满的铅酸蓄电池静置电压为 12.7 V（EN 50342-1），发电机充电电压为 13.5 V 及以上；起动后的电压高于起动前',
  'a full lead-acid battery rests at 12.7 V to 12.9 V (EN 50342-1): below 13 V nothing flows into it':
    '充满的铅酸蓄电池静置电压为 12.7 V 至 12.9 V（EN 50342-1）：低于 13 V 时没有电流充入',
  'generators that save fuel rest while the battery is full, and charge whenever the vehicle slows down':
    '节油型发电机在蓄电池充满时停止发电，车辆减速时充电',
  'load test of makers, 15 s with half the cold cranking current: a sound battery keeps 8.5 V even at −18 °C':
    '厂商的负载测试，以冷起动电流的一半放电 15 s：完好的蓄电池在 −18 °C 时仍保持 8.5 V',
  'load test of makers, 15 s with half the cold cranking current: a sound battery keeps 9.6 V at 20 °C; ISO 16750-2, level I: 9.5 V':
    '厂商的负载测试，以冷起动电流的一半放电 15 s：完好的蓄电池在 20 °C 时保持 9.6 V；ISO 16750-2 等级 I：9.5 V',
  'regulators charge with 14.4 V at 25 °C and 4 mV more per cell and degree below: 15.5 V at −20 °C':
    '调节器在 25 °C 时以 14.4 V 充电，温度每低 1 度、每个单格再加 4 mV：−20 °C 时为 15.5 V',
  'shorter peaks are loads that are switched off': '更短的峰值是负载断开所致',
  'after a start the voltage settles for some minutes': '起动后电压需要几分钟才能稳定',
  'of the voltage at the beginning: a charging generator holds it within 2 %':
    '相对于起始电压：发电机充电时电压波动不超过 2 %',
  'balancers keep cells within about 0.01 V to 0.05 V': '均衡器使单体电压差保持在约 0.01 V 至 0.05 V 以内',
  'under load the weakest cell then reaches its lower limit first by far':
    '此时带载最弱的单体会远早于其他单体到达下限',
  'flight-review-rs, battery: 3.3 V a cell under load; lithium-polymer cells have nothing left below':
    'flight-review-rs，电池：带载时每节 3.3 V；锂聚合物电芯低于此值已无余量',
  'lithium-polymer cells are damaged below 3.0 V (usual data sheets)':
    '锂聚合物电芯低于 3.0 V 会损坏（常见数据手册）',
  'the reserve of most cars begins at about a tenth of the tank': '多数汽车的备用油量约从油箱的十分之一开始',
  'pumps draw air on slopes with less': '油量更少时，油泵在坡道上会吸入空气',
  'the level sloshes; shorter moments do not count': '油面会晃动；更短的时间不计入',
  'engines idle at 600 rpm or more; a starter turns them with 100 rpm to 300 rpm':
    '发动机怠速为 600 rpm 及以上；起动机以 100 rpm 至 300 rpm 带动',
  'above the red line of most series petrol engines; set it to 2,600 for heavy trucks, 5,000 for diesel cars':
    '高于多数量产汽油发动机的红线；重型卡车请设为 2,600，柴油轿车请设为 5,000',
  'only racing engines are made for it': '只有赛车发动机按此设计',
  'an engine gives a third of the fuel’s heat to its coolant; as cold as the air it takes in is a sensor':
    '发动机把燃料热量的三分之一传给冷却液；读数与进气温度一样低，说明是传感器问题',
  'engines are warm after 15 minutes; makers let the test of the thermostat (P0128, SAE J2012) end before':
    '发动机 15 分钟后已热车；厂商的节温器检测（P0128，SAE J2012）在此之前结束',
  'within a minute; warming up takes minutes, and an open sensor reads −40 °C (SAE J1979, PID 05, raw 0)':
    '一分钟内；热车需要数分钟，传感器断路时读数为 −40 °C（SAE J1979，PID 05，原始值 0）',
  'fans run and thermostats are fully open below about 110 °C': '约 110 °C 以下时风扇已运转、节温器已全开',
  'makers light the warning lamp between 115 °C and 120 °C': '厂商在 115 °C 至 120 °C 之间点亮警告灯',
  'water with 50 % glycol boils at 129 °C under a usual pressure of 1 bar':
    '50 % 乙二醇水溶液在常见的 1 bar 压力下于 129 °C 沸腾',
  'dronekit-la, attitude control: more than 10° off is a failure there after 0.25 s; here after 2 s':
    'dronekit-la，姿态控制：其中偏差超过 10° 达 0.25 s 即为失败；此处为 2 s',
  'twice that, for 5 s: the vehicle is not controlled': '其两倍，持续 5 s：飞行器已失控',
  'dronekit-la, compass vector length: a change of more than 25 % is a warning':
    'dronekit-la，罗盘矢量长度：变化超过 25 % 为警告',
  'dronekit-la, compass vector length: of more than 35 % a failure':
    'dronekit-la，罗盘矢量长度：变化超过 35 % 为失败',
  'dronekit-la, speed accuracy; PX4 EKF2_REQ_SACC wants 0.5 m/s before GPS is used':
    'dronekit-la，速度精度；PX4 参数 EKF2_REQ_SACC 要求达到 0.5 m/s 才使用 GPS',
  'flight-review-rs, GPS: for 10 s, after a position that was good; PX4 COM_POS_FS_EPH is 5 m':
    'flight-review-rs，GPS：在位置良好之后持续 10 s；PX4 参数 COM_POS_FS_EPH 为 5 m',
  'flight-review-rs, vibration: twice g, kept to for 5 s; the accelerometer then clips':
    'flight-review-rs，振动：达到 g 的两倍并持续 5 s；此时加速度计会削波',
  'the end of the tolerable range, kept to for 5 s: a landing shakes for less than one':
    '可容忍范围的上限，持续 5 s：着陆的振动不足 1 s',
  'half of the time; PX4 COM_POS_FS_EPH: above it the position counts as lost. Public boats with u-blox receivers under an open sky have 3.0 m to 3.2 m':
    '一半时间；PX4 参数 COM_POS_FS_EPH：超过此值视为位置丢失。公开数据中，开阔天空下使用 u-blox 接收机的船只为 3.0 m 至 3.2 m',
  'more than the width of two lanes': '超过两条车道的宽度',
  'a receiver that was just switched on needs some time for its first fix':
    '刚开机的接收机需要一些时间才能首次定位',
  'u-blox jamInd runs from 0 (none) to 255 (strong); near its end no satellite can be received':
    'u-blox jamInd 的范围为 0（无）至 255（强）；接近上限时无法接收任何卫星',
  'at 50 km/h a vehicle moves 1.4 m in that time': '以 50 km/h 行驶的车辆在此时间内移动 1.4 m',
};

/** Where it is known from that one finding brings about another; standards and titles of documents keep their names. */
export const linkSources: Readonly<Record<string, string>> = {
  'ISO 16750-2, 4.6.3, starting profile: a device may stop meanwhile and has to restart by itself':
    'ISO 16750-2，4.6.3，起动波形：设备在此期间可以停止工作，但须自行重启',
  'ISO 16750-2, functional status: below its supply range a device may stop and has to restart by itself':
    'ISO 16750-2，功能状态：供电低于工作范围时，设备可以停止工作，但须自行重启',
  'ISO 11898-2, transceivers in under-voltage': 'ISO 11898-2，收发器欠压',
  'SAE J2012, group U: no communication with, or invalid data from, another control unit':
    'SAE J2012，U 组：与其他控制单元无通信，或收到其无效数据',
  'EN 50342-1: a battery that nothing flows into supplies the net alone':
    'EN 50342-1：蓄电池没有充入电流时，由其单独为车载电网供电',
  'SAE J2012 P0562': 'SAE J2012：P0562',
  'SAE J2012 P0563': 'SAE J2012：P0563',
  'PX4 User Guide, “Safety Configuration (Failsafes)”': 'PX4 用户指南“Safety Configuration (Failsafes)”',
  'ISO 11898-1, fault confinement: a node in bus off takes no part in the traffic':
    'ISO 11898-1，故障界定：处于总线脱离状态的节点不参与通信',
  'ROS 2 design, “QoS deadline, liveliness and lifespan”':
    'ROS 2 设计文档“QoS deadline, liveliness and lifespan”',
  'SAE J2012 P0217; SAE J1939-71 SPN 110': 'SAE J2012：P0217；SAE J1939-71：SPN 110',
  'SAE J1939-73 DM1, lamp status': 'SAE J1939-73 DM1，警告灯状态',
  'SAE J2012 P0115 to P0119, P0128': 'SAE J2012：P0115 至 P0119、P0128',
  '40 CFR 86.1806, misfire that damages the catalyst': '40 CFR 86.1806，损坏催化器的失火',
  'SAE J1979 service 01 PID 01; SAE J1939-73 DM1': 'SAE J1979 服务 01 PID 01；SAE J1939-73 DM1',
  'ROS diagnostic_common_diagnostics, sensors_monitor':
    'ROS diagnostic_common_diagnostics 的 sensors_monitor',
  'Linux kernel documentation, “CPU cooling APIs”': 'Linux 内核文档“CPU cooling APIs”',
  'Linux kernel documentation, “CFS Scheduler”: runnable tasks share a saturated processor':
    'Linux 内核文档“CFS Scheduler”：可运行的任务分享满负荷的处理器',
  'PX4 User Guide, “Logging”, dropouts': 'PX4 用户指南“Logging”，日志丢失',
  'Linux kernel documentation, “Out of memory management”': 'Linux 内核文档“Out of memory management”',
  'POSIX.1-2017 write(), ENOSPC': 'POSIX.1-2017 的 write()，ENOSPC',
  'RFC 5905, clock step': 'RFC 5905，时钟步进',
  'PX4 User Guide, log analysis, GPS noise and jamming': 'PX4 用户指南，日志分析，GPS 噪声与干扰',
  'PX4 User Guide, “Using the ECL EKF”': 'PX4 用户指南“Using the ECL EKF”',
  'PX4 User Guide, “Vibration Isolation”': 'PX4 用户指南“Vibration Isolation”',
  'ArduPilot Copter, “Thrust Loss and Yaw Imbalance Warnings” and “Crash Check”':
    'ArduPilot Copter“Thrust Loss and Yaw Imbalance Warnings”和“Crash Check”',
  'code range {range}, for {code}': '故障码范围 {range}，对应 {code}',
  'code {code}': '故障码 {code}',
  'rule {rule}': '规则 {rule}',
  'similar words ({percent} %)': '用词相似（{percent} %）',
  '{reason}, platform {platform}': '{reason}，平台 {platform}',
};

/** Ranges of codes, and codes of chassis, body and network, SAE J2012. */
export const obdTexts: Readonly<Record<string, string>> = {
  'Powertrain code: engine, transmission or emission control.': '动力总成故障码：发动机、变速器或排放控制。',
  'Read the freeze frame, look the code up in the service manual, repair, clear, and drive until the monitors have run.':
    '读取冻结帧，在维修手册中查阅该故障码，维修、清码，然后行驶至各监测项运行完毕。',
  'Fuel and air metering, auxiliary emission control (standard codes).':
    '燃油和空气计量、辅助排放控制（标准故障码）。',
  'Note fuel trims and freeze frame; look for air leaks and valve timing first.':
    '记录燃油修正值和冻结帧；先检查进气泄漏和配气正时。',
  'Fuel and air metering: air mass, temperatures, lambda sensors, fuel trim.':
    '燃油和空气计量：空气质量流量、温度、氧传感器、燃油修正。',
  'Compare sensor values with engine off (ambient) and warm; look for air leaks before replacing sensors.':
    '比较停机（环境值）和热机时的传感器数值；更换传感器之前先检查进气泄漏。',
  'Fuel and air metering: injector circuits, boost.': '燃油和空气计量：喷油器电路、增压。',
  'Measure injector resistance and supply; check harness and driver; for boost codes look for leaks.':
    '测量喷油器的电阻和供电；检查线束和驱动级；增压类故障码则检查泄漏。',
  'Ignition system or misfire.': '点火系统或失火。',
  'Swap coil and plug with another cylinder to see whether the fault moves; then compression and injector.':
    '将点火线圈和火花塞与其他气缸对调，看故障是否随之转移；然后检查气缸压力和喷油器。',
  'Auxiliary emission control: recirculation, catalyst, evaporation.':
    '辅助排放控制：废气再循环、催化转化器、燃油蒸发。',
  'Check hoses and valves for leaks and soot; replace a catalyst only after ruling out misfire and leaks.':
    '检查软管和阀是否泄漏、积碳；排除失火和泄漏之后才更换三元催化器。',
  'Vehicle speed, idle control and auxiliary inputs.': '车速、怠速控制和辅助输入。',
  'Compare with wheel speeds; check supply voltage and switches.': '与轮速比较；检查供电电压和开关。',
  'Control module or its output circuits.': '控制模块或其输出电路。',
  'Check supply, ground and 5 V references; reflash as the manufacturer says before replacing the unit.':
    '检查供电、搭铁和 5 V 参考电压；更换控制单元之前，按制造商的说明刷写。',
  'Transmission.': '变速器。',
  'Check oil level and temperature, connector and solenoids; read the codes of the transmission unit itself.':
    '检查油位和油温、接插件和电磁阀；读取变速器控制单元自身的故障码。',
  'Check clutch and gear actuators, their position sensors and adaptation.':
    '检查离合器和换挡执行器、其位置传感器和自学习。',
  'Hybrid or electric drive.': '混合动力或电驱动。',
  'Trained high-voltage personnel only: isolate the system first. Read insulation values, contactor states and cooling.':
    '仅限受过高压培训的人员操作：先使高压系统断电。读取绝缘电阻、接触器状态和冷却情况。',
  'Trained high-voltage personnel only. Compare cell voltages and temperatures of the pack.':
    '仅限受过高压培训的人员操作。比较电池组的单体电压和温度。',
  'Trained high-voltage personnel only. Check cooling pumps, motor position sensor and inverter codes.':
    '仅限受过高压培训的人员操作。检查冷却水泵、驱动电机位置传感器和逆变器故障码。',
  'Powertrain code that the manufacturer defines.': '由制造商定义的动力总成故障码。',
  'Only the manufacturer’s documentation says what it means; do not rely on lists for other makes.':
    '其含义只能查制造商的资料；不要参照其他品牌的列表。',
  'Powertrain (standard codes): fuel, air, aftertreatment.': '动力总成（标准故障码）：燃油、空气、后处理。',
  'Read the freeze frame and the service manual; check wiring of the named part first.':
    '查看冻结帧和维修手册；先检查所指部件的线路。',
  'Powertrain: up to P33FF defined by the manufacturer, from P3400 by the standard (cylinder deactivation and others).':
    '动力总成：P33FF 及以下由制造商定义，P3400 起由标准定义（停缸等）。',
  'Look it up in the manufacturer’s documentation.': '查阅制造商的资料。',
  'Chassis code: brakes, steering, suspension.': '底盘故障码：制动、转向、悬架。',
  'Take brake and steering warnings seriously: check before the next drive.':
    '务必重视制动和转向警告：下次行驶前检查。',
  'Standard chassis code: usually wheel speed, brake pressure or steering angle.':
    '标准底盘故障码：通常为轮速、制动压力或转向角。',
  'Check the named sensor, its gap and wiring; run the calibration after replacing it.':
    '检查所指传感器、其间隙和线路；更换后执行标定。',
  'Chassis code that the manufacturer defines.': '由制造商定义的底盘故障码。',
  'Body code: restraints, comfort, lighting, climate.': '车身故障码：约束系统、舒适系统、灯光、空调。',
  'Restraint codes first; never connect an ohmmeter to airbag circuits.':
    '优先处理约束系统故障码；切勿在安全气囊回路上接欧姆表。',
  'Standard body code: usually restraint systems.': '标准车身故障码：通常为约束系统。',
  'Disconnect the battery, wait as the manufacturer says, check connectors under the seats.':
    '断开蓄电池，按制造商规定的时间等待，检查座椅下的接插件。',
  'Body code that the manufacturer defines.': '由制造商定义的车身故障码。',
  'Network code: control units cannot communicate properly.': '网络故障码：控制单元之间无法正常通信。',
  'Look at all units: the one that all others miss has lost its power or its bus. Check the supply first, then the bus.':
    '查看所有控制单元：其他单元都收不到的那一个已失电或脱离总线。先检查供电，再检查总线。',
  'Electrical fault of a bus.': '总线电气故障。',
  'With power off measure 60 Ω between CAN high and low; check for shorts to supply and ground.':
    '断电后测量 CAN 高、低线之间的电阻，应为 60 Ω；检查是否对电源或对地短路。',
  'Communication with a control unit is lost.': '与控制单元失去通信。',
  'Check supply, ground and connector of the unit that is missing; see whether others miss it as well.':
    '检查失去通信的控制单元的供电、搭铁和接插件；查看其他单元是否也收不到它。',
  'The software or configuration of control units does not match.': '控制单元的软件或配置不匹配。',
  'Compare part and software numbers with the build; reflash or recode the odd one out.':
    '将零件号和软件号与车辆配置核对；对不符的控制单元重新刷写或编码。',
  'A control unit sends implausible data.': '控制单元发送的数据不合理。',
  'The cause is in the sender: read and repair its own codes.': '原因在发送方：读取并修复其自身的故障码。',
  'Network code that the manufacturer defines.': '由制造商定义的网络故障码。',
  'Left front wheel speed sensor.': '左前轮速传感器。',
  'Right front wheel speed sensor.': '右前轮速传感器。',
  'Check gap, dirt on the encoder ring and the cable at the steering knuckle; compare the four wheel speeds.':
    '检查间隙、磁环或齿圈是否脏污，以及转向节处的线缆；比较四个轮速。',
  'Left rear wheel speed sensor.': '左后轮速传感器。',
  'Right rear wheel speed sensor.': '右后轮速传感器。',
  'Check gap, encoder ring and cable along the axle; compare the four wheel speeds.':
    '检查间隙、磁环或齿圈以及沿车桥的线缆；比较四个轮速。',
  'Steering angle sensor.': '转向角传感器。',
  'Calibrate straight ahead; after wheel alignment or a battery change, recalibration is often enough.':
    '在直行位置标定；四轮定位或更换蓄电池之后，重新标定往往即可解决。',
  'Pump motor of the anti-lock brakes.': '防抱死制动系统（ABS）泵电机。',
  'Check its fuse and ground, listen to the pump in the actuator test.':
    '检查其保险丝和搭铁，在执行器测试中听泵的声音。',
  'Traction control reports a powertrain fault.': '牵引力控制系统报告动力总成故障。',
  'Read the engine control unit’s codes: this one is the consequence.':
    '读取发动机控制单元的故障码：此码是其结果。',
  'Stability control was switched off because data from other units were invalid.':
    '因其他控制单元的数据无效，稳定性控制已关闭。',
  'Read the network and engine codes of the same time.': '读取同一时间的网络和发动机故障码。',
  'Driver’s frontal airbag circuit.': '驾驶员正面安全气囊回路。',
  'Trained personnel only: disconnect the battery, check the clock spring and its connectors.':
    '仅限受过培训的人员操作：断开蓄电池，检查时钟弹簧（螺旋电缆）及其接插件。',
  'The restraint system was deployed or locked its crash data.': '约束系统已触发，或已锁定碰撞数据。',
  'After a crash the unit must be replaced or reset as the manufacturer says.':
    '碰撞之后，须按制造商的说明更换或复位该控制单元。',
  'Occupant classification of the passenger’s seat.': '前排乘员座椅的乘员分类系统。',
  'Check the connector under the seat; zero the seat mat with the service tool.':
    '检查座椅下的接插件；用诊断仪将座垫传感器归零。',
  'Battery voltage low, as body controllers of several makes report it.':
    '蓄电池电压低（多个品牌的车身控制器如此报告）。',
  'Charge and test the battery; look for a quiescent current above about 50 mA.':
    '给蓄电池充电并测试；检查静态电流是否超过约 50 mA。',
  'The high-speed CAN bus does not work.': '高速 CAN 总线不工作。',
  'Measure resistance and levels (recessive 2.5 V on both wires); unplug units one after another.':
    '测量电阻和电平（隐性时两线均为 2.5 V）；逐个拔下控制单元。',
  'A control unit went bus off.': '控制单元总线脱离（Bus Off）。',
  'Look for shorts in the bus wiring and a wrong bit rate; look at error frames at that time.':
    '检查总线线路是否短路、比特率是否错误；查看当时的错误帧。',
  'No communication with the engine control unit.': '与发动机控制单元失去通信。',
  'Check main relay, fuses and ground of the engine control unit, then its bus wires.':
    '检查发动机控制单元的主继电器、保险丝和搭铁，然后检查其总线线路。',
  'No communication with the transmission control unit.': '与变速器控制单元失去通信。',
  'Check fuse, ground and the connector, which is often exposed to oil.':
    '检查保险丝、搭铁和接插件，后者常被油液侵入。',
  'No communication with the gear selector.': '与换挡控制模块失去通信。',
  'Check supply and connector of the selector.': '检查换挡控制模块的供电和接插件。',
  'No communication with the drive motor control unit.': '与驱动电机控制单元失去通信。',
  'Check the 12 V supply of the inverter; read the codes of the hybrid control.':
    '检查逆变器的 12 V 供电；读取混合动力控制单元的故障码。',
  'No communication with the battery management.': '与电池管理系统（BMS）失去通信。',
  'Check the 12 V supply of the battery management and its service plug.':
    '检查电池管理系统的 12 V 供电及维修开关。',
  'No communication with the anti-lock brake unit.': '与防抱死制动控制单元失去通信。',
  'Check both supplies and the ground; the brakes work, but without stability control.':
    '检查两路供电和搭铁；制动仍可用，但没有稳定性控制。',
  'No communication with the steering angle sensor.': '与转向角传感器失去通信。',
  'Check fuse and connector in the steering column.': '检查转向管柱内的保险丝和接插件。',
  'No communication with the power steering.': '与动力转向控制单元失去通信。',
  'Check the high-current fuse and ground of the steering; expect heavy steering.':
    '检查转向系统的大电流保险丝和搭铁；转向会变沉。',
  'No communication with the body control unit.': '与车身控制单元失去通信。',
  'Check its fuses, and its connectors for water.': '检查其保险丝，以及接插件是否进水。',
  'No communication with the gateway.': '与网关失去通信。',
  'Check its supply; if it is powered, find out on which side of it messages are missing.':
    '检查其供电；若有电，查明网关哪一侧缺少报文。',
  'No communication with the restraint control unit.': '与安全气囊控制单元失去通信。',
  'Trained personnel only; check fuse and connector.': '仅限受过培训的人员操作；检查保险丝和接插件。',
  'No communication with the instrument cluster.': '与组合仪表失去通信。',
  'Check fuse and connector behind the cluster.': '检查组合仪表后面的保险丝和接插件。',
  'No communication with the climate control.': '与空调控制单元失去通信。',
  'Check its fuse and connector.': '检查其保险丝和接插件。',
  'No communication with the radio.': '与音响主机失去通信。',
  'Check the fuse, and whether an aftermarket radio is fitted.': '检查保险丝，以及是否加装了非原厂音响。',
  'No communication with the hybrid powertrain control.': '与混合动力控制单元失去通信。',
  'Check its 12 V supply, main relay and bus.': '检查其 12 V 供电、主继电器和总线。',
  'Implausible data from the engine control unit.': '来自发动机控制单元的数据不合理。',
  'Repair the causes of the engine control unit’s own codes.': '修复发动机控制单元自身故障码的原因。',
  'Implausible data from the transmission control unit.': '来自变速器控制单元的数据不合理。',
  'Repair the causes of the transmission control unit’s own codes.': '修复变速器控制单元自身故障码的原因。',
  'Implausible data from the anti-lock brake unit.': '来自防抱死制动控制单元的数据不合理。',
  'Look at wheel speeds and the brake unit’s own codes.': '查看轮速和制动控制单元自身的故障码。',
  'Implausible data from the steering angle sensor.': '来自转向角传感器的数据不合理。',
  'Calibrate the sensor straight ahead.': '在直行位置标定传感器。',
};

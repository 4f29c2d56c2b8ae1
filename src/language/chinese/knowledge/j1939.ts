/** Cylinders 1 to 4 have a parameter each. */
const injectors = Object.fromEntries(
  [1, 2, 3, 4].map((cylinder) => [`Injector of cylinder ${cylinder}.`, `气缸 ${cylinder} 喷油器。`]),
);

/** Failure modes (FMI) and suspect parameters (SPN) of SAE J1939. */
export const j1939Texts: Readonly<Record<string, string>> = {
  'The value is valid but far above the normal range (most severe level).':
    '数据有效，但远高于正常范围（最严重级别）。',
  'Assume first that the reading is true: stop, let the system recover, and check what the parameter measures. Only then suspect the sensor.':
    '先假定读数属实：停车，让系统恢复，检查该参数所测的对象。然后才怀疑传感器。',
  'The value is valid but far below the normal range (most severe level).':
    '数据有效，但远低于正常范围（最严重级别）。',
  'Assume first that the reading is true (level, pressure, flow). Compare with an independent gauge before replacing the sensor.':
    '先假定读数属实（液位、压力、流量）。更换传感器之前，与独立的仪表比较。',
  'The data are erratic, intermittent or implausible.': '数据不稳定、时断时续或不合理。',
  'Look for loose contacts and chafed wires; compare the parameter with a second source over the same period.':
    '查找接触不良和磨损的导线；将该参数与同一时段的另一来源比较。',
  'The voltage is above normal, or the circuit is shorted to supply.': '电压高于正常值，或电路对电源短路。',
  'Unplug the part: if the fault stays, the wire is shorted to supply or its ground is open; if it disappears, replace the part.':
    '拔下该部件：若故障仍在，说明导线对电源短路或搭铁断路；若故障消失，更换该部件。',
  'The voltage is below normal, or the circuit is shorted to ground.': '电压低于正常值，或电路对地短路。',
  'Unplug the part: if the fault stays, the wire is shorted to ground or the sensor supply is missing; if it disappears, replace the part.':
    '拔下该部件：若故障仍在，说明导线对地短路或传感器无供电；若故障消失，更换该部件。',
  'The current is below normal, or the circuit is open.': '电流低于正常值，或电路断路。',
  'Measure the resistance of part and harness, check connector pins for corrosion and a blown fuse.':
    '测量部件和线束的电阻，检查接插件端子是否腐蚀、保险丝是否熔断。',
  'The current is above normal, or the circuit is grounded.': '电流高于正常值，或电路对地短路。',
  'Measure the coil or load resistance; look for insulation worn through to the frame.':
    '测量线圈或负载的电阻；查找绝缘层磨破而与车架相碰之处。',
  'The mechanical system does not respond as commanded.': '机械系统未按指令响应。',
  'Move the part by hand or with the service tool; look for jams, broken linkage, missing air or hydraulic pressure.':
    '用手或诊断仪驱动该部件；检查是否卡滞、连杆断裂、缺少气压或液压。',
  'Frequency, pulse width or period is abnormal.': '频率、脉宽或周期异常。',
  'Check air gap and target wheel of speed sensors, shielding and ground; look at the signal with an oscilloscope.':
    '检查转速传感器的气隙和信号盘、屏蔽和搭铁；用示波器查看信号。',
  'Messages arrive at an abnormal rate, or not at all.': '报文的更新率异常，或完全收不到。',
  'Check that the sender has power and is on the bus; look at bus load and error frames at that time.':
    '检查发送方是否有电并在总线上；查看当时的总线负载和错误帧。',
  'The value changes faster than is physically possible.': '数值的变化率超出物理可能。',
  'Usually a loose contact or interference: wiggle the harness while watching the value; check shielding.':
    '通常是接触不良或干扰：晃动线束并观察数值；检查屏蔽。',
  'The control unit has detected a fault that it cannot describe in detail.':
    '控制单元检测到故障，但无法确定具体失效原因。',
  'Read the other codes of the same unit, which usually point to the cause; repair those first.':
    '读取同一控制单元的其他故障码，它们通常指明原因；先修复那些故障。',
  'The device or component is defective.': '装置或部件损坏。',
  'Check its supply and ground again, update or reflash it if the manufacturer says so, then replace it.':
    '再次检查其供电和搭铁，按制造商的说明更新或刷写，然后更换。',
  'The device is out of calibration.': '装置超出标定范围。',
  'Run the calibration or teach-in of the part with the service tool; often needed after a replacement.':
    '用诊断仪对该部件执行标定或自学习；更换之后往往需要。',
  'The manufacturer has special instructions for this code.': '制造商对此故障码有特殊说明。',
  'Look up the SPN in the manufacturer’s manual; the code itself says nothing more.':
    '在制造商手册中查阅该 SPN；故障码本身没有更多信息。',
  'The value is valid and a little above normal.': '数据有效，略高于正常范围（最轻级别）。',
  'Plan a check at the next service; watch the trend in later drives.':
    '安排在下次保养时检查；观察后续行程中的趋势。',
  'The value is valid and above normal (moderate level).': '数据有效，高于正常范围（中等级别）。',
  'Reduce the load and have the system checked soon; note what rises along with it.':
    '降低负载并尽快检查该系统；留意哪些数值随之升高。',
  'The value is valid and a little below normal.': '数据有效，略低于正常范围（最轻级别）。',
  'Plan a check at the next service: fill levels first.': '安排在下次保养时检查：先查各液位。',
  'The value is valid and below normal (moderate level).': '数据有效，低于正常范围（中等级别）。',
  'Check fill levels, filters and leaks soon.': '尽快检查液位、滤清器和泄漏。',
  'The data received over the network are marked as erroneous.': '从网络收到的数据被标记为错误。',
  'The fault lies with the sender of the parameter: read that unit’s own codes.':
    '故障在该参数的发送方：读取该控制单元自身的故障码。',
  'The data have drifted upwards.': '数据向上漂移。',
  'The data have drifted downwards.': '数据向下漂移。',
  'Compare with a reference; clean or replace the sensor.': '与基准比较；清洁或更换传感器。',
  'The condition named by the parameter is present.': '参数所指的条件成立。',
  'The parameter itself is the message (e.g. water in fuel): act on that.':
    '参数本身即是信息（如燃油含水）：据此处理。',

  'Accelerator pedal position: the engine may run in limp-home mode.':
    '加速踏板位置：发动机可能处于跛行模式。',
  'Compare both tracks of the pedal sensor over its travel; check connector and 5 V supply.':
    '在全行程内比较踏板传感器的两路信号；检查接插件和 5 V 供电。',
  'Fuel delivery pressure: loss of power, hard starting.': '燃油供给压力：动力不足、起动困难。',
  'Replace the fuel filters, look for air in the lines, measure the lift pump.':
    '更换燃油滤清器，检查管路中是否有空气，测量输油泵。',
  'Water in fuel.': '燃油含水。',
  'Drain the water separator; if it comes back soon, drain the tank and check the fuel source.':
    '排放油水分离器中的水；若很快复现，排空油箱并检查油源。',
  'Engine oil pressure is far too low.': '发动机机油压力严重过低。',
  'Stop the engine at once. Check the oil level, then measure the pressure with a mechanical gauge before starting again.':
    '立即停机。检查机油液位，再次起动前用机械压力表测量油压。',
  'Engine oil pressure.': '发动机机油压力。',
  'Check oil level and grade; compare the sensor with a mechanical gauge; then oil pump and relief valve.':
    '检查机油液位和牌号；将传感器与机械压力表比较；然后检查机油泵和限压阀。',
  'Intake manifold (boost) pressure.': '进气歧管压力（增压压力）。',
  'Look for leaks between turbocharger and manifold, blocked charge-air cooler or air filter, sticking turbocharger vanes.':
    '检查涡轮增压器与进气歧管之间是否漏气、中冷器或空气滤清器是否堵塞、增压器导流叶片是否卡滞。',
  'Turbocharger speed.': '涡轮增压器转速。',
  'Check for play and rubbing of the shaft, air leaks before the turbine, and the speed sensor.':
    '检查转轴是否有间隙和刮擦、涡轮前是否漏气，以及转速传感器。',
  'Intake manifold temperature.': '进气歧管温度。',
  'Clean the charge-air cooler, check the fan and whether exhaust gas recirculation stays open.':
    '清洁中冷器，检查风扇以及废气再循环（EGR）阀是否常开。',
  'Air filter differential pressure.': '空气滤清器压差。',
  'Replace the air filter; look for a blocked inlet.': '更换空气滤清器；检查进气口是否堵塞。',
  'Engine coolant is far too hot.': '发动机冷却液温度严重过高。',
  'Stop and let the engine cool with the fan running. Check level, leaks, fan drive, thermostat and radiator before going on.':
    '停车，让风扇运转使发动机冷却。继续行驶前检查液位、泄漏、风扇驱动、节温器和散热器。',
  'Engine coolant temperature.': '发动机冷却液温度。',
  'Compare with the oil temperature to distinguish a hot engine from a bad sensor; then thermostat, fan, pump and radiator.':
    '与机油温度比较，以区分发动机过热和传感器故障；然后检查节温器、风扇、水泵和散热器。',
  'Engine coolant level is low.': '发动机冷却液液位低。',
  'Refill when cold and look for leaks: hoses, water pump, heater, head gasket.':
    '冷态下补充，并查找泄漏：软管、水泵、暖风芯、气缸垫。',
  'Fuel rail pressure.': '燃油轨压力（高压共轨）。',
  'Filters and air in the fuel first; then metering valve, pressure relief valve, injector return flow, high-pressure pump.':
    '先查滤清器和燃油中的空气；再查燃油计量阀、限压阀、喷油器回油量、高压油泵。',
  'Battery voltage at the key switch.': '钥匙开关处蓄电池电压。',
  'Measure the voltage drop from the battery to the control unit under load; check ignition switch, relays and fuses.':
    '带负载测量从蓄电池到控制单元的压降；检查点火开关、继电器和保险丝。',
  'Battery voltage.': '蓄电池电压。',
  'Test batteries and charging voltage (about 27 V to 29 V in a 24 V system); check belt and ground straps.':
    '测试蓄电池和充电电压（24 V 系统约 27 V 至 29 V）；检查皮带和搭铁线。',
  'Fuel temperature.': '燃油温度。',
  'A nearly empty tank warms quickly; check return flow and fuel cooler.':
    '油箱油量少时升温快；检查回油和燃油冷却器。',
  'Engine oil temperature.': '发动机机油温度。',
  'Reduce load; check oil level, oil cooler and coolant temperature.':
    '降低负载；检查机油液位、机油冷却器和冷却液温度。',
  'Transmission oil temperature.': '变速器油温度。',
  'Stop and let it idle in neutral; check oil level, cooler and slipping clutches.':
    '停车，挂空挡怠速运转；检查油位、油冷器以及离合器是否打滑。',
  'Engine speed.': '发动机转速。',
  'After an overspeed, check gear selection and engine brake; otherwise sensor gap, target wheel and wiring.':
    '若曾超速，检查挡位选择和发动机制动；否则检查传感器间隙、信号盘和线路。',
  'Transmission output shaft speed.': '变速器输出轴转速。',
  'Check sensor gap and wiring; compare with the wheel-based speed.':
    '检查传感器间隙和线路；与基于车轮的车速比较。',
  'Exhaust gas recirculation temperature.': '废气再循环（EGR）温度。',
  'Check the recirculation cooler for a blocked or leaking coolant side, and the valve for soot.':
    '检查 EGR 冷却器水侧是否堵塞或泄漏，以及 EGR 阀是否积碳。',
  'Hydraulic retarder.': '液力缓速器。',
  'Check retarder oil level, temperature and control valve.': '检查缓速器的油位、温度和控制阀。',
  'The control unit reports a fault in itself.': '控制单元报告自身故障。',
  'Check its supply and ground; reflash or replace it as the manufacturer says.':
    '检查其供电和搭铁；按制造商的说明刷写或更换。',
  'J1939 network 1, the main vehicle bus.': 'J1939 网络 1（整车主总线）。',
  'Measure 60 Ω between CAN high and low with power off; find a unit that disturbs the bus by unplugging one after another.':
    '断电后测量 CAN 高、低线之间的电阻，应为 60 Ω；逐个拔下控制单元，找出干扰总线的那一个。',
  'Compare injector resistance and harness with the others; swap injectors to see whether the fault moves.':
    '将该喷油器的电阻和线束与其他缸比较；对调喷油器，看故障是否随之转移。',
  'As for the other injectors: resistance, harness, swap.': '同其他喷油器：测电阻、查线束、对调。',
  ...injectors,
  'Second engine speed sensor (camshaft).': '第二发动机转速传感器（凸轮轴）。',
  'Check the phase between crankshaft and camshaft signals, the sensor gap and the wiring.':
    '检查曲轴与凸轮轴信号的相位、传感器间隙和线路。',
  'Main power relay of the control unit.': '控制单元主继电器。',
  'The unit loses power too early: check the relay, its contacts and the permanent supply.':
    '控制单元断电过早：检查继电器、其触点和常电供电。',
  'Engine protection has reduced torque.': '发动机保护已限扭。',
  'This is a consequence: repair the cause of the code that came before it.':
    '这是结果：修复在它之前出现的故障码的原因。',
  'Level of diesel exhaust fluid (DEF, AdBlue) in the tank.': '尿素罐液位（车用尿素溶液，DEF、AdBlue）。',
  'Refill; if full, check the level sensor and whether the fluid is frozen.':
    '加注；若已满，检查液位传感器以及尿素是否结冰。',
  'Temperature of the diesel exhaust fluid in its tank.': '尿素罐温度。',
  'It freezes below -11 °C: check tank heating and coolant valve, then the sensor.':
    '尿素在 -11 °C 以下结冰：检查尿素罐加热和冷却液电磁阀，然后检查传感器。',
  'NOx sensor upstream of the catalyst.': '催化器上游 NOx 传感器（氮氧传感器）。',
  'Check connector and heater supply; replace the sensor if its heater does not work.':
    '检查接插件和加热器供电；若加热器不工作，更换传感器。',
  'NOx sensor downstream of the catalyst.': '催化器下游 NOx 传感器（氮氧传感器）。',
  'Check connector and heater supply; a reading that is truly high points to dosing or the catalyst.':
    '检查接插件和加热器供电；若读数确实偏高，问题在尿素喷射或催化器。',
  'Differential pressure across the particulate filter.': '颗粒捕集器（DPF）压差。',
  'Start a parked regeneration if it is permitted; check the pressure hoses for water and soot; clean the filter.':
    '若允许，启动驻车再生；检查压差管中是否有水和积碳；清洁颗粒捕集器。',
  'Quality of the diesel exhaust fluid.': '尿素质量。',
  'Measure its concentration (32.5 % urea); drain and refill if it is off; flush the dosing lines.':
    '测量浓度（尿素含量 32.5 %）；若不符，排空后重新加注；冲洗喷射管路。',
  'The particulate filter is loaded with soot.': '颗粒捕集器（DPF）积碳过多。',
  'Regenerate; then find out why it did not regenerate on its own: short trips, injector leak, defective sensor.':
    '进行再生；然后查明为何未自行再生：短途行驶、喷油器滴漏、传感器损坏。',
  'The SCR catalyst converts too little NOx.': 'SCR 催化器的 NOx 转化效率过低。',
  'Check fluid quality, dosing valve for crystals and exhaust leaks; only then the catalyst.':
    '检查尿素质量、尿素喷嘴是否结晶以及排气是否泄漏；最后才检查催化器。',
};

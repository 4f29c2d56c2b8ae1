const cylinders = Object.fromEntries(
  Array.from({ length: 12 }, (_, index) => [`Cylinder ${index + 1} misfires.`, `气缸 ${index + 1} 失火。`]),
);
const injectors = Object.fromEntries(
  Array.from({ length: 8 }, (_, index) => [
    `Circuit of the injector of cylinder ${index + 1}.`,
    `气缸 ${index + 1} 喷油器电路。`,
  ]),
);

/** Codes of the powertrain, SAE J2012-DA: P0010 to P0563. */
export const engineCodeTexts: Readonly<Record<string, string>> = {
  ...cylinders,
  'Swap ignition coil and spark plug with another cylinder: if the fault moves along, the part is defective. Otherwise check injector, compression and intake leaks at this cylinder. Do not drive with a flashing lamp: it destroys the catalyst.':
    '将点火线圈和火花塞与其他气缸对调：若故障随之转移，说明该部件损坏。否则检查该缸的喷油器、气缸压力和进气泄漏。故障指示灯闪烁时不要行驶：会烧毁三元催化器。',
  ...injectors,
  'Compare its resistance with the others, check supply and harness, swap injectors to see whether the fault moves.':
    '将其电阻与其他喷油器比较，检查供电和线束，对调喷油器，看故障是否随之转移。',
  'Look for air leaks downstream of the air mass meter (smoke test) and low fuel pressure before replacing sensors.':
    '更换传感器之前，检查空气流量计下游是否漏气（烟雾测试）以及燃油压力是否过低。',
  'Check fuel pressure, leaking injectors, purge valve stuck open and the air mass meter.':
    '检查燃油压力、喷油器是否滴漏、炭罐电磁阀是否卡在常开位置，以及空气流量计。',
  'Check heater supply, wiring and exhaust leaks before the sensor; the sensor ages with distance.':
    '更换传感器之前，先检查加热器供电、线路和排气泄漏；氧传感器随里程老化。',
  'Intake camshaft actuator circuit, bank 1.': '进气凸轮轴执行器电路，第 1 列气缸。',
  'Check oil level and grade, then the control solenoid and its wiring.':
    '检查机油液位和牌号，然后检查控制电磁阀及其线路。',
  'Intake camshaft timing too far advanced, bank 1.': '进气凸轮轴正时过度提前，第 1 列气缸。',
  'Exhaust camshaft timing too far advanced, bank 1.': '排气凸轮轴正时过度提前，第 1 列气缸。',
  'Change the oil if overdue; clean or replace the timing control valve; check the chain for stretch.':
    '机油到期则更换；清洁或更换可变气门正时（VVT）控制阀；检查正时链条是否拉长。',
  'Crankshaft and camshaft do not match, bank 1 sensor A.':
    '曲轴位置与凸轮轴位置不匹配，第 1 列气缸传感器 A。',
  'Check timing chain or belt and tensioner before the sensors.':
    '先检查正时链条或正时皮带及张紧器，再检查传感器。',
  'Heater of the oxygen sensor upstream of the catalyst, bank 1.':
    '催化转化器上游氧传感器加热器，第 1 列气缸。',
  'Fuel rail pressure too low.': '燃油轨压力过低。',
  'Replace the filter, check low-pressure supply, then pressure control valve, injector return and pump.':
    '更换滤清器，检查低压供油，然后检查压力控制阀、喷油器回油和高压油泵。',
  'Fuel rail pressure too high.': '燃油轨压力过高。',
  'Check the pressure control valve, and the return line for a blockage.':
    '检查压力控制阀，以及回油管是否堵塞。',
  'Air mass meter circuit.': '空气流量计电路。',
  'Check connector and supply; clean or replace the meter.': '检查接插件和供电；清洁或更换空气流量计。',
  'Air mass flow implausible.': '空气质量流量不合理。',
  'Look for leaks downstream of the meter, a clogged filter, and a recirculation valve stuck open.':
    '检查空气流量计下游是否漏气、空气滤清器是否堵塞，以及废气再循环（EGR）阀是否卡在常开位置。',
  'Air mass flow signal low.': '空气质量流量信号过低。',
  'Check connector, supply and the air filter for clogging.': '检查接插件、供电，以及空气滤清器是否堵塞。',
  'Air mass flow signal high.': '空气质量流量信号过高。',
  'Check the ground of the meter and its signal wire for a short to supply.':
    '检查空气流量计的搭铁，以及信号线是否对电源短路。',
  'Intake manifold pressure implausible.': '进气歧管压力不合理。',
  'With the engine off it must read ambient pressure; check the hose and look for leaks.':
    '发动机停机时读数须为大气压力；检查软管并查找泄漏。',
  'Intake manifold pressure signal low.': '进气歧管压力信号过低。',
  'Check the 5 V supply, and for a short to ground.': '检查 5 V 供电，以及是否对地短路。',
  'Intake manifold pressure signal high.': '进气歧管压力信号过高。',
  'Check the sensor ground, and for a short to supply.': '检查传感器搭铁，以及是否对电源短路。',
  'Intake air temperature signal low (reads hot).': '进气温度信号过低（读数偏热）。',
  'Check for a short to ground; compare with ambient when cold.': '检查是否对地短路；冷态下与环境温度比较。',
  'Intake air temperature signal high (reads cold).': '进气温度信号过高（读数偏冷）。',
  'Usually an open circuit: check the connector.': '通常为断路：检查接插件。',
  'Engine coolant temperature sensor circuit.': '发动机冷却液温度传感器电路。',
  'Compare with ambient after a night; check connector and wiring.':
    '停放一夜后与环境温度比较；检查接插件和线路。',
  'Engine coolant temperature implausible.': '发动机冷却液温度不合理。',
  'Check level and thermostat, then the sensor.': '检查液位和节温器，然后检查传感器。',
  'Engine coolant temperature signal low (reads hot).': '发动机冷却液温度信号过低（读数偏热）。',
  'Check for a short to ground.': '检查是否对地短路。',
  'Engine coolant temperature signal high (reads cold).': '发动机冷却液温度信号过高（读数偏冷）。',
  'Throttle or pedal position sensor A implausible.': '节气门或踏板位置传感器 A 信号不合理。',
  'Compare both tracks over the whole travel; clean the throttle and run its adaptation.':
    '在全行程内比较两路信号；清洁节气门并执行自学习。',
  'Throttle or pedal position sensor A signal low.': '节气门或踏板位置传感器 A 信号过低。',
  'Throttle or pedal position sensor A signal high.': '节气门或踏板位置传感器 A 信号过高。',
  'Check the ground, and for a short to supply.': '检查搭铁，以及是否对电源短路。',
  'The coolant does not reach the thermostat’s regulating temperature.': '冷却液温度低于节温器调节温度。',
  'Check the level first; then replace the thermostat, which is probably stuck open.':
    '先检查液位；然后更换节温器，它很可能卡在打开位置。',
  'Oxygen sensor circuit, bank 1 sensor 1.': '氧传感器电路，第 1 列气缸传感器 1。',
  'Oxygen sensor signal low, bank 1 sensor 1.': '氧传感器信号过低，第 1 列气缸传感器 1。',
  'Oxygen sensor reacts slowly, bank 1 sensor 1.': '氧传感器响应慢，第 1 列气缸传感器 1。',
  'Heater of the oxygen sensor, bank 1 sensor 1.': '氧传感器加热器，第 1 列气缸传感器 1。',
  'Heater of the oxygen sensor, bank 1 sensor 2.': '氧传感器加热器，第 1 列气缸传感器 2。',
  'Mixture too lean, bank 1.': '混合气过稀，第 1 列气缸。',
  'Mixture too rich, bank 1.': '混合气过浓，第 1 列气缸。',
  'Mixture too lean, bank 2.': '混合气过稀，第 2 列气缸。',
  'Mixture too rich, bank 2.': '混合气过浓，第 2 列气缸。',
  'Fuel rail pressure sensor circuit.': '燃油轨压力传感器电路。',
  'Check connector, 5 V supply and ground of the sensor.': '检查传感器的接插件、5 V 供电和搭铁。',
  'Fuel rail pressure implausible.': '燃油轨压力不合理。',
  'Compare with a gauge; check the pump supply and the sensor.': '与压力表比较；检查油泵供油和传感器。',
  'The engine is too hot.': '发动机过热。',
  'Stop and let it cool. Check level, leaks, fan, thermostat and pump; after severe overheating also the head gasket.':
    '停车冷却。检查液位、泄漏、风扇、节温器和水泵；严重过热后还要检查气缸垫。',
  'The transmission is too hot.': '变速器过热。',
  'Let it idle in neutral; check oil level and cooler.': '挂空挡怠速运转；检查油位和油冷器。',
  'Boost too high.': '增压压力过高。',
  'Check wastegate or vanes, their actuator and hoses.': '检查废气旁通阀或导流叶片、其执行器和软管。',
  'Boost too low.': '增压压力不足。',
  'Look for leaking charge-air hoses first; then actuator, vanes, turbine.':
    '先检查增压空气管路是否漏气；再检查执行器、导流叶片和涡轮。',
  'Misfire in several cylinders.': '多个气缸失火。',
  'Check what all cylinders share: fuel pressure, air leaks, crankshaft sensor, fuel quality. Then plugs and coils. Do not drive with a flashing lamp.':
    '检查各缸共有的部分：燃油压力、进气泄漏、曲轴位置传感器、燃油品质。然后检查火花塞和点火线圈。故障指示灯闪烁时不要行驶。',
  'Knock sensor circuit, bank 1.': '爆震传感器电路，第 1 列气缸。',
  'Check its tightening torque and wiring.': '检查其拧紧力矩和线路。',
  'Crankshaft position sensor circuit.': '曲轴位置传感器电路。',
  'Check gap, target wheel and shielding; the engine may stall when hot.':
    '检查间隙、信号盘和屏蔽；发动机热机时可能熄火。',
  'Camshaft position sensor circuit.': '凸轮轴位置传感器电路。',
  'Check wiring and target; then timing.': '检查线路和信号盘；然后检查正时。',
  'Circuit of ignition coil A.': '点火线圈 A 电路。',
  'Check supply and harness; swap coils.': '检查供电和线束；对调点火线圈。',
  'Glow plug circuit.': '预热塞电路。',
  'Measure each glow plug (about 1 Ω) and the relay.': '测量每个预热塞（约 1 Ω）和继电器。',
  'Exhaust gas recirculation flow.': '废气再循环（EGR）流量。',
  'Clean soot from valve and passage; check the vacuum or motor of the valve.':
    '清除阀和通道的积碳；检查阀的真空或电机。',
  'Exhaust gas recirculation flow too low.': '废气再循环（EGR）流量不足。',
  'Clean soot from valve, cooler and passage.': '清除阀、冷却器和通道的积碳。',
  'Exhaust gas recirculation flow too high.': '废气再循环（EGR）流量过大。',
  'The valve is stuck open: clean or replace it.': '阀卡在打开位置：清洁或更换。',
  'Catalyst efficiency below threshold, bank 1.': '催化转化器效率低于阈值，第 1 列气缸。',
  'Catalyst efficiency below threshold, bank 2.': '催化转化器效率低于阈值，第 2 列气缸。',
  'Rule out exhaust leaks, misfire and a slow downstream sensor before replacing the catalyst.':
    '更换三元催化器之前，先排除排气泄漏、失火和下游氧传感器响应慢。',
  'Evaporative emission system.': '燃油蒸发排放（EVAP）系统。',
  'Check the fuel cap and its seal first.': '先检查油箱盖及其密封圈。',
  'Small leak in the evaporative emission system.': '燃油蒸发排放（EVAP）系统微小泄漏。',
  'Fuel cap, then smoke test.': '先查油箱盖，再做烟雾测试。',
  'Large leak in the evaporative emission system.': '燃油蒸发排放（EVAP）系统严重泄漏。',
  'Usually an open fuel cap; then hoses and purge valve.': '通常是油箱盖未盖好；其次检查软管和炭罐电磁阀。',
  'Very small leak in the evaporative emission system.': '燃油蒸发排放（EVAP）系统极微小泄漏。',
  'Fuel cap seal, then smoke test.': '先查油箱盖密封圈，再做烟雾测试。',
  'Fuel level sensor circuit.': '燃油液位传感器电路。',
  'Check the sender in the tank and its ground.': '检查油箱内的油位传感器及其搭铁。',
  'Cooling fan 1 control circuit.': '冷却风扇 1 控制电路。',
  'Check fuse, relay, connector and motor of the fan.': '检查风扇的保险丝、继电器、接插件和电机。',
};

/** Codes of the powertrain, SAE J2012-DA: P0500 and above. */
export const furtherPowertrainTexts: Readonly<Record<string, string>> = {
  'Vehicle speed sensor.': '车速传感器。',
  'Compare with wheel speeds; check wiring.': '与轮速比较；检查线路。',
  'Idle control.': '怠速控制。',
  'Clean throttle and run adaptation; look for air leaks.': '清洁节气门并执行自学习；检查是否漏气。',
  'Engine oil pressure sensor circuit.': '发动机机油压力传感器电路。',
  'Check the level; compare with a mechanical gauge; then wiring and sensor.':
    '检查液位；与机械压力表比较；然后检查线路和传感器。',
  'Engine oil pressure too low.': '发动机机油压力过低。',
  'Stop the engine at once; check level, then measure with a mechanical gauge.':
    '立即停机；检查液位，然后用机械压力表测量。',
  'System voltage.': '系统电压。',
  'Test battery, charging and ground straps.': '测试蓄电池、充电系统和搭铁线。',
  'System voltage too low.': '系统电压过低。',
  'Test battery and alternator; measure the voltage drop to the control unit.':
    '测试蓄电池和发电机；测量到控制单元的压降。',
  'System voltage too high.': '系统电压过高。',
  'Check the alternator’s regulator; was it jump-started from a 24 V source?':
    '检查发电机调节器；是否曾用 24 V 电源跨接起动？',
  'Brake switch A.': '制动开关 A。',
  'Adjust or replace the switch at the pedal.': '调整或更换踏板处的开关。',
  'Serial link inside the control unit.': '控制单元内部串行通信链路。',
  'Check supply and bus; then replace the unit.': '检查供电和总线；然后更换控制单元。',
  'Memory checksum of the control unit is wrong.': '控制单元存储器校验和错误。',
  'Read-only memory of the control unit.': '控制单元只读存储器（ROM）故障。',
  'Reflash; replace the unit if the code returns.': '重新刷写；若故障码复现，更换控制单元。',
  'Processor of the control unit.': '控制单元处理器故障。',
  'Check supply and ground; update, then replace the unit.': '检查供电和搭铁；先更新软件，再更换控制单元。',
  'Alternator control circuit.': '发电机控制电路。',
  'Check belt, connector and regulator.': '检查皮带、接插件和调节器。',
  '5 V sensor supply A.': '5 V 传感器供电 A。',
  'Unplug the sensors on this supply one by one until it recovers: that one is shorted.':
    '逐个拔下该供电上的传感器，直到电压恢复：最后拔下的那个短路。',
  'Main relay of the engine control unit.': '发动机控制单元主继电器。',
  'Replace the relay; check its socket and fuses.': '更换继电器；检查其插座和保险丝。',
  'Transmission control has a fault.': '变速器控制系统故障。',
  'Read the codes of the transmission unit: this one only points there.':
    '读取变速器控制单元的故障码：此码仅起指示作用。',
  'Transmission input speed sensor.': '变速器输入轴转速传感器。',
  'Check connector, oil in the harness, sensor.': '检查接插件、线束是否进油、传感器。',
  'Transmission output speed sensor.': '变速器输出轴转速传感器。',
  'Check connector and sensor; compare with wheel speeds.': '检查接插件和传感器；与轮速比较。',
  'Torque converter clutch.': '液力变矩器锁止离合器。',
  'Check oil condition, solenoid and wiring.': '检查油液状况、电磁阀和线路。',
  'The engine of a hybrid failed to start.': '混合动力车的发动机起动失败。',
  'Check fuel and engine codes first; then motor and inverter.':
    '先检查燃油和发动机故障码；再检查驱动电机和逆变器。',
  'Battery energy control module.': '电池能量控制模块。',
  'Trained high-voltage personnel only. Read the module’s own codes.':
    '仅限受过高压培训的人员操作。读取该模块自身的故障码。',
  'The traction battery has aged.': '动力电池已老化。',
  'Trained high-voltage personnel only. Measure capacity and cell spread; clean the cooling inlet.':
    '仅限受过高压培训的人员操作。测量容量和单体压差；清洁冷却进风口。',
  'Traction battery: replace the pack.': '动力电池：更换电池组。',
  'Trained high-voltage personnel only. Compare cell blocks under load; a single weak block may be replaced where the manufacturer allows it.':
    '仅限受过高压培训的人员操作。带负载比较各电池模块；制造商允许时，可只更换个别衰减的模块。',
  'Inverter cooling.': '逆变器冷却。',
  'Check coolant pump and air in the inverter circuit.': '检查冷却水泵以及逆变器冷却回路中是否有空气。',
  'Insulation fault of the high-voltage system.': '高压系统绝缘故障。',
  'Trained high-voltage personnel only. Do not touch orange cables. Isolate battery, inverter, compressor and heater one after another; look for coolant or water inside.':
    '仅限受过高压培训的人员操作。不要触碰橙色电缆。依次断开动力电池、逆变器、压缩机和加热器；检查内部是否有冷却液或进水。',
  'The hybrid control requests the malfunction lamp.': '混合动力控制系统请求点亮故障指示灯。',
  'Read the codes of the hybrid control.': '读取混合动力控制单元的故障码。',
  'Monitors have not run since the codes were cleared (several makes).':
    '清除故障码后监测项尚未运行完毕（多个品牌）。',
  'Drive the manufacturer’s drive cycle; nothing to repair.': '按制造商规定的驾驶循环行驶；无需维修。',
  'Particulate filter efficiency too low.': '颗粒捕集器（DPF）效率过低。',
  'Check for a cracked or missing filter and pressure hoses.': '检查颗粒捕集器是否开裂或缺失，以及压差管。',
  'Reductant (DEF, AdBlue) level too low.': '还原剂（车用尿素溶液，DEF、AdBlue）液位过低。',
  'Refill; the engine may refuse to start after a countdown.': '加注；倒计时结束后发动机可能无法起动。',
  'Reductant system performance.': '还原剂系统性能。',
  'Check dosing valve for crystals, pressure and fluid quality.': '检查尿素喷嘴是否结晶、压力和尿素质量。',
  'NOx conversion of the catalyst too low.': '催化器的 NOx 转化效率过低。',
  'Fluid quality and dosing first; then sensors; the catalyst last.':
    '先查尿素质量和喷射；再查传感器；最后查催化器。',
  'The two pedal or throttle sensors do not agree.': '两路踏板或节气门传感器信号不一致。',
  'Check connector and both tracks; the engine stays in limp-home mode until repaired.':
    '检查接插件和两路信号；修复之前发动机保持跛行模式。',
  'The two pedal sensors (D/E) do not agree.': '两路踏板传感器（D/E）信号不一致。',
  'Check the pedal’s connector; replace the pedal unit.': '检查踏板接插件；更换踏板总成。',
  'Mixture too lean at idle, bank 1.': '怠速时混合气过稀，第 1 列气缸。',
  'Oxygen sensor stuck lean, bank 1 sensor 1.': '氧传感器信号持续偏稀，第 1 列气缸传感器 1。',
  'Boost system performance.': '增压系统性能。',
  'Look for leaks, check actuator and vanes, and air and exhaust paths for blockage.':
    '检查是否泄漏，检查执行器和导流叶片，以及进气和排气通道是否堵塞。',
  'NOx sensor 2 implausible.': 'NOx 传感器 2 信号不合理。',
  'Check exhaust leaks and connector; replace the sensor.': '检查排气泄漏和接插件；更换传感器。',
  'Differential pressure sensor of the particulate filter.': '颗粒捕集器（DPF）压差传感器。',
  'Check hoses for cracks and water, then the sensor.': '检查软管是否开裂和积水，然后检查传感器。',
  'The particulate filter is full of soot.': '颗粒捕集器（DPF）积碳过多。',
  'Regenerate; find out why it did not do so on its own.': '进行再生；查明为何未自行再生。',
  'The control unit lost its supply briefly.': '控制单元短时失电。',
  'Check battery terminals, main relay and fuses.': '检查蓄电池极柱、主继电器和保险丝。',
  'Engine-off timer of the control unit.': '控制单元的发动机停机计时器。',
  'Check the permanent supply; update the software.': '检查常电供电；更新软件。',
};

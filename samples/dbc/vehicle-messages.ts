import type { SampleMessage } from './dbc-writer.ts';

/** The frames of `samples/can`: a car's own messages and the parameter groups of a truck (SAE J1939-71). */
export const vehicleMessages: SampleMessage[] = [
  {
    id: 0x0c9,
    name: 'Speed_01',
    length: 8,
    comment: 'Speed as the brakes see it; 300 Gefälle',
    signals: [
      { name: 'Speed_01_Counter', start: 8, size: 8 },
      { name: 'VehicleSpeed', start: 23, size: 16, bigEndian: true, factor: 0.01, unit: 'km/h' },
      { name: 'SpeedQuality', start: 52, size: 3, values: { 0: 'Init', 1: 'Normal', 2: 'Sensor fault' } },
    ],
  },
  {
    id: 0x1a1,
    name: 'Body_02',
    length: 7,
    signals: [
      { name: 'BodyCounter', start: 8, size: 4 },
      { name: 'OutsideTemp', start: 16, size: 8, factor: 0.5, offset: -40, unit: '\u00b0C' },
      { name: 'BatteryVoltage', start: 40, size: 8, factor: 0.1, unit: 'V' },
      { name: 'DoorState', start: 24, size: 2, values: { 0: 'closed', 1: 'open', 3: 'SNA' } },
    ],
  },
  {
    id: 0x0cf00400,
    extended: true,
    j1939: true,
    name: 'EEC1',
    length: 8,
    comment: 'Electronic Engine Controller 1',
    signals: [
      { name: 'EngineSpeed', start: 24, size: 16, factor: 0.125, unit: 'rpm', spn: 190 },
      { name: 'ActualEnginePercentTorque', start: 16, size: 8, offset: -125, unit: '%', spn: 513 },
    ],
  },
  {
    id: 0x0cf00300,
    extended: true,
    j1939: true,
    name: 'EEC2',
    length: 8,
    signals: [
      { name: 'AccelPedalPosition1', start: 8, size: 8, factor: 0.4, unit: '%', spn: 91 },
      { name: 'EnginePercentLoadAtCurrentSpeed', start: 16, size: 8, unit: '%', spn: 92 },
    ],
  },
  {
    id: 0x18fef1fe,
    extended: true,
    j1939: true,
    name: 'CCVS1',
    length: 8,
    signals: [
      { name: 'WheelBasedVehicleSpeed', start: 8, size: 16, factor: 0.00390625, unit: 'km/h', spn: 84 },
    ],
  },
  {
    id: 0x18feeefe,
    extended: true,
    j1939: true,
    name: 'ET1',
    length: 8,
    signals: [
      { name: 'EngineCoolantTemp', start: 0, size: 8, offset: -40, unit: 'degC', spn: 110 },
      { name: 'EngineFuelTemp1', start: 8, size: 8, offset: -40, unit: 'degC', spn: 174 },
      { name: 'EngineOilTemp1', start: 16, size: 16, factor: 0.03125, offset: -273, unit: 'degC', spn: 175 },
    ],
  },
  {
    id: 0x18fef7fe,
    extended: true,
    j1939: true,
    name: 'VEP1',
    length: 8,
    signals: [
      { name: 'BatteryPotential_PowerInput1', start: 32, size: 16, factor: 0.05, unit: 'V', spn: 168 },
    ],
  },
  {
    id: 0x18fefcfe,
    extended: true,
    j1939: true,
    name: 'DD1',
    length: 8,
    signals: [{ name: 'FuelLevel1', start: 8, size: 8, factor: 0.4, unit: '%', spn: 96 }],
  },
];

import type { FlightFault } from '../ulog/flight-faults.ts';
import { inertiaOf, type Vehicle, type VehicleState } from '../vehicle.ts';
import type { DataflashValue } from './dataflash-writer.ts';

export interface DataflashMoment {
  state: VehicleState;
  vehicle: Vehicle;
  index: number;
  /** Milliseconds since the GPS epoch. */
  gpsMs: number;
  /** Whether the fault is present at this moment. */
  has(fault: FlightFault): boolean;
}

/** A message of the flight controller; `fields` follow its time. Undefined: not sent at this moment. */
export interface DataflashTopic {
  type: number;
  name: string;
  format: string;
  columns: string;
  /** Unit and multiplier of each column, as stated in FMTU. */
  units: string;
  multipliers: string;
  hertz: number;
  fields(moment: DataflashMoment): DataflashValue[] | undefined;
}

const weekMs = 7 * 24 * 3600 * 1000;

/** As defined by ArduCopter 4.5, with the fields that matter here. */
export const dataflashTopics: DataflashTopic[] = [
  {
    type: 60,
    name: 'IMU',
    format: 'QBffffff',
    columns: 'TimeUS,I,GyrX,GyrY,GyrZ,AccX,AccY,AccZ',
    units: 's#EEEooo',
    multipliers: 'F-000000',
    hertz: 50,
    fields: ({ vehicle }) => [0, ...inertiaOf(vehicle)],
  },
  {
    type: 61,
    name: 'ATT',
    format: 'Qffff',
    columns: 'TimeUS,DesRoll,Roll,DesPitch,Pitch',
    units: 'sdddd',
    multipliers: 'F0000',
    hertz: 10,
    fields: ({ vehicle: { random } }) => [0, random.normal(), 0, random.normal()],
  },
  {
    type: 62,
    name: 'GPS',
    format: 'QBBIHBcLLe',
    columns: 'TimeUS,I,Status,GMS,GWk,NSats,HDop,Lat,Lng,Alt',
    units: 's#-s-S-DUm',
    multipliers: 'F--C-0BGGB',
    hertz: 5,
    fields: ({ state, gpsMs, has }) => {
      const lost = has('gps-lost');
      const [week, ms] = [Math.floor(gpsMs / weekMs), Math.floor(gpsMs % weekMs)];
      return [0, lost ? 1 : 4, ms, week, lost ? 2 : 17, 0.7, state.latitude, state.longitude, 520];
    },
  },
  {
    type: 63,
    name: 'GPA',
    format: 'QBCCC',
    columns: 'TimeUS,I,VDop,HAcc,VAcc',
    units: 's#-mm',
    multipliers: 'F-BBB',
    hertz: 5,
    fields: ({ vehicle, has }) => {
      const error = (has('gps-inexact') ? 12 : 0.8) + Math.abs(vehicle.random.normal()) * 0.1;
      return has('gps-lost') ? [0, 99, 500, 500] : [0, 0.9, error, 1.4];
    },
  },
  {
    type: 64,
    name: 'UBX1',
    format: 'QBHB',
    columns: 'TimeUS,Instance,noisePerMS,jamInd',
    units: 's#--',
    multipliers: 'F---',
    hertz: 1,
    fields: ({ has }) => [0, 90, has('gps-jammed') ? 215 : 12],
  },
  {
    type: 65,
    name: 'VIBE',
    format: 'QBfffI',
    columns: 'TimeUS,IMU,VibeX,VibeY,VibeZ,Clip',
    units: 's#----',
    multipliers: 'F-----',
    hertz: 10,
    fields: ({ index, vehicle: { random }, has }) => {
      const level = has('vibration') ? 66 : 9;
      const clipped = has('accelerometer-clipping') ? index : 0;
      return [0, level + random.normal(), level + random.normal(), level + random.normal(), clipped];
    },
  },
  {
    type: 66,
    name: 'XKF4',
    format: 'QBHHHHHH',
    columns: 'TimeUS,C,SV,SP,SH,SM,SVT,FS',
    units: 's#------',
    multipliers: 'F-BBBBB-',
    hertz: 10,
    fields: ({ has }) => [0, 6, 5, 8, has('compass-disturbed') ? 140 : 9, 0, has('filter-fault') ? 1 : 0],
  },
  {
    type: 67,
    name: 'BAT',
    format: 'QBfffcB',
    columns: 'TimeUS,Inst,Volt,VoltR,Curr,Temp,RemPct',
    units: 's#vvAO%',
    multipliers: 'F-000?0',
    hertz: 2,
    fields: ({ state, has }) => {
      const share = has('battery-critical') ? 6 : state.battery;
      return [0, state.voltage + 3, state.voltage + 3.2, 14, 31, Math.round(share)];
    },
  },
  {
    type: 68,
    name: 'BCL',
    format: 'QBfHHHH',
    columns: 'TimeUS,Instance,Volt,V1,V2,V3,V4',
    units: 's#vvvvv',
    multipliers: 'F-0CCCC',
    hertz: 1,
    fields: ({ has }) => [0, 16.4, 4100, 4105, 4098, has('cell-imbalance') ? 3700 : 4102],
  },
  {
    type: 69,
    name: 'PM',
    format: 'QHIIHI',
    columns: 'TimeUS,NLon,MaxT,Mem,Load,IntE',
    units: 's--b%-',
    multipliers: 'F--0A-',
    hertz: 1,
    fields: ({ state }) => [0, 2_600, 180_000, Math.round(state.cpu * 10), 0],
  },
  {
    type: 70,
    name: 'POWR',
    format: 'Qff',
    columns: 'TimeUS,Vcc,VServo',
    units: 'svv',
    multipliers: 'F00',
    hertz: 10,
    fields: ({ vehicle: { random } }) => [5.1 + random.normal() * 0.01, 5],
  },
  {
    type: 71,
    name: 'DSF',
    format: 'QIH',
    columns: 'TimeUS,Dp,Blk',
    units: 's--',
    multipliers: 'F--',
    hertz: 1,
    fields: ({ index, has }) => [has('slow-card') ? index : 0, index],
  },
];

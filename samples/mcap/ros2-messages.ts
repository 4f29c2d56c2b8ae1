import type { Vehicle, VehicleState } from '../vehicle.ts';
import type { SchemaName } from './schemas.ts';

export interface Moment {
  state: VehicleState;
  vehicle: Vehicle;
  /** Progress of the file and of the whole drive, 0–1; `seconds` since the drive began. */
  file: number;
  drive: number;
  seconds: number;
  index: number;
  stamp: { sec: number; nanosec: number };
}

/** A topic of the test car: its rate and its content. Undefined: silent at this moment. */
export interface SampleTopic {
  name: string;
  schema: SchemaName;
  hertz: number;
  /** Delay of the first message, as a part of a period; by default each topic has another. */
  phase?: number;
  message(moment: Moment): object | undefined;
}

/** Seconds by which the clock of the satellite receiver is behind: always, until it is set in the middle, or more and more. */
function receiverLag(vehicle: Vehicle, file: number): number {
  if (vehicle.has('stamps-apart')) return 3_600;
  if (vehicle.has('stamps-ahead') && file < 0.5) return 5;
  return vehicle.has('stamps-drift') ? 3 * file : 0;
}

/** Seconds by which scans are held back: up to 1.5 s in the middle, where they catch up again. */
function scanDelay(vehicle: Vehicle, file: number): number {
  return vehicle.has('delayed-messages') ? 1.5 * Math.max(0, 1 - Math.abs(file - 0.5) / 0.05) : 0;
}

function earlier({ sec, nanosec }: Moment['stamp'], seconds: number): Moment['stamp'] {
  const ns = BigInt(sec) * 1_000_000_000n + BigInt(nanosec) - BigInt(Math.round(seconds * 1e9));
  return { sec: Number(ns / 1_000_000_000n), nanosec: Number(ns % 1_000_000_000n) };
}

/** The reading of an inertial sensor that hangs. */
const stuck = {
  angular_velocity: { x: 0.0071, y: -0.0042, z: 0.0166 },
  linear_acceleration: { x: 0.13, y: 0.21, z: 9.78 },
};

const zeros = new Array<number>(9).fill(0);

export const ros2Topics: SampleTopic[] = [
  {
    name: '/imu/data',
    schema: 'sensor_msgs/msg/Imu',
    hertz: 50,
    message: ({ state, vehicle, vehicle: { random }, file, stamp }) => ({
      header: { stamp, frame_id: 'imu_link' },
      orientation: { x: 0, y: 0, z: Math.sin(state.heading / 2), w: Math.cos(state.heading / 2) },
      orientation_covariance: zeros,
      angular_velocity: {
        x: random.normal() * 0.01,
        y: random.normal() * 0.01,
        z: vehicle.has('not-finite') && file > 0.5 && file < 0.6 ? Number.NaN : 1 / 60,
      },
      angular_velocity_covariance: zeros,
      linear_acceleration: {
        x: random.normal() * 0.2,
        y: state.speed / 60,
        z: 9.81 + random.normal() * 0.05,
      },
      linear_acceleration_covariance: zeros,
      ...(vehicle.has('stuck-imu') && file > 0.5 && file < 0.7 && stuck),
    }),
  },
  {
    name: '/can/from_can_bus',
    schema: 'can_msgs/msg/Frame',
    hertz: 50,
    message: ({ state, index, stamp }) => {
      const data = new Uint8Array(8);
      new DataView(data.buffer).setUint16(0, state.speed * 100);
      data[7] = index & 0xff;
      const id = [0x0c9, 0x1a0, 0x2f5, 0x3e8][index % 4];
      return {
        header: { stamp, frame_id: 'can0' },
        id,
        is_rtr: false,
        is_extended: false,
        is_error: false,
        dlc: 8,
        data,
      };
    },
  },
  {
    name: '/lidar/scan',
    schema: 'sensor_msgs/msg/LaserScan',
    hertz: 10,
    message: ({ vehicle, file, drive, index, stamp }) => {
      if (vehicle.has('silent-topic') && file > 0.4 && file < 0.7) return undefined;
      if (vehicle.has('sensor-ends') && file > 0.05) return undefined;
      // Four times for 1.8 s.
      if (vehicle.has('sensor-pauses') && file % 0.2 > 0.17 && file < 0.8) return undefined;
      if (vehicle.has('falling-rate') && drive > 0.5 && index % 2 === 1) return undefined;
      return {
        header: { stamp: earlier(stamp, scanDelay(vehicle, file)), frame_id: 'lidar_front' },
        angle_min: -0.78,
        angle_max: 0.78,
        angle_increment: 0.026,
        time_increment: 0,
        scan_time: 0.1,
        range_min: 0.2,
        range_max: 120,
        ranges: Float32Array.from({ length: 60 }, () => 20 + vehicle.random.next() * 40),
        intensities: [],
      };
    },
  },
  {
    name: '/gps/fix',
    schema: 'sensor_msgs/msg/NavSatFix',
    hertz: 5,
    message: ({ state, vehicle, file, stamp }) => ({
      header: { stamp: earlier(stamp, receiverLag(vehicle, file)), frame_id: 'gps' },
      status: { status: 0, service: 1 },
      latitude: state.latitude,
      longitude: state.longitude,
      altitude: 519,
      position_covariance: zeros,
      position_covariance_type: 0,
    }),
  },
  {
    name: '/battery_state',
    schema: 'sensor_msgs/msg/BatteryState',
    hertz: 1,
    message: ({ state, stamp }) => ({
      header: { stamp, frame_id: '' },
      voltage: state.voltage,
      temperature: 31.5,
      current: -14.2,
      charge: Number.NaN,
      capacity: Number.NaN,
      design_capacity: 95,
      percentage: state.battery / 100,
      power_supply_status: 2,
      power_supply_health: 1,
      power_supply_technology: 0,
      present: true,
      cell_voltage: [],
      cell_temperature: [],
      location: 'trunk',
      serial_number: 'BAT-0042',
    }),
  },
  {
    name: '/compute/temperature',
    schema: 'sensor_msgs/msg/Temperature',
    hertz: 1,
    message: ({ state, stamp }) => ({
      header: { stamp, frame_id: 'soc' },
      temperature: state.temperature,
      variance: 0,
    }),
  },
];

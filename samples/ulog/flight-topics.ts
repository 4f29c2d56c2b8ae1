import { inertiaOf, type Vehicle, type VehicleState } from '../vehicle.ts';
import type { FlightFault } from './flight-faults.ts';
import type { UlogValue } from './ulog-writer.ts';

export interface FlightMoment {
  state: VehicleState;
  vehicle: Vehicle;
  /** Progress of the log, 0–1, and the number of earlier messages of the topic. */
  file: number;
  index: number;
  /** Whether the fault is present at this moment. */
  has(fault: FlightFault): boolean;
}

/** A topic of the motion controller; `fields` follow its time. Undefined: silent at this moment. */
export interface FlightTopic {
  name: string;
  format: string;
  hertz: number;
  fields(moment: FlightMoment): UlogValue[] | undefined;
}

/** As defined in PX4's `msg/` folder, with the fields that matter here. */
export const flightTopics: FlightTopic[] = [
  {
    name: 'sensor_combined',
    format: 'float gyro_x;float gyro_y;float gyro_z;float accel_x;float accel_y;float accel_z;',
    hertz: 50,
    fields: ({ vehicle }) => inertiaOf(vehicle),
  },
  {
    name: 'vehicle_gps_position',
    format:
      'float lat;float lon;float eph;float epv;float hdop;float s_variance_m_s;int32_t jamming_indicator;uint8_t fix_type;uint8_t satellites_used;uint8_t jamming_state;uint8_t spoofing_state;',
    hertz: 5,
    fields: ({ state, vehicle, file, has }) => {
      if (vehicle.has('silent-topic') && file > 0.4 && file < 0.7) return undefined;
      const lost = has('gps-lost');
      const error = (has('gps-inexact') ? 12 : 0.8) + Math.abs(vehicle.random.normal()) * 0.1;
      const jamming = has('gps-jammed') ? 215 : 12;
      const states = [has('gps-jammed') ? 2 : 1, has('gps-spoofed') ? 2 : 1];
      return [
        state.latitude,
        state.longitude,
        lost ? 99 : error,
        1.1,
        0.8,
        has('gps-vague') ? 2.5 : 0.2,
        int32(jamming),
        Uint8Array.of(lost ? 1 : 3, lost ? 2 : 17, ...states),
      ];
    },
  },
  {
    name: 'vehicle_imu_status',
    format: 'float accel_vibration_metric;uint32_t[3] accel_clipping;',
    hertz: 2,
    fields: ({ state, index, has }) => {
      const clipped = has('accelerometer-clipping') ? index : 0;
      return [(has('vibration') ? 22 : 0.4) + state.speed / 40, uint32(clipped, 0, 0)];
    },
  },
  {
    name: 'estimator_status',
    format:
      'float mag_test_ratio;float vel_test_ratio;float pos_test_ratio;float hgt_test_ratio;uint16_t innovation_check_flags;uint16_t filter_fault_flags;',
    hertz: 5,
    fields: ({ state, has }) => {
      const disturbed = has('compass-disturbed');
      // Bit 3: the measurement of the magnetometer's X axis is rejected.
      const flags = Uint8Array.of(disturbed ? 8 : 0, 0, has('filter-fault') ? 1 : 0, 0);
      return [disturbed ? 1.4 : 0.08, state.speed / 100, 0.05, 0.02, flags];
    },
  },
  {
    name: 'cpuload',
    format: 'float load;float ram_usage;',
    hertz: 1,
    fields: ({ state }) => [state.cpu / 100, state.ram / 100],
  },
  {
    name: 'battery_status',
    format:
      'float voltage_v;float remaining;float temperature;float[4] voltage_cell_v;bool connected;uint8_t warning;',
    hertz: 1,
    fields: ({ state, has }) => {
      const critical = has('battery-critical');
      const cell = has('cells-drained') ? 3.2 : state.voltage / 4;
      const cells = float32(cell, cell + 0.01, cell, has('cell-imbalance') ? cell - 0.35 : cell - 0.01);
      const share = critical ? 0.06 : state.battery / 100;
      return [
        state.voltage,
        share,
        Number.NaN,
        cells,
        !has('battery-disconnected'),
        Uint8Array.of(critical ? 2 : 0),
      ];
    },
  },
  {
    name: 'event',
    format: 'uint32_t id;uint16_t event_sequence;uint8_t[25] arguments;uint8_t log_levels;',
    hertz: 1,
    fields: ({ has }) => [
      uint32(0x0100_4d2a),
      new Uint8Array(2),
      new Uint8Array(25).fill(7, 0, 1),
      Uint8Array.of((has('event-errors') ? 3 : 6) * 17),
    ],
  },
  {
    name: 'vehicle_status',
    format: 'bool failsafe;uint8_t nav_state;uint8_t arming_state;uint8_t vehicle_type;bool rc_signal_lost;',
    hertz: 1,
    fields: ({ has }) => [has('failsafe'), Uint8Array.of(has('failsafe') ? 5 : 3, 2, 1), has('radio-lost')],
  },
  {
    name: 'system_power',
    format: 'float voltage5v_v;',
    hertz: 2,
    fields: ({ vehicle, has }) => [(has('rail-sags') ? 4.4 : 5.1) + vehicle.random.next() * 0.02],
  },
  {
    name: 'actuator_motors',
    format: 'float[4] control;',
    hertz: 10,
    fields: ({ has }) => [float32(0.5, 0.52, has('motor-at-limit') ? 1 : 0.51, Number.NaN)],
  },
  {
    name: 'vehicle_magnetometer',
    format: 'float[3] magnetometer_ga;',
    hertz: 10,
    fields: ({ has }) => [float32(0.2, 0.05, has('magnet-disturbed') ? 0.8 : 0.42)],
  },
  {
    name: 'vehicle_attitude_setpoint',
    format: 'float[4] q_d;',
    hertz: 10,
    fields: () => [float32(1, 0, 0, 0)],
  },
  {
    name: 'vehicle_attitude',
    format: 'float[4] q;',
    hertz: 10,
    // A roll of 30° or 1°: the halves of the angles.
    fields: ({ has }) => {
      const half = ((has('attitude-lost') ? 30 : 1) * Math.PI) / 360;
      return [float32(Math.cos(half), Math.sin(half), 0, 0)];
    },
  },
];

function int32(value: number): Uint8Array {
  return new Uint8Array(Int32Array.of(value).buffer);
}

function uint32(...values: number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer);
}

function float32(...values: number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}

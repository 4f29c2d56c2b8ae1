import { resolveOptions, type SampleOptions } from './sample-options.ts';
import { ticksOf } from './schedule.ts';
import { type UlogValue, UlogWriter } from './ulog/ulog-writer.ts';
import { createVehicle, type Vehicle, type VehicleState } from './vehicle.ts';

interface UlogTopic {
  name: string;
  format: string;
  hertz: number;
  fields(state: VehicleState, vehicle: Vehicle, file: number): UlogValue[] | undefined;
}

const topics: UlogTopic[] = [
  {
    name: 'sensor_combined',
    format: 'float gyro_x;float gyro_y;float gyro_z;float accel_x;float accel_y;float accel_z;',
    hertz: 50,
    fields: (_state, { random }) => [
      random.normal() * 0.01,
      random.normal() * 0.01,
      0.02,
      random.normal() * 0.2,
      random.normal() * 0.2,
      -9.81,
    ],
  },
  {
    name: 'vehicle_gps_position',
    format:
      'float lat;float lon;float eph;int32_t jamming_indicator;uint8_t fix_type;uint8_t satellites_used;',
    hertz: 5,
    fields: (state, vehicle, file) => {
      if (vehicle.has('silent-topic') && file > 0.4 && file < 0.7) return undefined;
      const error = 0.8 + Math.abs(vehicle.random.normal()) * 0.1;
      return [state.latitude, state.longitude, error, int32(12), Uint8Array.of(3, 17)];
    },
  },
  {
    name: 'vehicle_imu_status',
    format: 'float accel_vibration_metric;',
    hertz: 2,
    fields: (state) => [0.4 + state.speed / 40],
  },
  {
    name: 'estimator_status',
    format: 'float vel_test_ratio;float pos_test_ratio;float hgt_test_ratio;uint16_t innovation_check_flags;',
    hertz: 5,
    fields: (state) => [state.speed / 100, 0.05, 0.02, new Uint8Array(2)],
  },
  {
    name: 'cpuload',
    format: 'float load;float ram_usage;',
    hertz: 1,
    fields: (state) => [state.cpu / 100, state.ram / 100],
  },
  {
    name: 'battery_status',
    format: 'float voltage_v;float remaining;float temperature;bool connected;',
    hertz: 1,
    fields: (state) => [state.voltage, state.battery / 100, Number.NaN, true],
  },
  {
    name: 'event',
    format: 'uint32_t id;uint16_t event_sequence;uint8_t[25] arguments;uint8_t log_levels;',
    hertz: 1,
    fields: (_state, vehicle) => {
      const level = vehicle.has('error-diagnostics') ? 3 : 6;
      return [
        int32(0x0100_4d2a),
        new Uint8Array(2),
        new Uint8Array(25).fill(7, 0, 1),
        Uint8Array.of(level * 17),
      ];
    },
  },
  {
    name: 'vehicle_status',
    format: 'bool failsafe;',
    hertz: 1,
    fields: (_state, vehicle, file) => [vehicle.has('error-diagnostics') && file > 0.5],
  },
];

function int32(value: number): Uint8Array {
  return new Uint8Array(Int32Array.of(value).buffer);
}

/** The controller was switched on this long before logging began. */
const bootUs = 12_000_000;

/** A recording of the vehicle's PX4-based motion controller; its clock counts from boot. */
export function sampleUlog(
  options: SampleOptions & { /** Other rates than usual, by topic. */ hertz?: Record<string, number> } = {},
): Uint8Array {
  const resolved = resolveOptions(options);
  const vehicle = createVehicle(resolved.seed, resolved.faults);
  const writer = new UlogWriter(bootUs);
  writer.flagBits();
  writer.info('sys_name', 'PX4');
  writer.info('ver_hw', 'PX4_FMU_V6X');
  writer.info('ver_sw', 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678');
  writer.info('ver_sw_release', 0x010e03ff);
  writer.infoMultiple('boot_console_output', 'sercon: registering CDC/ACM serial driver\n', false);
  writer.infoMultiple('boot_console_output', 'nsh: starting\n', true);
  writer.parameter('SYS_AUTOSTART', 4001);
  for (const { name, format } of topics) writer.format(`${name}:uint64_t timestamp;${format}`);
  for (const [id, { name }] of topics.entries()) writer.subscribe(id, 0, name);

  const scheduled = topics.map((topic, id) => ({
    hertz: options.hertz?.[topic.name] ?? topic.hertz,
    phase: (id + 1) / (topics.length + 1),
    payload: { topic, id },
  }));
  let logged = 0;
  for (const { at, index, payload } of ticksOf(scheduled, resolved.seconds)) {
    const seconds = resolved.driveOffsetSeconds + at;
    const file = at / resolved.seconds;
    const state = vehicle.at({ seconds, file, drive: seconds / resolved.driveSeconds });
    const fields = payload.topic.fields(state, vehicle, file);
    const absurd = vehicle.has('clock-jump') && index === 3;
    const timeUs = absurd ? 1.7e15 : bootUs + Math.round(at * 1e6);
    if (fields) writer.data(payload.id, timeUs, fields);
    if (at < logged) continue;
    logged += 1;
    writer.sync();
    if (vehicle.has('log-errors') && file > 0.2)
      writer.log(3, timeUs, `[sensors] Accel #0 fail: TIMEOUT ${logged}`);
    if (vehicle.has('cpu-saturation') && file > 0.3) writer.dropout(40 + logged);
    if (logged === 2) writer.log(6, timeUs, '[logger] Start file log');
    if (logged === 3) writer.parameter('MPC_XY_VEL_MAX', 8);
    if (logged === 4) writer.taggedLog(5, 2, timeUs, 'camera connected');
  }
  return writer.bytes();
}

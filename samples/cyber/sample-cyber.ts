import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { ticksOf } from '../schedule.ts';
import { createVehicle, type VehicleState } from '../vehicle.ts';
import { type ApolloType, apolloType } from './apollo-types.ts';
import { RecordWriter } from './record-writer.ts';

/** Faults that the modules of Apollo report. */
export const apolloFaults = ['chassis-error', 'planning-error', 'component-error', 'monitor-errors'] as const;
export type ApolloFault = (typeof apolloFaults)[number];

export interface CyberOptions extends Omit<SampleOptions, 'faults'> {
  faults?: readonly ApolloFault[];
  messagesPerChunk?: number;
}

/** Progress of the record at which its faults begin, 0–1. */
const faultsFrom = 0.4;

interface Moment {
  at: number;
  index: number;
  state: VehicleState;
  has(fault: ApolloFault): boolean;
}

interface Topic {
  name: string;
  type: ApolloType;
  hertz: number;
  fields(moment: Moment): Record<string, unknown>;
}

const topics: readonly Topic[] = [
  {
    name: '/apollo/canbus/chassis',
    type: apolloType('modules/canbus/proto/chassis.proto', 'apollo.canbus.Chassis'),
    hertz: 100,
    fields: ({ state, index, has }) => ({
      engine_started: true,
      engine_rpm: 800 + state.speed * 90,
      speed_mps: state.speed,
      throttle_percentage: 12,
      brake_percentage: 0,
      driving_mode: index < 300 ? 0 : 1,
      error_code: has('chassis-error') ? 7 : 0,
      battery_soc_percentage: Math.round(state.battery),
      header: header('canbus', index),
    }),
  },
  {
    name: '/apollo/localization/pose',
    type: apolloType(
      'modules/localization/proto/localization.proto',
      'apollo.localization.LocalizationEstimate',
    ),
    hertz: 50,
    fields: ({ state, index }) => ({
      header: header('localization', index),
      pose: {
        position: { x: 691_000 + state.longitude, y: 5_334_000 + state.latitude, z: 520 },
        linear_velocity: {
          x: state.speed * Math.cos(state.heading),
          y: state.speed * Math.sin(state.heading),
          z: 0,
        },
        heading: state.heading,
      },
    }),
  },
  {
    name: '/apollo/planning',
    type: apolloType('modules/planning/proto/planning.proto', 'apollo.planning.ADCTrajectory'),
    hertz: 10,
    fields: ({ state, index, has }) => ({
      header: {
        ...header('planning', index),
        status: has('planning-error') ? { error_code: 6000, msg: 'no reference line' } : { error_code: 0 },
      },
      total_path_length: state.speed * 8,
      trajectory_point: Array.from({ length: 40 }, () => ({ v: state.speed, a: 0.1 })),
    }),
  },
  {
    name: '/apollo/monitor',
    type: apolloType(
      'modules/common/monitor_log/proto/monitor_log.proto',
      'apollo.common.monitor.MonitorMessage',
    ),
    hertz: 1,
    fields: ({ index, has }) => ({
      header: header('monitor', index),
      item: has('monitor-errors')
        ? [{ source: 3, msg: `control command timeout ${index}`, log_level: 2 }]
        : [{ source: 2, msg: 'in auto mode' }],
    }),
  },
  {
    name: '/apollo/monitor/system_status',
    type: apolloType('modules/monitor/proto/system_status.proto', 'apollo.monitor.SystemStatus'),
    hertz: 2,
    fields: ({ has }) => ({
      hmi_modules: { Planning: { status: 1 }, Camera: { status: 1 } },
      components: {
        GPS: { summary: has('component-error') ? { status: 3, message: 'no GPS driver' } : { status: 1 } },
      },
    }),
  },
  {
    name: '/apollo/sensor/gnss/best_pose',
    type: apolloType('modules/drivers/gnss/proto/gnss_best_pose.proto', 'apollo.drivers.gnss.GnssBestPose'),
    hertz: 1,
    fields: ({ state, index }) => ({
      header: header('gnss', index),
      latitude: state.latitude,
      longitude: state.longitude,
      latitude_std_dev: 0.8,
      longitude_std_dev: 0.7,
      num_sats_in_solution: 15,
    }),
  },
];

function header(module_name: string, sequence_num: number): Record<string, unknown> {
  return { module_name, sequence_num };
}

/** A record of the sample car, driven by Apollo. */
export function sampleCyber(options: CyberOptions = {}): Uint8Array {
  return writeSampleCyber(options).bytes();
}

/** The same, with what its writer knows about it. */
export function writeSampleCyber({
  faults = [],
  messagesPerChunk,
  ...rest
}: CyberOptions = {}): RecordWriter {
  const { seed, startNs, seconds } = resolveOptions(rest);
  const vehicle = createVehicle(seed, []);
  const present = new Set(faults);
  const writer = new RecordWriter(messagesPerChunk === undefined ? {} : { messagesPerChunk });
  for (const { name, type } of topics) writer.channel(name, type.name, type.protoDesc);
  const scheduled = topics.map((topic, id) => ({
    hertz: topic.hertz,
    phase: (id + 1) / (topics.length + 1),
    payload: topic,
  }));
  for (const { at, index, payload } of ticksOf(scheduled, seconds)) {
    const share = at / seconds;
    const state = vehicle.at({ seconds: at, file: share, drive: share });
    const has = (fault: ApolloFault) => share >= faultsFrom && present.has(fault);
    const content = payload.type.encode(payload.fields({ at, index, state, has }));
    writer.message(payload.name, startNs + BigInt(Math.round(at * 1e9)), content);
  }
  return writer;
}

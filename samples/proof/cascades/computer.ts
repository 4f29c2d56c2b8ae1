import { McapFileWriter } from '../../mcap/mcap-writer.ts';
import { cdrWriter } from '../../mcap/sample-mcap.ts';
import { type SchemaName, schemas } from '../../mcap/schemas.ts';
import { createRandom, type Random } from '../../random.ts';
import { defaultStartTime } from '../../sample-options.ts';
import { ticksOf } from '../../schedule.ts';
import { waypoints } from '../../waypoints.ts';
import { type ComputerFaults, driveSeconds } from './cascade.ts';

interface Moment {
  at: number;
  faults: ComputerFaults;
  random: Random;
  stamp: { sec: number; nanosec: number };
}

interface Topic {
  name: string;
  schema: SchemaName;
  hertz: number;
  /** Undefined: nothing is sent. */
  message(moment: Moment): object | undefined;
}

const since = (begin: number | undefined, at: number) => begin !== undefined && at >= begin;
const during = (span: { from: number; to: number } | undefined, at: number) =>
  span !== undefined && at >= span.from && at < span.to;

const battery: Topic = {
  name: '/battery_state',
  schema: 'sensor_msgs/msg/BatteryState',
  hertz: 2,
  message: ({ at, faults, random, stamp }) => ({
    header: { stamp, frame_id: '' },
    voltage: (during(faults.supply, at) ? 8.3 : 13.8) + random.normal() * 0.05,
    temperature: 31,
    current: -14,
    percentage: 0.8,
    present: true,
    cell_voltage: [],
    cell_temperature: [],
    location: '',
    serial_number: '',
  }),
};

const computerTopics: Topic[] = [
  {
    name: '/diagnostics',
    schema: 'diagnostic_msgs/msg/DiagnosticArray',
    hertz: 1,
    message: ({ at, faults, random, stamp }) => ({
      header: { stamp, frame_id: '' },
      status: [
        monitor('cpu_monitor: CPU Usage', {
          'CPU all: usage': `${(since(faults.processor, at) ? 99 + random.next() * 0.8 : 40 + random.normal() * 4).toFixed(1)}%`,
        }),
        monitor('mem_monitor: Memory Usage', {
          'Mem: usage': `${(since(faults.memory, at) ? 98 : 47) + random.next()}%`,
        }),
        monitor('hdd_monitor: HDD Usage', {
          'HDD 0: usage': `${since(faults.disk, at) ? 99.6 : (60 + at / 100).toFixed(1)}%`,
        }),
      ],
    }),
  },
  {
    name: '/compute/temperature',
    schema: 'sensor_msgs/msg/Temperature',
    hertz: 1,
    message: ({ at, faults, random, stamp }) => ({
      header: { stamp, frame_id: 'soc' },
      temperature: Math.min(104, 58 + Math.max(0, at - (faults.heat ?? at)) * 2) + random.normal() * 0.3,
      variance: 0,
    }),
  },
  {
    name: '/lidar/status',
    schema: 'sensor_msgs/msg/Temperature',
    hertz: 20,
    message: ({ at, faults, stamp }) =>
      during(faults.lidar, at)
        ? undefined
        : { header: { stamp, frame_id: 'lidar' }, temperature: 40, variance: 0 },
  },
  {
    name: '/gps/fix',
    schema: 'sensor_msgs/msg/NavSatFix',
    hertz: 5,
    message: ({ at, stamp }) => ({
      header: { stamp, frame_id: 'gps' },
      status: { status: 0, service: 1 },
      latitude: 48.1 + at * 1e-5,
      longitude: 11.5,
      altitude: 519,
      position_covariance: new Array<number>(9).fill(0),
      position_covariance_type: 0,
    }),
  },
];

function monitor(name: string, values: Record<string, string>): object {
  const pairs = Object.entries(values).map(([key, value]) => ({ key, value }));
  return { level: 0, name, message: 'OK', hardware_id: 'pc', values: pairs };
}

interface Line {
  at: number;
  level: number;
  name: string;
  msg: string;
}

/** Waypoints are in the logs of all recorders of the drive, so that their clocks can be compared. */
function linesOf({ lines = [] }: ComputerFaults): Line[] {
  const reached = Array.from({ length: driveSeconds * waypoints.hertz }, (_, i): Line => {
    const at = (i + waypoints.phase) / waypoints.hertz;
    return { at, level: 20, name: waypoints.node, msg: waypoints.text(at) };
  });
  const logged = lines.flatMap(({ from, count, level, name, text }) =>
    Array.from({ length: count }, (_, i): Line => ({ at: from + i, level, name, msg: text })),
  );
  return [...reached, ...logged].filter(({ at }) => at < driveSeconds).sort((a, b) => a.at - b.at);
}

/** What is recorded: `all`, all but the battery, or the battery and the waypoints, with another clock. */
export type Recorded = 'all' | 'without battery' | 'battery';

/** A recording of the drive; its clock is `ahead` seconds ahead. */
export function computerRecording(
  faults: ComputerFaults,
  { seed, recorded, ahead = 0 }: { seed: number; recorded: Recorded; ahead?: number },
): Uint8Array {
  const random = createRandom(seed);
  const file = new McapFileWriter({ profile: 'ros2', library: 'argus samples' });
  const topics = [
    ...(recorded === 'without battery' ? [] : [battery]),
    ...(recorded === 'battery' ? [] : computerTopics),
  ];
  const open = (name: string, schema: SchemaName) => ({
    id: file.channel(name, 'cdr', { name: schema, encoding: 'ros2msg', data: Buffer.from(schemas[schema]) }),
    writer: cdrWriter(schema),
  });
  const scheduled = topics.map((topic, i) => ({
    hertz: topic.hertz,
    phase: (i + 1) / (topics.length + 1),
    payload: { topic, ...open(topic.name, topic.schema) },
  }));
  const rosout = open('/rosout', 'rcl_interfaces/msg/Log');
  const lines = linesOf(recorded === 'battery' ? {} : faults);
  const write = (target: typeof rosout, at: number, message: object) =>
    file.message(target.id, timeOf(at, ahead), target.writer.writeMessage(message));
  for (const { at, payload } of ticksOf(scheduled, driveSeconds)) {
    for (let line = lines[0]; line && line.at <= at; line = lines[0]) {
      lines.shift();
      const { level, name, msg } = line;
      write(rosout, line.at, {
        stamp: stampOf(line.at, ahead),
        level,
        name,
        msg,
        file: '',
        function: '',
        line: 0,
      });
    }
    const message = payload.topic.message({ at, faults, random, stamp: stampOf(at, ahead) });
    if (message) write(payload, at, message);
  }
  return file.end();
}

export function timeOf(at: number, ahead: number): bigint {
  return BigInt(defaultStartTime.getTime()) * 1_000_000n + BigInt(Math.round((at + ahead) * 1e6)) * 1000n;
}

function stampOf(at: number, ahead: number): { sec: number; nanosec: number } {
  const time = timeOf(at, ahead);
  return { sec: Number(time / 1_000_000_000n), nanosec: Number(time % 1_000_000_000n) };
}

import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { ticksOf } from '../schedule.ts';
import { createVehicle, type Vehicle, type VehicleState } from '../vehicle.ts';
import { waypoints } from '../waypoints.ts';
import { McapFileWriter, type McapWriterOptions } from './mcap-writer.ts';
import { logTimeOf, stampOf } from './times.ts';

interface JsonTopic {
  name: string;
  schema: string;
  /** 2 by default. */
  hertz?: number;
  phase?: number;
  message(
    state: VehicleState,
    vehicle: Vehicle,
    index: number,
    file: number,
    seconds: number,
  ): object | undefined;
}

const topics: JsonTopic[] = [
  {
    name: '/telematics/status',
    schema: 'fleet.SystemStatus',
    message: (state) => ({
      cpu_usage: round(state.cpu),
      memory_usage: round(state.ram),
      disk_usage: round(state.disk),
      battery: { voltage: round(state.voltage), level: round(state.battery) },
      modem: { rssi_dbm: -71, technology: 'LTE' },
    }),
  },
  {
    name: '/telematics/position',
    schema: 'foxglove.LocationFix',
    message: (state) => ({ latitude: state.latitude, longitude: state.longitude, altitude: 519 }),
  },
  {
    name: '/telematics/log',
    schema: 'foxglove.Log',
    message: (_state, vehicle, index, file) => {
      if (vehicle.has('log-errors') && file > 0.2 && file < 0.8) {
        return { level: 4, name: 'uplink', message: `Upload of part ${index} failed: connection reset` };
      }
      return index % 30 === 3
        ? { level: 2, name: 'uplink', message: `Handover to cell ${1200 + index}` }
        : undefined;
    },
  },
  {
    name: '/telematics/log',
    schema: 'foxglove.Log',
    hertz: waypoints.hertz,
    phase: waypoints.phase,
    message: (_state, _vehicle, _index, _file, seconds) => ({
      level: 2,
      name: waypoints.node,
      message: waypoints.text(seconds),
    }),
  },
];

/** A recording of the test car's telematics unit: JSON messages, compressed only on request. */
export function sampleJsonMcap(options: SampleOptions & McapWriterOptions = {}): Uint8Array {
  const resolved = resolveOptions(options);
  const vehicle = createVehicle(resolved.seed, resolved.faults);
  const header = { profile: '', library: 'argus samples' };
  const file = new McapFileWriter(header, { compression: 'none', chunkSize: 64 * 1024, ...options });
  const scheduled = topics.map((topic, index) => {
    const schema = { name: topic.schema, encoding: 'jsonschema', data: Buffer.from('{"type":"object"}') };
    const payload = { topic, channelId: file.channel(topic.name, 'json', schema) };
    const { hertz = 2, phase = (index + 1) / (topics.length + 1) } = topic;
    return { hertz, phase, payload };
  });
  for (const { at, index, payload } of ticksOf(scheduled, resolved.seconds)) {
    const seconds = resolved.driveOffsetSeconds + at;
    const share = at / resolved.seconds;
    const state = vehicle.at({ seconds, file: share, drive: seconds / resolved.driveSeconds });
    const message = payload.topic.message(state, vehicle, index, share, seconds);
    if (!message) continue;
    const logTime = logTimeOf(at, resolved, vehicle);
    const { sec, nanosec: nsec } = stampOf(logTime);
    file.message(
      payload.channelId,
      logTime,
      Buffer.from(JSON.stringify({ timestamp: { sec, nsec }, ...message })),
    );
  }
  return file.end();
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

import { crc32 } from 'node:zlib';
import { bufferSource } from '../../../src/recordings/bytes/byte-source.ts';
import { ForwardStream } from '../../../src/recordings/formats/mdf/forward-stream.ts';
import { Pages } from '../../../src/recordings/formats/mdf/pages.ts';
import { readRecording } from '../../../src/recordings/formats/mdf4/read-recording.ts';
import { TracePackets } from '../../../src/recordings/formats/traces/trace-packets.ts';
import { defaultLimits } from '../../../src/recordings/limits.ts';
import { type BusTraffic, canTopic } from '../../../src/recordings/meaning/can/bus-traffic.ts';
import type { CanBus } from '../../../src/recordings/meaning/can/can-bus.ts';
import { frameFlags } from '../../../src/recordings/meaning/can/can-frame.ts';
import { FrameBatch } from '../../../src/recordings/meaning/can/frame-batch.ts';
import { SummaryBuilder } from '../../../src/recordings/summary/summary-builder.ts';

export interface TopicFrames {
  count: number;
  /** CRC-32 of all data bytes in the order of the file; LIN frames are returned without theirs. */
  crc: number;
}

export interface FramesOfFile {
  topics: Record<string, TopicFrames>;
  errors: number;
  damage: string[];
}

/** The frames of an MDF4 file as its reader returns them, before they are interpreted. */
export async function readMdf4Frames(bytes: Uint8Array): Promise<FramesOfFile> {
  const found: FramesOfFile = { topics: {}, errors: 0, damage: [] };
  const count = (topic: string, data: Uint8Array) => {
    const entry = found.topics[topic] ?? { count: 0, crc: 0 };
    found.topics[topic] = { count: entry.count + 1, crc: crc32(data, entry.crc) };
  };
  const error = () => {
    found.errors += 1;
  };
  const buses = new Map<string, CanBus>();
  const openCan = (bus: string): CanBus => {
    const frame: CanBus['frame'] = (_high, _low, id, flags, data, start, length) =>
      count(canTopic(bus, id, (flags & frameFlags.extended) !== 0), data.subarray(start, start + length));
    const frames: CanBus['frames'] = (columns, rows, data, index) => {
      let own = 0;
      for (let row = 0; row < rows; row += 1) {
        if (columns.bus[row] !== index) continue;
        own += 1;
        const [id = 0, flags = 0] = [columns.id[row], columns.flags[row]];
        frame(0, 0, id, flags, data, columns.start[row] ?? 0, columns.length[row] ?? 0, 0);
      }
      return own;
    };
    return { frame, frames, error };
  };
  const traffic: BusTraffic = {
    can: (bus) => {
      const present = buses.get(bus) ?? openCan(bus);
      buses.set(bus, present);
      return present;
    },
    lin: (bus) => ({
      frame: (_high, _low, id) =>
        count(`${bus} 0x${id.toString(16).toUpperCase().padStart(2, '0')}`, new Uint8Array()),
      error,
    }),
    finish() {},
  };
  const source = bufferSource(bytes);
  const file = {
    source,
    signal: undefined,
    pages: new Pages(new ForwardStream(source)),
    stream: new ForwardStream(source),
  };
  const builder = new SummaryBuilder();
  await readRecording(file, 0, {
    format: 'mdf4',
    builder,
    traffic,
    packets: new TracePackets(builder),
    batch: new FrameBatch(),
    limits: defaultLimits,
    damaged: (kind, start, end, what) => found.damage.push(`${kind} ${start} ${end} ${what}`),
  });
  return found;
}

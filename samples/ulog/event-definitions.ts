import { createHash } from 'node:crypto';
import type { UlogWriter } from './ulog-writer.ts';

/** Number of the event that the sample's controller sends, of component 1. */
const number = 0x4d2a;
const longestPart = 1_000;

/** PX4's `events.json`, as mavlink/libevents has it, with the one event of the sample. */
const definitions = {
  version: 2,
  components: {
    1: {
      namespace: 'px4',
      enums: {
        sensor_t: { type: 'uint8_t', entries: { 7: { name: 'baro', description: 'barometer' } } },
      },
      event_groups: {
        default: {
          events: {
            [number]: {
              name: 'sensors_failed',
              message: 'Sensor failed: {1} (\\<{2:.1m_v} lost)',
              arguments: [
                { name: 'sensor', type: 'px4::sensor_t' },
                { name: 'height', type: 'float' },
              ],
            },
          },
        },
      },
    },
  },
};

/** Writes the event definitions of PX4 1.13 and later: xz-compressed JSON in parts, and its SHA-256. */
export function writeEventDefinitions(writer: UlogWriter): void {
  const packed = plainXz(Buffer.from(JSON.stringify(definitions)));
  writer.info('metadata_events_sha256', createHash('sha256').update(packed).digest('hex'));
  for (let at = 0; at < packed.length; at += longestPart)
    writer.infoMultiple('metadata_events', packed.subarray(at, at + longestPart), at > 0);
}

/** A block of xz with one uncompressed LZMA2 chunk; the check and the index after it are omitted. */
export function plainXz(bytes: Uint8Array): Buffer {
  const streamHeader = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x04, 0xe6, 0xd6, 0xb4, 0x46];
  const blockHeader = [0x02, 0x00, 0x21, 0x01, 0x16, 0x00, 0x00, 0x00, 0x74, 0x2f, 0xe5, 0xa3];
  const chunk = [0x01, (bytes.length - 1) >> 8, (bytes.length - 1) & 0xff];
  return Buffer.concat([Uint8Array.of(...streamHeader, ...blockHeader, ...chunk), bytes, Uint8Array.of(0)]);
}

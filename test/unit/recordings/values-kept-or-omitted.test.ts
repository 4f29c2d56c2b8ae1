import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeAsc } from '../../../samples/asc/write-asc.ts';
import { writeBlf } from '../../../samples/blf/write-blf.ts';
import type { SampleFrame } from '../../../samples/can/can-event.ts';
import { writeCandb } from '../../../samples/candb/sample-candb.ts';
import { writeCandump } from '../../../samples/candump/write-candump.ts';
import { canlogStyles, writeCanlog } from '../../../samples/canlog/write-canlog.ts';
import { writeCanCsv } from '../../../samples/csv/sample-can-csv.ts';
import { socketCanFrame } from '../../../samples/pcap/packets.ts';
import { type CaptureWriter, PcapngWriter, PcapWriter } from '../../../samples/pcap/pcap-writer.ts';
import { writeTrc } from '../../../samples/trc/write-trc.ts';
import { bufferSource } from '../../../src/recordings/bytes/byte-source.ts';
import { DamageLog } from '../../../src/recordings/bytes/damage.ts';
import { openDatabase } from '../../../src/recordings/meaning/dbc/open-database.ts';
import { summariseFile } from '../../../src/recordings/summarise-file.ts';
import { SummaryBuilder } from '../../../src/recordings/summary/summary-builder.ts';
import { accountedFor } from '../../support/recordings/accounted-for.ts';
import { buildMcap, json, jsonChannel } from '../../support/recordings/build-mcap.ts';

const startNs = 1_773_475_200_000_000_000n;

/** Signals with meaningless names, of any width, with names for some values, in any number of messages. */
const databases = fc.array(
  fc.record({
    size: fc.integer({ min: 3, max: 32 }),
    signed: fc.boolean(),
    factor: fc.constantFrom('1', '0.1', '1e6', '-3'),
    unit: fc.constantFrom('m', 'gear', 'V', 'deg'),
    labels: fc.subarray(['0 "Off"', '1 "On"', '2 "Invalid"', '3 "Left"', '7 "SNA"']),
    extended: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);

const socketCan = 227;

function writePackets(writer: CaptureWriter, frames: readonly SampleFrame[]): Uint8Array {
  for (const frame of frames) writer.packet(frame.timeNs, socketCanFrame(frame));
  return writer.bytes();
}

const writers: Record<string, (frames: SampleFrame[]) => Uint8Array> = {
  asc: (frames) => writeAsc(frames),
  blf: (frames) => writeBlf(frames).bytes,
  candump: (frames) => writeCandump(frames),
  'CSV of SavvyCAN': (frames) => writeCanCsv(frames, 'savvycan'),
  'CSV of python-can': (frames) => writeCanCsv(frames, 'python-can'),
  'SQLite of python-can': (frames) => writeCandb(frames),
  trc: (frames) => writeTrc(frames),
  pcap: (frames) => writePackets(new PcapWriter({ linkType: socketCan }), frames),
  pcapng: (frames) => {
    const writer = new PcapngWriter();
    writer.interface({ linkType: socketCan });
    return writePackets(writer, frames);
  },
  ...Object.fromEntries(
    canlogStyles.map((style) => [
      `CAN log of ${style}`,
      (frames: SampleFrame[]) => writeCanlog(frames, style),
    ]),
  ),
};

describe('each value in a recording is a figure or left out for a named reason', () => {
  test.each(Object.keys(writers))('signals of a DBC in %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(
        databases,
        fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 1, maxLength: 40 }),
        async (signals, raws) => {
          const idOf = (index: number, extended: boolean) =>
            extended ? 0x0cf00000 + index * 256 + 0xfe : 0x100 + index;
          const lines = signals.flatMap(({ size, signed, factor, unit, labels, extended }, index) => {
            const id = idOf(index, extended) + (extended ? 2 ** 31 : 0);
            return [
              `BO_ ${id} M${index}: 8 X`,
              ` SG_ Q${index} : 0|${size}@1${signed ? '-' : '+'} (${factor},0) [0|0] "${unit}" X`,
              ...(labels.length === 0 ? [] : [`VAL_ ${id} Q${index} ${labels.join(' ')} ;`]),
            ];
          });
          const database = openDatabase('x.dbc', Buffer.from(`VERSION ""\n${lines.join('\n')}\n`));
          const frames = raws.map((raw, index): SampleFrame => {
            const at = index % signals.length;
            const extended = signals[at]?.extended ?? false;
            const data = Buffer.alloc(8, 0xff);
            data.writeUInt32LE(raw, 0);
            return {
              timeNs: startNs + BigInt(index) * 10_000_000n,
              bus: 1,
              id: idOf(at, extended),
              extended,
              data,
            };
          });
          const bytes = writers[format]?.(frames) ?? new Uint8Array();
          const summary = await summariseFile(bufferSource(bytes), { databases: [database] });
          expect(summary.message_count).toBe(frames.length);
          // Signals with names for half of all values are states by definition.
          const measured = frames.filter((_, index) => {
            const { size = 0, labels = [] } = signals[index % signals.length] ?? {};
            const named = labels.filter((label) => !/Invalid|SNA/.test(label));
            return !(named.length > 0 && labels.length >= 2 ** size / 2);
          });
          expect(accountedFor(summary)).toBe(measured.length);
        },
      ),
      { numRuns: 40, seed: 13 },
    );
  });

  test('fields of JSON messages in MCAP', async () => {
    const value = fc.oneof(fc.double(), fc.integer({ min: -1000, max: 1000 }), fc.constant(null));
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 30 }), async (values) => {
        const channel = jsonChannel('/host', 'Host');
        const messages = values.map((cpu_usage) => ({ channel, data: json({ cpu_usage }) }));
        const summary = await summariseFile(bufferSource(buildMcap(messages)));
        // JSON has no number for values that are not finite.
        expect(accountedFor(summary)).toBe(values.filter((one) => Number.isFinite(one)).length);
      }),
      { numRuns: 40, seed: 13 },
    );
  });

  test('whatever is passed to a summary, of any number of sources', () => {
    const value = fc.oneof(fc.double(), fc.integer());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('signal' as const, 'vibration' as const), fc.nat(700), value), {
          maxLength: 1500,
        }),
        (values) => {
          const builder = new SummaryBuilder();
          for (const [name, source, figure] of values) {
            builder.metric(name, `source ${source}`, figure, { timeNs: startNs, topic: '/t' });
          }
          const summary = builder.finish({ format: 'x', sizeBytes: 1, damage: new DamageLog() });
          expect(accountedFor(summary)).toBe(values.length);
        },
      ),
      { numRuns: 40, seed: 13 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeAsc } from '../../../../samples/asc/write-asc.ts';
import type { SampleFrame } from '../../../../samples/can/can-event.ts';
import { writeCandump } from '../../../../samples/candump/write-candump.ts';
import { sampleDbc } from '../../../../samples/dbc/sample-dbc.ts';
import { sampleMdf3 } from '../../../../samples/mdf3/sample-mdf3.ts';
import { readers } from '../../../../src/recordings/formats/formats.ts';
import { summarise } from '../../../support/recordings/summarise.ts';

const startNs = 1_773_475_200_000_000_000n;
const frames = Array.from(
  { length: 20 },
  (_, index): SampleFrame => ({
    timeNs: startNs + BigInt(index) * 10_000_000n,
    bus: 1,
    id: 0x123,
    extended: false,
    data: Uint8Array.of(index, 2, 3),
  }),
);

/** Words that are no numbers, as names of kinds are. */
const word = fc.string({ minLength: 3, maxLength: 12, unit: fc.constantFrom(...'GHIJKLMNOPQRSTUVWXYZ') });

/** Puts lines between others, each at a place of its own. */
function withLines(bytes: Uint8Array, lines: readonly string[], from: number): Buffer {
  const all = Buffer.from(bytes).toString('latin1').split('\n');
  for (const [index, line] of lines.entries()) all.splice(from + index * 2, 0, line);
  return Buffer.from(all.join('\n'), 'latin1');
}

describe('kinds of a later version are not damage', () => {
  test('events of an ASC', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 5 }), async (kinds) => {
        const lines = kinds.map(
          (kind, index) => `   0.0${index + 1}0000 ${kind} 1 state: of a later version`,
        );
        const { verdict, message_count } = await summarise(withLines(writeAsc(frames), lines, 10));
        expect(verdict.code, verdict.message).toBe('ok');
        expect(message_count).toBeGreaterThanOrEqual(frames.length);
      }),
      { numRuns: 100 },
    );
  });

  test('statements of a DBC', async () => {
    const plain = await summarise(sampleDbc());
    expect(plain.verdict.code).toBe('ok');
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 5 }), async (kinds) => {
        const statements = kinds.map((kind) => `QX${kind}_ Thing 1 "of a later version" 2;`);
        const bytes = Buffer.concat([sampleDbc(), Buffer.from(`\n${statements.join('\n')}\n`)]);
        const { verdict } = await summarise(bytes);
        expect(verdict.code, verdict.message).toBe('ok');
        expect(verdict.message).toContain(`(QX${kinds[0]}_`);
      }),
      { numRuns: 100 },
    );
  });

  test('CAN XL frames of a candump log', async () => {
    const line = '(1773475200.015000) can0 00123#00:81:00000011#0102030405';
    const { verdict, message_count } = await summarise(withLines(writeCandump(frames), [line], 3));
    expect(verdict.code, verdict.message).not.toBe('corrupt');
    expect(message_count).toBeGreaterThanOrEqual(frames.length);
  });

  test('blocks, versions and fields of MDF 3', async () => {
    const { bytes } = sampleMdf3({ seconds: 10, ids: 1 });
    const letters = fc.string({ minLength: 2, maxLength: 2, unit: fc.constantFrom(...'ABEFIJKLMNOQ') });
    const version = fc.constantFrom('3.31', '3.40', '3.99');
    await fc.assert(
      fc.asyncProperty(letters, version, fc.uint8Array({ maxLength: 300 }), async (id, later, content) => {
        const block = Buffer.alloc(4 + content.byteLength);
        block.write(id, 'latin1');
        block.writeUInt16LE(block.byteLength, 2);
        block.set(content, 4);
        const copy = Buffer.concat([bytes, block]);
        copy.write(later, 8, 'latin1');
        copy.writeUInt16LE(Number(later.replace('.', '')), 28);
        const { verdict } = await summarise(copy);
        expect(verdict).toEqual({ code: 'ok', message: 'All 120 messages were read.' });
      }),
      { numRuns: 100 },
    );
  });
});

/** Where each format is held to it. */
const heldIn: Record<string, string> = {
  arxml: 'dbc/later-databases.test.ts',
  asc: 'here',
  blf: 'later-versions.test.ts',
  candb: 'later-vehicles.test.ts',
  candump: 'here',
  canlog: 'canlog/canlog-kinds.test.ts',
  companion: 'companions/companions.test.ts',
  csv: 'later-tables.test.ts',
  cyber: 'later-vehicles.test.ts',
  dataflash: 'later-versions.test.ts',
  dbc: 'here',
  dbf: '../meaning/databases/dbf.test.ts',
  dlt: 'dlt/dlt.test.ts',
  jsonl: 'later-tables.test.ts',
  kcd: 'dbc/later-databases.test.ts',
  ldf: 'dbc/later-databases.test.ts',
  mcap: 'later-versions.test.ts',
  mdf3: 'here',
  mdf4: 'mdf4/later-versions.test.ts',
  nmea: 'nmea/nmea.test.ts',
  openpilot: 'later-vehicles.test.ts',
  parquet: 'later-tables.test.ts',
  pcap: 'pcap/pcap.test.ts',
  ros1bag: 'later-versions.test.ts',
  ros2db3: 'later-versions.test.ts',
  sym: 'dbc/later-databases.test.ts',
  textlog: 'textlog/textlog.test.ts',
  tlog: 'later-versions.test.ts',
  track: 'track/track.test.ts',
  trc: 'trc/trc.test.ts',
  ulog: 'later-versions.test.ts',
  vbo: 'vbo/vbo.test.ts',
};

test('every format is held to what a later version may add', () => {
  expect(Object.keys(heldIn).sort()).toEqual(readers.map(({ format }) => format).sort());
});

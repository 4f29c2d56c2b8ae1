import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleAsc } from '../../../../../samples/asc/sample-asc.ts';
import { sampleBlf } from '../../../../../samples/blf/sample-blf.ts';
import { sampleCandump } from '../../../../../samples/candump/sample-candump.ts';
import { sampleCanlog } from '../../../../../samples/canlog/sample-canlog.ts';
import { canlogStyles } from '../../../../../samples/canlog/write-canlog.ts';
import { sampleCanCsv } from '../../../../../samples/csv/sample-can-csv.ts';
import { sampleCsv } from '../../../../../samples/csv/sample-csv.ts';
import { sampleJsonl } from '../../../../../samples/jsonl/sample-jsonl.ts';
import { sampleNmea } from '../../../../../samples/nmea/sample-nmea.ts';
import { sampleTrack } from '../../../../../samples/track/sample-track.ts';
import { sampleTrc } from '../../../../../samples/trc/sample-trc.ts';
import { sampleVbo } from '../../../../../samples/vbo/sample-vbo.ts';
import { maxSummaryBytes } from '../../../../../src/recordings/summary/fit-size.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const short = { seconds: 0.1 };
const seeds: Record<string, Uint8Array> = {
  candump: sampleCandump(short),
  'candump screen': sampleCandump({ ...short, style: 'screen-delta' }),
  'table of SavvyCAN': sampleCanCsv(short),
  'table of python-can': sampleCanCsv({ ...short, writer: 'python-can' }),
  table: sampleCsv({ seconds: 3, style: 'german' }),
  'log of NMEA 0183': sampleNmea({ seconds: 3 }),
  'VBO file': sampleVbo({ seconds: 3 }),
  'GPX track': sampleTrack({ seconds: 3 }),
  'KML track': sampleTrack({ seconds: 3, as: 'kml' }),
  'IGC track': sampleTrack({ seconds: 3, as: 'igc' }),
  'file of JSON in lines': sampleJsonl({ seconds: 3 }),
  asc: sampleAsc(short),
  'asc of other buses': sampleAsc({ ...short, others: true }),
  trc: sampleTrc(short),
  'lin trc': Buffer.from(
    [
      ';$FILEVERSION=1.1',
      ';$STARTTIME=40263.4625925926',
      ...Array.from(
        { length: 30 },
        (_, i) =>
          `${i})  ${i * 25_000}  Sub  ${i % 10}  2  ${i % 3 ? '01 0A  7A  EH' : '-- --  00  EH  SR/TO'}`,
      ),
      '31)  900000  ---  --  -  Bus Sleep  --  --',
    ].join('\r\n'),
  ),
  'trc 1.0': sampleTrc({ ...short, version: '1.0' }),
  blf: sampleBlf({ ...short, containerBytes: 500 }),
  'blf of other buses': sampleBlf({ ...short, containerBytes: 500, packed: false, others: true }),
  'unpacked blf': sampleBlf({ ...short, containerBytes: 500, packed: false }),
  'blf without containers': sampleBlf({ ...short, containerBytes: 0 }),
  ...Object.fromEntries(canlogStyles.map((style) => [`log of ${style}`, sampleCanlog({ ...short, style })])),
};

const numRuns = Number(process.env.FUZZ_RUNS ?? 150);

async function judge(bytes: Uint8Array): Promise<void> {
  const { verdict, message_count, topics, omitted } = await summarise(bytes);
  expect(verdict.message).toMatch(/\.$/);
  const counted = topics.reduce((sum, topic) => sum + topic.message_count, 0);
  if (omitted.topics === 0) expect(counted).toBe(message_count);
  for (const { start, end } of verdict.damaged ?? []) {
    expect(start).toBeLessThan(end);
    expect(end).toBeLessThanOrEqual(bytes.byteLength);
  }
}

describe.each(Object.entries(seeds))('a %s', (_, seed) => {
  test('with bytes overwritten, moved, repeated or left out gives a verdict', async () => {
    const edit = fc.record({
      at: fc.nat(seed.length - 1),
      length: fc.oneof(fc.constant(1), fc.nat(8), fc.nat(600)),
      bytes: fc.oneof(
        fc.uint8Array({ maxLength: 8 }),
        fc.constantFrom(
          ...[
            '\n',
            '\r',
            '\0',
            '(',
            '#',
            '##',
            '.',
            ' ',
            '-',
            '9999999999',
            'LOBJ',
            'LOGG',
            'Rx',
            'd',
            ';$COLUMNS=D',
          ].map((text) => Uint8Array.from(Buffer.from(text))),
          Uint8Array.of(255, 255, 255, 255),
          Uint8Array.of(0, 0, 0, 0),
        ),
      ),
      from: fc.nat(seed.length - 1),
      kind: fc.constantFrom('overwrite', 'insert', 'remove', 'repeat'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let bytes = Buffer.from(seed);
        for (const { at, length, bytes: other, from, kind } of edits) {
          const parts = {
            overwrite: [other, bytes.subarray(at + other.length)],
            insert: [other, bytes.subarray(at)],
            remove: [bytes.subarray(at + length)],
            repeat: [bytes.subarray(from, from + length), bytes.subarray(at)],
          }[kind];
          bytes = Buffer.concat([bytes.subarray(0, at), ...parts]);
        }
        return judge(bytes);
      }),
      { numRuns },
    );
  });

  test('that continues with arbitrary bytes gives a verdict', async () => {
    const prefix = fc.nat(Math.min(seed.length, 400));
    const rest = fc.oneof(
      fc.uint8Array({ maxLength: 500 }),
      fc.string({ maxLength: 300, unit: 'binary-ascii' }),
    );
    await fc.assert(
      fc.asyncProperty(prefix, rest, (length, tail) =>
        judge(
          Buffer.concat([
            seed.subarray(0, length),
            typeof tail === 'string' ? Buffer.from(tail, 'latin1') : tail,
          ]),
        ),
      ),
      { numRuns },
    );
  });
});

describe('floods in a trace', () => {
  test('of interfaces, identifiers and events stay within the size limit', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => {
      const id = (i * 7919).toString(16).toUpperCase().padStart(8, '0');
      return `(${1436509052 + i}.249713) can${i % 1000} ${id}#00\n`;
    });
    const summary = await summarise(Buffer.from(lines.join('')));
    expect(summary.message_count).toBe(60_000);
    expect(summary.verdict.code).toBe('ok');
    expect(Buffer.byteLength(JSON.stringify(summary))).toBeLessThanOrEqual(maxSummaryBytes);
  });

  test('of absurd times never distort the time span', async () => {
    const at = (seconds: number) => `(${seconds}.5) can0 123#00\n`;
    const good = Array.from({ length: 100 }, (_, i) => at(1436509052 + i));
    const absurd = [at(0), at(18446744072), at(99999999999), at(4000000000)];
    const { span, message_count } = await summarise(Buffer.from([...absurd, ...good, ...absurd].join('')));
    expect(message_count).toBe(106);
    expect(span).toEqual({ start_ns: '1436509052500000000', end_ns: '1436509151500000000', clock: 'unix' });
  });

  test.each([
    ['(1.5) can0 123#00\n', '(.( . \n'],
    ['1.500000 1R11 064 00\n', '1.5 1R1 1 1.5 1R1\n'],
    ['1.5000 1 64 Rx d 1 00\n', '1.5000 1 1.5000 1\n'],
    ['1 1.5 DT 1 0064 Rx - 1 00\n', '1 1 1 1 1 1\n'],
  ])('of lines like %j that cannot be read are one place, and take linear time', async (good, bad) => {
    const head = Buffer.alloc(good.length * 300, good);
    const flood = Buffer.alloc(bad.length * 400_000, bad);
    const { verdict, message_count } = await summarise(Buffer.concat([head, flood]));
    expect(message_count).toBe(300);
    expect(verdict.damaged).toEqual([{ start: head.length, end: head.length + flood.length }]);
  });
});

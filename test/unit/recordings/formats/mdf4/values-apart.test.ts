import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { sampleDbc } from '../../../../../samples/dbc/sample-dbc.ts';
import { sampleMdf4 } from '../../../../../samples/mdf4/sample-mdf4.ts';
import { bufferSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { writeMcap } from '../../../../../src/recordings/convert/write-mcap.ts';
import { handOverFile } from '../../../../../src/recordings/hand-over-file.ts';
import { openDatabase } from '../../../../../src/recordings/meaning/dbc/open-database.ts';
import { CatalogueSink } from '../../../../../src/signals/catalogue.ts';
import { exportSample } from '../../../../support/export/export-sample.ts';
import { memoryOutput } from '../../../../support/recordings/memory-output.ts';
import { readIndexed } from '../../../../support/recordings/read-mcap.ts';

const drive = { seconds: 4, unfinished: false } as const;
const inRecords = sampleMdf4(drive).bytes;
const databases = [openDatabase('car.dbc', sampleDbc())];

async function converted(bytes: Uint8Array, window?: { fromNs: bigint; toNs: bigint }) {
  const output = memoryOutput();
  const inputs = [{ name: 'drive', source: bufferSource(bytes) }];
  const { leftOut } = await writeMcap(inputs, output, { library: 'test', databases, window });
  const { messages } = await readIndexed(output.bytes());
  return { leftOut, messages };
}

async function signalsOf(bytes: Uint8Array) {
  const catalogue = new CatalogueSink();
  await handOverFile(bufferSource(bytes), { databases, messages: catalogue });
  return catalogue.finish('unix').signals;
}

describe.each([
  ['in a block', {}],
  ['in many', { blockBytes: 3_000 }],
  ['packed', { packing: 'deflate', blockBytes: 10_000 }],
] as const)('unsorted frames whose data bytes are in blocks of their own (mdflib), %s', (_, layout) => {
  const { bytes } = sampleMdf4({ ...drive, ...layout, valuesApart: true });

  test('are converted, and cut to a clip, as those with the bytes in records', async () => {
    const all = await converted(inRecords);
    expect(
      all.messages.filter(({ encoding, data }) => encoding === 'cdr' && data.byteLength > 40),
    ).not.toEqual([]);
    expect(await converted(bytes)).toEqual(all);
    const [first] = all.messages;
    const fromNs = (first?.logTime ?? 0n) + 1_000_000_000n;
    const window = { fromNs, toNs: fromNs + 500_000_000n };
    const clip = await converted(bytes, window);
    expect(clip).toEqual(await converted(inRecords, window));
    expect(clip.messages.length).toBeGreaterThan(10);
  });

  test('give the same tables and signals', async () => {
    const rowsOf = async (recording: Uint8Array) =>
      [...(await exportSample(recording, { databases })).tables].map(([topic, { rows }]) => [
        topic,
        // Where a record is in the file differs.
        rows.map((row) => ({ ...row, offset: 0n })),
      ]);
    const rows = Object.fromEntries(await rowsOf(bytes));
    const expected = Object.fromEntries(await rowsOf(inRecords));
    expect(Object.keys(rows).toSorted()).toEqual(Object.keys(expected).toSorted());
    for (const topic of Object.keys(rows))
      expect(isDeepStrictEqual(rows[topic], expected[topic]), topic).toBe(true);
    const signals = await signalsOf(bytes);
    expect(signals).toEqual(await signalsOf(inRecords));
    expect(signals.some(({ unit }) => unit === 'rpm')).toBe(true);
  });
});

import { expect, test } from 'vitest';
import type { TableLimits } from '../../../src/export/table-sink.ts';
import { TableSink } from '../../../src/export/table-sink.ts';
import type { Fields } from '../../../src/recordings/messages/message-sink.ts';
import { readTable } from '../../support/export/export-sample.ts';

/** A sink whose files are in memory; `send` hands a message of the topic over. */
function inMemory(limits: Partial<TableLimits> = {}) {
  const files = new Map<string, Uint8Array[]>();
  const sink = new TableSink(({ topic }) => {
    files.set(topic, []);
    return {
      path: topic,
      append: (bytes) => void files.get(topic)?.push(bytes.slice()),
      remove: () => void files.delete(topic),
    };
  }, limits);
  let time = 0n;
  const channel = (topic: string) => {
    const target = sink.channel({ topic, type: 'T', encoding: 'json' });
    return (fields: Fields | undefined, timeNs = time++) =>
      target?.message(timeNs, 100, undefined, () => fields, 0);
  };
  const read = async (topic: string) => {
    for (const { table } of sink.tables()) table.finish({ argus: '{}' }, false);
    return readTable(Buffer.concat(files.get(topic) ?? []));
  };
  return { sink, files, channel, read };
}

test('fields that come late, and fields of several kinds, have columns of their own', async () => {
  const { channel, read } = inMemory({ groupRows: 2 });
  const send = channel('t');
  send({ a: 1 });
  send({ a: 'x' });
  send({ a: 2 ** 60, big: 2n ** 60n + 1n });
  send({ ok: true });
  send({ big: 2n ** 64n - 1n, time_ns: 5 });
  const { rows, groups } = await read('t');
  expect(groups).toBe(3);
  const empty = { offset: 100n, a: null, 'a:text': null, big: null, ok: null };
  expect(rows).toEqual(
    [
      { time_ns: 0n, a: 1 },
      { time_ns: 1n, 'a:text': 'x' },
      { time_ns: 2n, a: 2 ** 60, big: 2n ** 60n + 1n },
      { time_ns: 3n, ok: true },
      { time_ns: 4n, 'big:double': 2 ** 64, 'time_ns:double': 5 },
    ].map((row) => ({ ...empty, 'big:double': null, 'time_ns:double': null, ...row })),
  );
});

test('publishers of one topic share its table', async () => {
  const { channel, read } = inMemory();
  channel('t')({ a: 1 });
  channel('t')({ a: 2, b: 3 });
  expect((await read('t')).rows.map(({ a, b }) => [a, b])).toEqual([
    [1, null],
    [2, 3],
  ]);
});

test('memory is bounded over all tables: the largest is written', () => {
  const { channel, sink } = inMemory({ cells: 1_000 });
  const [large, small] = [channel('large'), channel('small')];
  for (let row = 0; row < 1_000; row += 1) {
    large({ a: row, b: row, text: 'x'.repeat(40) });
    if (row % 100 === 0) small({ a: row });
    expect(sink.tables().reduce((sum, { table }) => sum + table.bufferedCells, 0)).toBeLessThan(1_000);
  }
  expect(sink.tables().map(({ table }) => table.rows)).toEqual([1_000, 10]);
  expect(sink.tables().at(1)?.table.bufferedRows).toBe(10);
});

test('a recording that is read again begins anew', async () => {
  const { channel, sink, files, read } = inMemory({ groupRows: 1 });
  channel('t')({ a: 1 });
  expect(files.size).toBe(1);
  sink.restart();
  expect(files.size).toBe(0);
  expect(sink.messages).toBe(0);
  channel('t')({ b: 2 });
  expect((await read('t')).rows).toEqual([{ time_ns: 1n, offset: 100n, b: 2 }]);
});

test('times beyond 64 bits, and messages without a definition, are counted', async () => {
  const { channel, sink, read } = inMemory();
  const send = channel('t');
  send({ a: 1 }, 2n ** 63n);
  send(undefined);
  send({ a: 1 }, -5n);
  expect((await read('t')).rows.map(({ time_ns, a }) => [time_ns, a])).toEqual([
    [0n, null],
    [-5n, 1],
  ]);
  expect(sink.tables()[0]?.omitted).toEqual({ times: 1, undecoded: 1 });
  expect(sink.messages).toBe(3);
});

test('a log without offsets is read', async () => {
  const { sink, read } = inMemory();
  sink.log({ severity: 'error', source: 'm', text: 'a\ud800b', topic: '' }, 1n, undefined);
  expect((await read('(log)')).rows).toEqual([
    { time_ns: 1n, offset: null, topic: '', severity: 'error', source: 'm', text: 'a\ufffdb' },
  ]);
});

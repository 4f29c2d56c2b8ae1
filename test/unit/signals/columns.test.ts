import { describe, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { sampleUlog } from '../../../samples/ulog/sample-ulog.ts';
import { bufferSource } from '../../../src/recordings/bytes/byte-source.ts';
import { handOverFile } from '../../../src/recordings/hand-over-file.ts';
import { summariseFile } from '../../../src/recordings/summarise-file.ts';
import { CatalogueSink } from '../../../src/signals/catalogue.ts';
import { decodeColumn, encodeColumn, type NumberColumn } from '../../../src/signals/column.ts';
import { ColumnSink } from '../../../src/signals/column-sink.ts';
import { FieldTree } from '../../../src/signals/field-tree.ts';
import { parseSignalId, signalId } from '../../../src/signals/signal-id.ts';

describe('the name of a signal', () => {
  test.each([
    ['/imu/data', 'a.b[0]'],
    ['can0 0x100', 'Engine:Speed'],
    ['a:b', '100%:c'],
  ])('leads back to %s and %s', (topic, field) => {
    expect(parseSignalId(signalId(topic, field))).toEqual({ topic, field });
  });

  test.each(['', 'nothing', 'topic:'])('%j is none', (id) => {
    expect(parseSignalId(id)).toBeUndefined();
  });
});

test('the signals of a message are its numbers and texts by their paths', () => {
  const seen = new Map<string, number | string>();
  const tree = new FieldTree(
    (path) => path,
    (path, value) => void seen.set(path, value),
  );
  const message = {
    header: { stamp: { sec: 5 }, frame_id: 'imu' },
    covariance: new Float64Array([1, 2]),
    ok: true,
    big: 12n,
    items: [{ x: 1 }, { x: 2 }],
    picture: new Uint8Array(100),
    nothing: null,
  };
  tree.visit(message);
  expect(Object.fromEntries(seen)).toEqual({
    'header.stamp.sec': 5,
    'header.frame_id': 'imu',
    'covariance[0]': 1,
    'covariance[1]': 2,
    ok: 1,
    big: 12,
    'items[0].x': 1,
    'items[1].x': 2,
  });
});

describe('columns', () => {
  const sources = { mcap: sampleMcap({ seconds: 5 }), ulog: sampleUlog({ seconds: 5 }) };

  test.each(Object.entries(sources))('of %s are those that the catalogue lists', async (_, bytes) => {
    const sink = new CatalogueSink();
    await handOverFile(bufferSource(bytes), { messages: sink });
    const { signals } = sink.finish('unix');
    const numbers = signals.filter(({ kind }) => kind === 'number');
    expect(numbers.length).toBeGreaterThan(10);
    const names = numbers.map(({ topic, field }) => signalId(topic, field));
    const columns = new ColumnSink(names);
    await handOverFile(bufferSource(bytes), { messages: columns });
    const made = columns.finish('unix');
    for (const [at, entry] of numbers.entries()) {
      const column = made.get(names[at] as string) as NumberColumn;
      expect(column.values.length).toBe(entry.count);
      if (entry.count === 0) {
        expect([entry.min, entry.max]).toEqual([null, null]);
        continue;
      }
      expect(Math.min(...column.values)).toBe(entry.min);
      expect(Math.max(...column.values)).toBe(entry.max);
      expect(String(column.startNs + BigInt(column.times[0] as number))).toBe(entry.start_ns);
    }
  });

  test('of an MCAP are the same by its index and by reading it whole', async () => {
    const bytes = sources.mcap;
    const names = ['/imu/data:linear_acceleration.x', '/gps/fix:latitude'];
    const columnsBy = async (read: (messages: ColumnSink) => Promise<unknown>) => {
      const sink = new ColumnSink(names);
      await read(sink);
      return sink.finish('unix');
    };
    const topics = ['/imu/data', '/gps/fix'];
    const indexed = await columnsBy((messages) => handOverFile(bufferSource(bytes), { messages, topics }));
    const whole = await columnsBy((messages) => summariseFile(bufferSource(bytes), { messages }));
    expect(indexed).toEqual(whole);
    expect(indexed.get(names[0] as string)?.times.length).toBeGreaterThan(100);
  });

  test('of an MCAP without its end are made by reading it whole', async () => {
    const bytes = sources.mcap.subarray(0, sources.mcap.byteLength - 100);
    const sink = new ColumnSink(['/gps/fix:latitude']);
    await handOverFile(bufferSource(bytes), { messages: sink, topics: ['/gps/fix'] });
    expect(sink.finish('unix').get('/gps/fix:latitude')?.times.length).toBeGreaterThan(4);
  });

  test('come back from their object as they were', async () => {
    const sink = new ColumnSink(['/gps/fix:latitude', '(log):lines', '/nothing:x']);
    await handOverFile(bufferSource(sources.mcap), { messages: sink });
    for (const column of sink.finish('unix').values())
      expect(decodeColumn(encodeColumn(column))).toEqual(column);
    expect(decodeColumn(new Uint8Array(4))).toBeUndefined();
    expect(decodeColumn(new Uint8Array(40))).toBeUndefined();
  });

  test('are ascending by time, whatever the order of the messages', () => {
    const sink = new ColumnSink(['t:x']);
    const channel = sink.channel({ topic: 't', type: '', encoding: '' });
    for (const time of [30n, 10n, 20n]) channel?.message(time, 0, undefined, () => ({ x: Number(time) }));
    const column = sink.finish('unknown').get('t:x') as NumberColumn;
    expect([...column.values]).toEqual([10, 20, 30]);
    expect([...column.times]).toEqual([-20, -10, 0]);
  });
});

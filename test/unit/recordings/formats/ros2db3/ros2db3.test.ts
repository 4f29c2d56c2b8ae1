import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cdrWriter } from '../../../../../samples/mcap/sample-mcap.ts';
import { Db3Writer } from '../../../../../samples/ros2db3/db3-writer.ts';
import { sampleRos2db3 } from '../../../../../samples/ros2db3/sample-ros2db3.ts';
import { oracleSamples } from '../../../../oracles/samples.ts';
import { withDatabase } from '../../../../support/recordings/database-extents.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

interface Answer {
  counts: Record<string, number>;
  span: [string, string];
  reported: (string | number)[][];
}

/** Results of `rosbags` 0.11; see `test/oracles/ros2db3/ask.py`. */
const expected: Record<string, Answer> = JSON.parse(
  readFileSync(new URL('../../../../oracles/ros2db3/expected.json', import.meta.url), 'utf8'),
);

const startNs = 1_773_475_200_000_000_000n;

test('a definition that the recorder did not find is the standard one', async () => {
  const finish = `UPDATE message_definitions SET encoded_message_definition = ''`;
  const bag = diagnosticsBag([diagnostics('motor', 10)], { schemaVersion: 4, finish });
  expect((await summarise(bag)).codes).toMatchObject([{ code: 'motor: broken' }]);
});

test('what a motor controller says of itself is read without its definition', async () => {
  const writer = new Db3Writer({ schemaVersion: 3 });
  const topic = writer.topic({ name: '/axis0', type: 'odrive_can/msg/ControllerStatus', definition: '' });
  const message = Buffer.alloc(4 + 31);
  message.writeUInt8(1, 1);
  message.writeUInt32LE(0x8000201, 4 + 24);
  for (const second of [0n, 1n]) writer.message(topic, startNs + second * 1_000_000_000n, message);
  expect((await summarise(writer.end())).codes).toMatchObject([
    { code: '/axis0: active_errors 134218241', severity: 'error', count: 1 },
  ]);
});

describe('a synthetic ROS 2 bag in SQLite', () => {
  test.each(Object.entries(oracleSamples.ros2db3))('%s is read as rosbags reads it', async (name, make) => {
    const answer = expected[name] as Answer;
    const summary = await summarise(make());
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toEqual(answer.counts);
    const [start_ns, end_ns] = answer.span;
    expect(summary.span).toEqual({ start_ns, end_ns, clock: 'unix' });
    for (const [source, level, text] of answer.reported) {
      if (source === 'voltage' || level === 0) continue;
      const inLogs = summary.logs.some((line) => line.source === source && line.text === text);
      const inCodes = summary.codes.some(({ code }) => code.startsWith(String(source)));
      expect(`${source} ${inLogs || inCodes}`).toBe(`${source} true`);
    }
    const voltages = answer.reported.flatMap(([source, value]) =>
      source === 'voltage' ? [Number(value)] : [],
    );
    const metric = summary.metrics.find((each) => each.name === 'battery_voltage');
    expect(metric?.max_milli).toBe(Math.round(Math.max(...voltages) * 1_000));
    expect(metric?.min_milli).toBe(Math.round(Math.min(...voltages) * 1_000));
  });

  test.each(['UTF-16le', 'UTF-16be'])('is read with texts in %s', async (encoding) => {
    const plain = await summarise(sampleRos2db3({ seconds: 2, faults: ['log-errors'] }));
    const prepare = `PRAGMA encoding='${encoding}'`;
    const other = await summarise(sampleRos2db3({ seconds: 2, faults: ['log-errors'], prepare }));
    expect(other.verdict.code).toBe('ok');
    expect(countsByTopic(other)).toEqual(countsByTopic(plain));
    expect(other.logs.map(({ text }) => text)).toEqual(plain.logs.map(({ text }) => text));
  });

  test('is read equally in pieces of any size', async () => {
    const bytes = sampleRos2db3({ seconds: 2, schemaVersion: 2 });
    const whole = await summarise(bytes);
    for (const size of [997, 65_536]) expect(await summariseInPieces(bytes, size)).toEqual(whole);
  });

  test('of a simulation reports the time since it began', async () => {
    const writer = new Db3Writer();
    const topic = writer.topic({ name: '/a', type: 'std_msgs/msg/UInt8', definition: 'uint8 data' });
    for (const time of [0n, 1_000_000_000n]) writer.message(topic, time, Uint8Array.of(0, 1, 0, 0, 1));
    const { span } = await summarise(writer.end());
    expect(span).toEqual({ start_ns: '0', end_ns: '1000000000', clock: 'boot' });
  });

  test('reports the byte offset of each row, and the distribution', async () => {
    const bytes = sampleRos2db3({ seconds: 10, faults: ['error-diagnostics', 'log-errors'] });
    const { codes, versions } = await summarise(bytes);
    const { first } = codes.find(({ source }) => source === 'diagnostics') ?? {};
    const page = bytes.subarray(Math.floor((first?.offset ?? 0) / 4096) * 4096);
    expect(page[0]).toBe(13);
    expect(versions).toContainEqual({ component: 'ros_distro', version: 'jazzy' });
  });
});

function diagnostics(name: string, fill: number): Uint8Array {
  const values = [{ key: 'note', value: 'x'.repeat(fill) }];
  const status = [{ level: 2, name, message: 'broken', hardware_id: 'h', values }];
  const header = { stamp: { sec: 0, nanosec: 0 }, frame_id: '' };
  return cdrWriter('diagnostic_msgs/msg/DiagnosticArray').writeMessage({ header, status });
}

function diagnosticsBag(messages: Uint8Array[], options: ConstructorParameters<typeof Db3Writer>[0] = {}) {
  const writer = new Db3Writer({ schemaVersion: 2, ...options });
  const topic = writer.topic({
    name: '/diagnostics',
    type: 'diagnostic_msgs/msg/DiagnosticArray',
    definition: '',
  });
  for (const [index, message] of messages.entries()) writer.message(topic, startNs + BigInt(index), message);
  return writer.end();
}

describe('messages larger than a page', () => {
  test('are assembled from their overflow pages', async () => {
    const sizes = [10, 4_000, 4_100, 9_000, 100_000, 700_000];
    const bytes = diagnosticsBag(sizes.map((size, index) => diagnostics(`unit ${index}`, size)));
    const { codes, verdict } = await summarise(bytes);
    expect(verdict.code).toBe('ok');
    expect(codes.map(({ code }) => code).sort()).toHaveLength(sizes.length);
    expect(codes.every(({ source }) => source === 'diagnostics')).toBe(true);
  });

  test('are assembled even if they continue before the page on which they begin', async () => {
    // Deleted rows leave unused pages, which the next rows use from the highest down.
    const filler = Array.from({ length: 40 }, () => new Uint8Array(20_000));
    const writer = new Db3Writer({
      schemaVersion: 2,
      finish:
        'DELETE FROM messages WHERE length(data) = 20000; INSERT INTO messages SELECT id + 1000, topic_id, timestamp + 5, data FROM messages',
    });
    const topic = writer.topic({
      name: '/diagnostics',
      type: 'diagnostic_msgs/msg/DiagnosticArray',
      definition: '',
    });
    for (const data of filler) writer.message(topic, startNs, data);
    for (let i = 0; i < 5; i += 1) writer.message(topic, startNs, diagnostics(`unit ${i}`, 30_000));
    const bytes = writer.end();
    const count = withDatabase(
      bytes,
      (database) => database.prepare('SELECT count(*) AS n FROM messages').get()?.n,
    );
    const summary = await summarise(bytes);
    expect({ count: summary.message_count, code: summary.verdict.code }).toEqual({
      count: Number(count),
      code: 'ok',
    });
    expect(summary.codes.map((each) => each.count)).toEqual([2, 2, 2, 2, 2]);
  });

  // A new page for the beginning of a row comes after those that its end was written to.
  test.for([900, 3_600, 9_000, 30_000])('are assembled however many of %d bytes there are', async (size) => {
    const each = diagnostics('unit', size);
    const { codes, verdict } = await summarise(diagnosticsBag(Array(2_500).fill(each)));
    expect([verdict.code, codes.map(({ count }) => count)]).toEqual(['ok', [2_500]]);
  });

  test('are decompressed if each was compressed individually', async () => {
    const bytes = diagnosticsBag([
      zstdCompressSync(diagnostics('packed', 50_000)),
      zstdCompressSync(diagnostics('packed', 9)),
    ]);
    expect((await summarise(bytes)).codes).toMatchObject([{ source: 'diagnostics', count: 2 }]);
    const bomb = diagnosticsBag([zstdCompressSync(new Uint8Array(64 << 20))]);
    expect((await summarise(bomb)).codes).toMatchObject([
      { code: '/diagnostics: message cannot be unpacked' },
    ]);
  });
});

describe('another SQLite database', () => {
  test('is reported as such, and views named like the tables of a bag are not read', async () => {
    const writer = new Db3Writer({
      finish:
        'DROP TABLE messages; DROP TABLE topics; CREATE TABLE t(x); CREATE VIEW topics AS SELECT 1; CREATE VIEW messages AS SELECT * FROM t; CREATE TRIGGER trap AFTER INSERT ON t BEGIN DELETE FROM t; END',
    });
    const { verdict } = await summarise(writer.end());
    expect(verdict.code).toBe('unknown_format');
    expect(verdict.message).toContain('SQLite');
  });

  test('is a bag where rows were deleted: only the remaining ones count', async () => {
    const bytes = sampleRos2db3({ seconds: 10, finish: 'DELETE FROM messages WHERE id > 300' });
    expect(await summarise(bytes)).toMatchObject({ message_count: 300, verdict: { code: 'ok' } });
  });
});

describe('a database that is no bag', () => {
  function database(sql: string): Buffer {
    const folder = mkdtempSync(join(tmpdir(), 'argus-no-bag-'));
    try {
      const path = join(folder, 'measured.db');
      const opened = new DatabaseSync(path);
      opened.exec(sql);
      opened.close();
      return readFileSync(path);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  test('is named by its tables, also where a -wal file may be beside it', async () => {
    for (const mode of ['DELETE', 'WAL']) {
      const sql = `PRAGMA journal_mode=${mode}; CREATE TABLE realtime_data (id INTEGER PRIMARY KEY AUTOINCREMENT, rpm REAL);`;
      const { verdict } = await summarise(database(sql));
      expect(verdict.code).toBe('unknown_format');
      expect(verdict.message).toContain('tables of its own ("realtime_data")');
    }
  });

  test('is not damaged where the types of a row go on in its next page', async () => {
    const columns = Array.from({ length: 120 }, (_, at) => `cell${at} REAL`).join(', ');
    const values = Array.from({ length: 120 }, (_, at) => at + 0.5).join(', ');
    const sql = `PRAGMA page_size=1024; CREATE TABLE battery (${columns}); INSERT INTO battery VALUES (${values});`;
    const { verdict } = await summarise(database(sql));
    expect([verdict.code, verdict.damaged]).toEqual(['unknown_format', undefined]);
  });
});

test('a database whose tables are all in its -wal file is named as such', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'argus-wal-'));
  try {
    const database = new DatabaseSync(join(folder, 'bag.db3'));
    database.exec(
      'PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE messages (id INTEGER);',
    );
    const bytes = readFileSync(join(folder, 'bag.db3'));
    database.close();
    const { verdict } = await summarise(bytes);
    expect(verdict).toMatchObject({
      code: 'unknown_format',
      message: expect.stringContaining('in its -wal file'),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

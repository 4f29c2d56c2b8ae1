import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { Db3Writer, type Db3WriterOptions } from '../../../samples/ros2db3/db3-writer.ts';
import { sampleRos2db3 } from '../../../samples/ros2db3/sample-ros2db3.ts';
import { bufferSource } from '../../../src/recordings/bytes/byte-source.ts';
import { openFileOutput } from '../../../src/recordings/convert/file-output.ts';
import { handOverFile } from '../../../src/recordings/hand-over-file.ts';
import { Db3Writer as RepairWriter } from '../../../src/recordings/repair/db3-writer.ts';
import { repairRecording } from '../../../src/recordings/repair/repair.ts';
import { at, pythonWith } from '../../support/oracle-python.ts';
import { repaired } from '../../support/recordings/repaired.ts';

const startNs = 1_773_475_200_000_000_000n;
const pageSize = 4_096;

type Row = Record<string, unknown>;

/** All tables of a bag, and SQLite's own check of it. */
function contentOf(path: string) {
  const database = new DatabaseSync(path, { readOnly: true });
  const ask = (sql: string): Row[] => {
    const statement = database.prepare(sql);
    statement.setReadBigInts(true);
    return statement.all().map((row) => ({ ...row }));
  };
  const content = {
    check: ask('PRAGMA integrity_check').map(({ integrity_check }) => integrity_check),
    schema: ask('SELECT * FROM schema'),
    metadata: ask('SELECT * FROM metadata'),
    topics: ask('SELECT * FROM topics ORDER BY id'),
    definitions: ask('SELECT * FROM message_definitions ORDER BY topic_type'),
    messages: ask(
      'SELECT name, timestamp, data FROM messages JOIN topics ON topics.id = topic_id ORDER BY messages.id',
    ),
  };
  database.close();
  return content;
}

async function repair(bytes: Uint8Array) {
  let content: ReturnType<typeof contentOf> | undefined;
  const { result, bytes: clean } = await repaired(bytes, (path) => {
    content = contentOf(path);
  });
  if (!content) throw new Error('nothing was written');
  return { result, clean, ...content };
}

/** A bag with a topic without messages, a message that spans pages, and an empty one. */
function bag(options: Db3WriterOptions = {}, messages = 200): Uint8Array {
  const writer = new Db3Writer(options);
  const definition = 'uint8[] data';
  const camera = writer.topic({ name: '/camera', type: 'a/msg/Picture', definition });
  writer.topic({ name: '/silent', type: 'a/msg/Picture', definition });
  const text = writer.topic({ name: '/文', type: 'std_msgs/msg/String', definition: 'string data' });
  for (let i = 0; i < messages; i += 1)
    writer.message(i % 2 ? camera : text, startNs + BigInt(i), new Uint8Array((i * 397) % 9_000).fill(i));
  return writer.end();
}

/** Messages as the reader hands them over. */
async function read(bytes: Uint8Array) {
  let messages: [topic: string, time: string, sha256: string][] = [];
  await handOverFile(bufferSource(bytes), {
    messages: {
      channel: ({ topic, within }) =>
        within === undefined
          ? {
              message: (time, _offset, data) => {
                const sum = createHash('sha256').update(data ?? '');
                if (data) messages.push([topic, String(time), sum.digest('hex')]);
              },
            }
          : undefined,
      restart: () => {
        messages = [];
      },
    },
  });
  return messages.toSorted(byTime);
}

function byTime([topicA, a]: string[], [topicB, b]: string[]): number {
  return Number(BigInt(a ?? 0) - BigInt(b ?? 0)) || (topicA ?? '').localeCompare(topicB ?? '');
}

function pageOf(bytes: Uint8Array, page: number): Uint8Array {
  return bytes.subarray((page - 1) * pageSize, page * pageSize);
}

describe('a ROS 2 bag in SQLite', () => {
  test('that is sound keeps every row', async () => {
    const bytes = bag();
    const { result, check, schema, metadata, topics, definitions, messages } = await repair(bytes);
    expect(check).toEqual(['ok']);
    expect(result).toMatchObject({ verdict: { code: 'ok' }, read: 200, written: 200, leftOut: 0 });
    expect(schema).toEqual([{ schema_version: 4n, ros_distro: 'jazzy' }]);
    expect(metadata).toEqual([]);
    expect(topics.map(({ name, type, offered_qos_profiles }) => [name, type, offered_qos_profiles])).toEqual([
      ['/camera', 'a/msg/Picture', expect.stringContaining('reliability: 1')],
      ['/silent', 'a/msg/Picture', expect.stringContaining('reliability: 1')],
      ['/文', 'std_msgs/msg/String', expect.stringContaining('reliability: 1')],
    ]);
    expect(definitions.map((row) => [row.topic_type, row.encoding, row.encoded_message_definition])).toEqual([
      ['a/msg/Picture', 'ros2msg', 'uint8[] data'],
      ['std_msgs/msg/String', 'ros2msg', 'string data'],
    ]);
    expect(messages.toSorted((a, b) => Number((a.timestamp as bigint) - (b.timestamp as bigint)))).toEqual(
      Array.from({ length: 200 }, (_, i) => ({
        name: i % 2 ? '/camera' : '/文',
        timestamp: startNs + BigInt(i),
        data: new Uint8Array((i * 397) % 9_000).fill(i),
      })),
    );
  });

  test.each([1, 2, 3] as const)(
    'of version %i gets no definition that it did not have',
    async (schemaVersion) => {
      const { topics, definitions, schema, messages } = await repair(bag({ schemaVersion }));
      expect(definitions).toEqual([]);
      expect(schema).toEqual([{ schema_version: 4n, ros_distro: schemaVersion === 3 ? 'humble' : '' }]);
      expect(topics.map(({ offered_qos_profiles: qos }) => qos !== '')).toEqual(
        Array(3).fill(schemaVersion >= 2),
      );
      expect(messages).toHaveLength(200);
    },
  );

  test('keeps times before 1970', async () => {
    const writer = new Db3Writer();
    const topic = writer.topic({ name: '/a', type: 'a/msg/B', definition: '' });
    for (const time of [-5n, 0n, 2n ** 62n]) writer.message(topic, time, Uint8Array.of(1));
    const { messages } = await repair(writer.end());
    expect(messages.map(({ timestamp }) => timestamp)).toEqual([-5n, 0n, 2n ** 62n]);
  });

  test('whose first page is lost has its topics all the same, after a second reading', async () => {
    const bytes = bag();
    pageOf(bytes, 1).fill(0, 100);
    const { result, check, topics, messages } = await repair(bytes);
    expect(check).toEqual(['ok']);
    expect(result.verdict.code).not.toBe('ok');
    expect(result).toMatchObject({ read: messages.length, written: messages.length });
    expect(messages).toHaveLength(200);
    expect(topics.map(({ name }) => name)).toEqual(expect.arrayContaining(['/camera', '/文']));
  });

  test('whose topics are lost says how many messages are left out', async () => {
    const bytes = bag();
    for (let page = 2; page * pageSize <= bytes.byteLength; page += 1)
      if (Buffer.from(pageOf(bytes, page)).includes('/silent')) pageOf(bytes, page).fill(0);
    const { result, check, topics, messages } = await repair(bytes);
    expect([check, topics, messages]).toEqual([['ok'], [], []]);
    expect(result).toMatchObject({ written: 0, leftOut: result.read });
    expect(result.read).toBeGreaterThan(100);
  });

  test('that ends too early, or in a message, keeps what is before', async () => {
    const bytes = bag();
    for (const end of [0.3, 0.6, 0.95].map((share) => Math.floor(bytes.byteLength * share))) {
      const cut = bytes.subarray(0, end);
      const { result, check, messages } = await repair(cut);
      const expected = await read(cut);
      expect(check).toEqual(['ok']);
      expect(messages).toHaveLength(expected.length);
      expect(result.written + result.leftOut).toBe(result.read);
    }
  });

  test('damaged anywhere is a valid bag with what can be read', async () => {
    const whole = bag({}, 60);
    for (let seed = 1; seed <= 40; seed += 1) {
      const bytes = Uint8Array.from(whole);
      // A linear congruential generator; its figures are those of Numerical Recipes.
      let state = seed;
      const random = (below: number) => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
      };
      for (let i = 0; i < 30; i += 1) bytes[100 + random(bytes.byteLength - 100)] = random(256);
      const { result, check, messages, clean } = await repair(bytes);
      expect([seed, check]).toEqual([seed, ['ok']]);
      expect(messages).toHaveLength(result.written);
      expect(result.leftOut).toBe(result.read - result.written);
      // Repaired once more it stays the same.
      expect((await repair(clean)).result).toMatchObject({
        verdict: { code: 'ok' },
        ...{ read: result.written, written: result.written },
      });
    }
  });

  test('leaves nothing beside itself while it is written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'argus-repair-'));
    try {
      writeFileSync(join(folder, 'clean.db3'), '');
      const writer = new RepairWriter(join(folder, 'clean.db3'));
      const number = writer.topic({
        ...{
          name: '/t',
          type: 'a/B',
          serializationFormat: 'cdr',
          offeredQosProfiles: '',
          typeDescriptionHash: '',
        },
        definition: undefined,
      });
      for (let i = 0; i < 1_000; i += 1) writer.message(number, startNs, new Uint8Array(10_000));
      expect(readdirSync(folder)).toEqual(['clean.db3']);
      writer.close();
      expect(readdirSync(folder)).toEqual(['clean.db3']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('is not written where there is no room, with an error of the system', async () => {
    const output = { ...openFileOutput('/dev/null'), path: '/dev/full/clean.db3' };
    const work = repairRecording(bufferSource(bag()), 'ros2db3', output, { library: 'test' });
    await expect(work).rejects.toMatchObject({ code: 'ENOENT', syscall: 'write' });
    output.close();
  });
});

const python = pythonWith('rosbags');
const title = 'rosbags and SQLite read of a repaired bag what could be read of the damaged one';

test.skipIf(!python)(python ? title : `${title} (needs Python with rosbags)`, async () => {
  const drive = Uint8Array.from(sampleRos2db3({ seconds: 10 }).subarray(0, 400_000));
  const broken = bag();
  pageOf(broken, 9).fill(0);
  for (const bytes of [drive, broken, bag({ schemaVersion: 3 })]) {
    let said = '';
    await repaired(bytes, (path) => {
      said = execFileSync(python ?? '', [at('test/oracles/ros2db3/read.py'), path]).toString();
    });
    const { check, topics, messages } = JSON.parse(said);
    const expected = await read(bytes);
    expect(check).toBe('ok');
    expect(messages.toSorted(byTime)).toEqual(expected);
    expect(topics.length).toBeGreaterThan(0);
    for (const [name, , , , count, profiles] of topics)
      expect([name, count, profiles]).toEqual([name, expected.filter(([topic]) => topic === name).length, 1]);
  }
});

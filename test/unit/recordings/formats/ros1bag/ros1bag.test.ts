import { readFileSync } from 'node:fs';
import { parse } from '@foxglove/rosmsg';
import { MessageWriter } from '@foxglove/rosmsg-serialization';
import { describe, expect, test } from 'vitest';
import type { SchemaName } from '../../../../../samples/mcap/schemas.ts';
import { BagFileWriter } from '../../../../../samples/ros1bag/bag-writer.ts';
import { md5sum } from '../../../../../samples/ros1bag/md5sum.ts';
import { ros1Definition } from '../../../../../samples/ros1bag/ros1-messages.ts';
import { sampleRos1bag } from '../../../../../samples/ros1bag/sample-ros1bag.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { oracleSamples } from '../../../../oracles/samples.ts';
import { readReal, realRecordings } from '../../../../support/recordings/real-recordings.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

interface Answer {
  counts: Record<string, number>;
  span: [string, string] | null;
  reported: (string | number)[][];
  error?: string;
}

/** Results of `rosbags` 0.11; see `test/oracles/ros1bag/ask.py`. */
const expected: Record<string, Answer> = JSON.parse(
  readFileSync(new URL('../../../../oracles/ros1bag/expected.json', import.meta.url), 'utf8'),
);

async function holdAgainst(answer: Answer, bytes: Uint8Array): Promise<void> {
  const summary = await summarise(bytes);
  expect(summary.verdict.code).toBe('ok');
  expect(countsByTopic(summary)).toEqual(answer.counts);
  const [start_ns, end_ns] = answer.span ?? [];
  expect(summary.span).toEqual(answer.span && { start_ns, end_ns, clock: 'unix' });
  for (const [name, level, text] of answer.reported) {
    if (name === 'voltage') continue;
    const inLogs = summary.logs.some((line) => line.source === name && line.text === text);
    const inCodes = summary.codes.some(({ code }) => code.startsWith(String(name)));
    // Diagnostics with level OK are not codes, and a log beyond its cap is counted.
    if (level !== 0 && summary.omitted.log_lines === 0)
      expect(`${name} ${inLogs || inCodes}`).toBe(`${name} true`);
  }
  const voltages = answer.reported.flatMap(([name, value]) => (name === 'voltage' ? [Number(value)] : []));
  if (voltages.length === 0) return;
  const metric = summary.metrics.find(({ name }) => name === 'battery_voltage');
  expect(metric?.max_milli).toBe(Math.round(Math.max(...voltages) * 1_000));
  expect(metric?.min_milli).toBe(Math.round(Math.min(...voltages) * 1_000));
}

describe('a synthetic bag', () => {
  test.each(Object.entries(oracleSamples.ros1bag))('%s is read as rosbags reads it', async (name, make) => {
    await holdAgainst(expected[name] as Answer, make());
  });

  test('without chunks is read, where rosbags finds nothing', async () => {
    const summary = await summarise(sampleRos1bag({ seconds: 10, chunkSize: 0 }));
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toEqual(expected['sample-none.bag']?.counts);
  });

  test('is read equally in pieces of any size', async () => {
    const bytes = sampleRos1bag({ seconds: 2, chunkSize: 4096 });
    const whole = await summarise(bytes);
    for (const size of [7, 1_000, 65_536]) expect(await summariseInPieces(bytes, size)).toEqual(whole);
  });

  test('reports the byte offset of each record', async () => {
    const bytes = sampleRos1bag({ seconds: 10, faults: ['error-diagnostics'] });
    const { codes } = await summarise(bytes);
    const offset = codes.find(({ source }) => source === 'diagnostics')?.first.offset ?? -1;
    // The header of the message record begins with its length, 38.
    expect(Buffer.from(bytes).readUInt32LE(offset)).toBe(38);
  });

  test('joins the connections of a topic, latched ones too', async () => {
    const writer = new BagFileWriter();
    const topic = { topic: '/map', type: 'std_msgs/UInt8', definition: 'uint8 data' };
    const ids = ['/a', '/b'].map((callerId) => writer.connection({ ...topic, callerId, latching: true }));
    for (const [index, id] of [...ids, ...ids].entries()) writer.message(id, BigInt(index), Uint8Array.of(1));
    const { topics } = await summarise(writer.end());
    expect(topics).toMatchObject([
      { name: '/map', type: 'std_msgs/UInt8', encoding: 'ros1', message_count: 4 },
    ]);
  });

  describe('with zeros before its index, as left by rewriting in place', () => {
    const bag = sampleRos1bag({ seconds: 3, chunkSize: 4096 });
    const indexPosition = Number(
      Buffer.from(bag).readBigUInt64LE(Buffer.from(bag).indexOf('index_pos=') + 10),
    );
    const gap = new Uint8Array(49);
    const withGap = Buffer.concat([bag.subarray(0, indexPosition), gap, bag.subarray(indexPosition)]);
    const at = withGap.indexOf('index_pos=') + 10;
    withGap.writeBigUInt64LE(BigInt(indexPosition + gap.byteLength), at);

    test('is intact', async () => {
      const { verdict, message_count } = await summarise(withGap);
      expect(verdict.code).toBe('ok');
      expect(message_count).toBe((await summarise(bag)).message_count);
    });

    test('is not intact if there is anything else or the index begins elsewhere', async () => {
      const other = Buffer.from(withGap);
      other[indexPosition + 20] = 1;
      expect((await summarise(other)).verdict).toMatchObject({ code: 'corrupt', offset: indexPosition });
      const elsewhere = Buffer.from(withGap);
      elsewhere.writeBigUInt64LE(BigInt(indexPosition), at);
      expect((await summarise(elsewhere)).verdict.code).toBe('corrupt');
    });

    test('is not intact if the zeros replaced a chunk', async () => {
      const lastChunk = bag.lastIndexOf(5, indexPosition);
      const start = Buffer.from(bag).lastIndexOf('compression=', lastChunk) - 8;
      const { verdict } = await summarise(Buffer.from(bag).fill(0, start, indexPosition));
      expect(verdict.code).toBe('corrupt');
    });
  });

  test('is recognised by its first bytes, even an old version that cannot be read', () => {
    expect(detectFormat(sampleRos1bag({ seconds: 1 })).reader?.format).toBe('ros1bag');
    expect(detectFormat(Buffer.from('#ROSBAG V1.2\n'))).toMatchObject({
      other: { looksLike: expect.stringContaining('ROS') },
    });
  });
});

describe.skipIf(!realRecordings)('a real bag', () => {
  const read = Object.entries(expected).filter(
    ([name, { error }]) => !error && !(name in oracleSamples.ros1bag),
  );

  test.each(read)('%s is read as rosbags reads it', async (name, answer) => {
    await holdAgainst(answer, readReal(`ros1bag/${name}`));
  });

  test('that rosbags refuses because it is truncated yields the available part', async () => {
    expect(expected['test_truncated.bag']?.error).toBeDefined();
    const { verdict, message_count } = await summarise(readReal('ros1bag/test_truncated.bag'));
    expect(verdict).toMatchObject({ code: 'truncated', offset: 5892, salvaged_messages: 3 });
    expect(message_count).toBe(3);
  });
});

describe('a connection without a definition', () => {
  const definition = ros1Definition('diagnostic_msgs/msg/DiagnosticArray');
  const type = 'diagnostic_msgs/DiagnosticArray';
  const sum = '60810da900de1dd6ddd437c3503511da';
  const message = new MessageWriter(parse(definition, { ros2: false })).writeMessage({
    header: { seq: 1, stamp: { sec: 1_700_000_000, nsec: 0 }, frame_id: '' },
    status: [{ level: 2, name: 'motor', message: 'hot', hardware_id: 'hw', values: [] }],
  });

  async function codesOf(connection: { definition: string; md5sum: string }): Promise<string[]> {
    const bag = new BagFileWriter();
    const id = bag.connection({ topic: '/diagnostics', type, ...connection });
    for (let i = 0n; i < 3n; i += 1n) bag.message(id, 1_700_000_000_000_000_000n + i, message);
    const { codes, verdict } = await summarise(bag.end());
    expect(verdict.code).toBe('ok');
    return codes.map(({ code, count }) => `${code} ×${count}`);
  }

  test.each([
    ['with the sum of the standard type', { definition: '', md5sum: sum }],
    ['with any sum', { definition: '', md5sum: '*' }],
    ['of blanks', { definition: ' \n', md5sum: sum }],
  ])('is read as the standard one, %s', async (_, connection) => {
    expect(await codesOf(connection)).toEqual(['motor: hot ×3']);
  });

  test('is only counted if the sum belongs to another version of the type', async () => {
    expect(await codesOf({ definition: '', md5sum: 'f'.repeat(32) })).toEqual([]);
  });
});

test('the sums of the types in a synthetic bag are those of ROS', () => {
  const sumOf = (name: SchemaName) => md5sum(ros1Definition(name));
  expect(sumOf('diagnostic_msgs/msg/DiagnosticArray')).toBe('60810da900de1dd6ddd437c3503511da');
  expect(sumOf('rcl_interfaces/msg/Log')).toBe('acffd30cd6b6de30f120938c17c593fb');
  expect(sumOf('sensor_msgs/msg/Imu')).toBe('6a62c6daae103f4ff57a132d6f95cec2');
});

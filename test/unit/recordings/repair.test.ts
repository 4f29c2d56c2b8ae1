import { McapWriter } from '@mcap/core';
import { describe, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { sampleMdf4 } from '../../../samples/mdf4/sample-mdf4.ts';
import { sampleRos1bag } from '../../../samples/ros1bag/sample-ros1bag.ts';
import { sampleRos2db3 } from '../../../samples/ros2db3/sample-ros2db3.ts';
import { sampleUlog } from '../../../samples/ulog/sample-ulog.ts';
import { bufferSource } from '../../../src/recordings/bytes/byte-source.ts';
import { repairOf } from '../../../src/recordings/repair/repair.ts';
import { ros1Md5 } from '../../../src/recordings/repair/ros1-md5.ts';
import { readIndexed, readRecords } from '../../support/recordings/read-mcap.ts';
import { repaired } from '../../support/recordings/repaired.ts';
import { countsByTopic, summarise } from '../../support/recordings/summarise.ts';

/** Zeros in the middle, and a missing end. */
function damaged(whole: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(whole.subarray(0, Math.floor(whole.byteLength * 0.9)));
  return bytes.fill(0, bytes.byteLength / 2, bytes.byteLength / 2 + 300);
}

const formats: [string, () => Uint8Array][] = [
  ['mcap', () => sampleMcap({ seconds: 20, chunkSize: 65_536 })],
  ['ros1bag', () => sampleRos1bag({ seconds: 20, chunkSize: 65_536 })],
  ['mdf4', () => sampleMdf4({ seconds: 20 }).bytes],
  ['ulog', () => sampleUlog({ seconds: 20 })],
  ['ros2db3', () => sampleRos2db3({ seconds: 20 })],
];

describe('a damaged recording', () => {
  test.each(formats)('%s: is whole afterwards, with all that could be read', async (format, make) => {
    const broken = damaged(make());
    const before = await summarise(broken);
    const { result, bytes } = await repaired(broken);
    const after = await summarise(bytes);
    expect(before.verdict.code).not.toBe('ok');
    expect(before.message_count).toBeGreaterThan(0);
    expect(after.verdict.code).toBe('ok');
    expect(after.format).toBe(format);
    expect(countsByTopic(after)).toEqual(countsByTopic(before));
    expect(after.metrics.map(({ name, source, count }) => [name, source, count])).toEqual(
      before.metrics.map(({ name, source, count }) => [name, source, count]),
    );
    expect(result).toMatchObject({ format, leftOut: 0, read: before.message_count, verdict: before.verdict });
  });

  test('a sound ULog stays as it is, byte by byte', async () => {
    const bytes = sampleUlog({ seconds: 5 });
    expect((await repaired(bytes)).bytes).toEqual(Uint8Array.from(bytes));
  });

  test('messages of an MCAP keep bytes, schema and time', async () => {
    const bytes = sampleMcap({ seconds: 5 });
    expect((await readIndexed((await repaired(bytes)).bytes)).messages).toEqual(
      (await readIndexed(bytes)).messages,
    );
  });

  test('an MCAP keeps sequence numbers, publish times, attachments and metadata', async () => {
    const whole = await writtenMcap();
    // Without its end, as after a power cut.
    const { result, bytes } = await repaired(whole.subarray(0, whole.lastIndexOf(0x0f)));
    expect(result).toMatchObject({ read: 3, written: 3, leftOut: 0, attachments: 0 });
    expect(kept(bytes)).toEqual(kept(whole));
    expect(kept(bytes)).toMatchObject([
      { type: 'Header', profile: 'ros2' },
      { type: 'Channel', topic: '/imu', metadata: new Map([['offered_qos_profiles', 'keep last']]) },
      { type: 'Message', sequence: 41, logTime: 1_000n, publishTime: 900n },
      { type: 'Message', sequence: 42 },
      { type: 'Message', sequence: 43 },
      { type: 'Attachment', name: 'calibration.yaml', logTime: 5n, createTime: 4n },
      { type: 'Metadata', name: 'drive', metadata: new Map([['driver', 'A']]) },
    ]);
  });

  test('of another format cannot be written', async () => {
    const table = Buffer.from('time,speed\n0.1,3\n0.2,4\n0.3,5\n');
    expect(await repairOf(bufferSource(table))).toEqual({ format: 'csv', ending: undefined });
  });
});

describe('the sum of a ROS 1 definition', () => {
  const line = '='.repeat(80);

  // As rosbags of ROS have them (`rosmsg md5`).
  test('of constants, comments, Header and another name for a type', () => {
    const log = [
      'byte DEBUG=1 #debug level',
      'byte INFO=2  #general level',
      'byte WARN=4  #warning level',
      'byte ERROR=8 #error level',
      'byte FATAL=16 #fatal/critical level',
      'Header header',
      'byte level',
      'string name # name of the node',
      'string msg # message ',
      'string file # file the message came from',
      'string function # function the message came from',
      'uint32 line # line the message came from',
      'string[] topics # topic names that the node publishes',
      '',
      line,
      'MSG: std_msgs/Header',
      '# Standard metadata',
      'uint32 seq',
      'time stamp',
      'string frame_id',
    ].join('\n');
    expect(ros1Md5('rosgraph_msgs/Log', log)).toBe('acffd30cd6b6de30f120938c17c593fb');
    expect(ros1Md5('std_msgs/String', 'string data')).toBe('992ce8a1687cec8c8bd883ec73ca41d1');
  });

  test('of a definition that lacks one that it uses', () => {
    expect(ros1Md5('a/B', 'c/D inside')).toBe('*');
  });
});

/** As the format's own library writes it. */
async function writtenMcap(): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0n;
  const writer = new McapWriter({
    writable: {
      position: () => size,
      async write(bytes) {
        parts.push(Uint8Array.from(bytes));
        size += BigInt(bytes.byteLength);
      },
    },
    useChunks: false,
  });
  await writer.start({ profile: 'ros2', library: 'test' });
  const schemaId = await writer.registerSchema({
    name: 'a/B',
    encoding: 'ros2msg',
    data: Buffer.from('int8 x'),
  });
  const metadata = new Map([['offered_qos_profiles', 'keep last']]);
  const channelId = await writer.registerChannel({
    schemaId,
    topic: '/imu',
    messageEncoding: 'cdr',
    metadata,
  });
  for (let i = 0; i < 3; i += 1) {
    const logTime = 1_000n + BigInt(i);
    const data = Uint8Array.of(0, 1, 0, 0, i);
    await writer.addMessage({ channelId, sequence: 41 + i, logTime, publishTime: logTime - 100n, data });
  }
  const data = Buffer.from('focal: 1');
  await writer.addAttachment({
    name: 'calibration.yaml',
    mediaType: 'text/yaml',
    logTime: 5n,
    createTime: 4n,
    data,
  });
  await writer.addMetadata({ name: 'drive', metadata: new Map([['driver', 'A']]) });
  await writer.end();
  return Buffer.concat(parts);
}

/** What a recording says, whatever its identifiers, chunks and indexes. */
function kept(bytes: Uint8Array): unknown[] {
  const seen = new Set<string>();
  return readRecords(bytes).flatMap((record) => {
    if (!['Header', 'Channel', 'Message', 'Attachment', 'Metadata'].includes(record.type)) return [];
    const {
      id: _id,
      schemaId: _schema,
      channelId: _channel,
      library: _library,
      ...rest
    } = record as never as Record<string, unknown>;
    // Channels are repeated in the summary.
    const key = record.type === 'Channel' ? record.topic : '';
    if (key !== '' && seen.has(key)) return [];
    seen.add(key);
    return [rest];
  });
}

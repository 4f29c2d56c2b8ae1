import { describe, expect, test } from 'vitest';
import { sampleCandump } from '../../../../samples/candump/sample-candump.ts';
import { sampleCanlog } from '../../../../samples/canlog/sample-canlog.ts';
import { sampleCsv } from '../../../../samples/csv/sample-csv.ts';
import { sampleCyber } from '../../../../samples/cyber/sample-cyber.ts';
import { sampleDataflash } from '../../../../samples/dataflash/sample-dataflash.ts';
import { sampleDbc } from '../../../../samples/dbc/sample-dbc.ts';
import { sampleJsonl } from '../../../../samples/jsonl/sample-jsonl.ts';
import { sampleJsonMcap } from '../../../../samples/mcap/sample-json-mcap.ts';
import { sampleMcap } from '../../../../samples/mcap/sample-mcap.ts';
import { sampleNmea } from '../../../../samples/nmea/sample-nmea.ts';
import { sampleParquet } from '../../../../samples/parquet/sample-parquet.ts';
import { sampleRos1bag } from '../../../../samples/ros1bag/sample-ros1bag.ts';
import { sampleRos2db3 } from '../../../../samples/ros2db3/sample-ros2db3.ts';
import { sampleTlog } from '../../../../samples/tlog/sample-tlog.ts';
import { sampleUlog } from '../../../../samples/ulog/sample-ulog.ts';
import { bufferSource } from '../../../../src/recordings/bytes/byte-source.ts';
import { openDatabase } from '../../../../src/recordings/meaning/dbc/open-database.ts';
import type { MessageChannel, MessageSink } from '../../../../src/recordings/messages/message-sink.ts';
import { summariseFile } from '../../../../src/recordings/summarise-file.ts';

const seconds = 10;

/** Formats in which each message is handed over as it is counted. */
const samples: [name: string, bytes: Uint8Array][] = [
  ['MCAP', sampleMcap({ seconds })],
  ['MCAP of JSON', sampleJsonMcap({ seconds })],
  ['ROS 1 bag', sampleRos1bag({ seconds })],
  ['ROS 2 bag in SQLite', sampleRos2db3({ seconds })],
  ['ULog', sampleUlog({ seconds })],
  ['DataFlash', sampleDataflash({ seconds })],
  ['Cyber', sampleCyber({ seconds })],
  ['candump', sampleCandump({ seconds })],
  ['CAN log', sampleCanlog({ seconds })],
  ['NMEA 0183', sampleNmea({ seconds })],
  ['CSV', sampleCsv({ seconds })],
  ['JSON lines', sampleJsonl({ seconds })],
];

interface Received {
  channels: MessageChannel[];
  messages: number;
  fields: Map<string, unknown>;
  summary: Awaited<ReturnType<typeof summariseFile>>;
}

async function receive(bytes: Uint8Array, withDatabase = false): Promise<Received> {
  const received = { channels: [] as MessageChannel[], messages: 0, fields: new Map<string, unknown>() };
  const messages: MessageSink = {
    channel(channel) {
      received.channels.push(channel);
      return {
        message(_timeNs, _offset, _data, fields) {
          if (channel.within === undefined) received.messages += 1;
          const found = fields();
          if (found) received.fields.set(channel.topic, found);
        },
      };
    },
  };
  const databases = withDatabase ? [openDatabase('vehicle.dbc', sampleDbc())] : [];
  const summary = await summariseFile(bufferSource(bytes), { messages, databases });
  return { ...received, summary };
}

describe('every message is handed over as often as it is counted', () => {
  test.each(samples)('%s', async (_, bytes) => {
    const { messages, summary, channels } = await receive(bytes);
    expect(messages).toBe(summary.message_count);
    const topics = new Set(channels.filter(({ within }) => within === undefined).map(({ topic }) => topic));
    expect([...topics].toSorted()).toEqual(summary.topics.map(({ name }) => name).toSorted());
  });

  test.each(samples)('%s: the summary is the same without anybody who wants them', async (_, bytes) => {
    const { summary } = await receive(bytes);
    expect(await summariseFile(bufferSource(bytes))).toEqual(summary);
  });
});

test('fields are decoded by the schema of the container', async () => {
  const { fields, summary } = await receive(sampleRos2db3({ seconds }));
  expect(fields.size).toBe(summary.topics.length);
});

test('frames have the signals of the databases', async () => {
  const { channels, fields } = await receive(sampleCandump({ seconds }), true);
  const named = channels.filter(({ fields: listed }) => listed !== undefined);
  expect(named.length).toBeGreaterThan(0);
  const [channel] = named;
  const names = channel?.fields?.().map(({ name }) => name) ?? [];
  expect(names).toEqual(expect.arrayContaining(Object.keys(fields.get(channel?.topic ?? '') as object)));
});

test('the fields of telemetry are those that Argus knows', async () => {
  const { fields } = await receive(sampleTlog({ seconds }));
  expect([...fields].find(([topic]) => topic.startsWith('ATTITUDE'))?.[1]).toMatchObject({
    roll: expect.any(Number),
  });
});

test('the columns of Parquet come value by value', async () => {
  const bytes = sampleParquet({ seconds });
  const values: number[] = [];
  await summariseFile(bufferSource(bytes), {
    messages: {
      channel: () => ({
        message: (_time, _offset, _data, fields) =>
          values.push(...(Object.values(fields() ?? {}) as number[])),
      }),
    },
  });
  expect(values.length).toBeGreaterThan(100);
  expect(values.every((value) => typeof value === 'number')).toBe(true);
});

test('a channel that nobody wants costs no decoding', async () => {
  const bytes = sampleMcap({ seconds });
  const summary = await summariseFile(bufferSource(bytes), { messages: { channel: () => undefined } });
  expect(summary).toEqual(await summariseFile(bufferSource(bytes)));
});

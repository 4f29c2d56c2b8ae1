import { parse } from '@foxglove/rosmsg';
import { MessageWriter as Ros1Writer } from '@foxglove/rosmsg-serialization';
import { MessageWriter as Ros2Writer } from '@foxglove/rosmsg2-serialization';
import fc from 'fast-check';
import {
  type Compression,
  McapFileWriter,
  type McapWriterOptions,
} from '../../../../samples/mcap/mcap-writer.ts';
import { BagFileWriter } from '../../../../samples/ros1bag/bag-writer.ts';
import { Db3Writer } from '../../../../samples/ros2db3/db3-writer.ts';
import { compressBzip2 } from '../../../support/recordings/bzip2-compress.ts';
import { compressLz4 } from '../../../support/recordings/lz4-compress.ts';
import type { RandomFile, RandomFormat } from '../random-format.ts';
import { type RosRecording, rosDefinition, rosRecordings } from './ros-messages.ts';

const chunkSizes = [0, 200, 4_096, 1_000_000];

const mcapOptions = fc.record({
  compression: fc.constantFrom<Compression>('none', 'zstd', { name: 'lz4', compress: compressLz4 }),
  chunkSize: fc.constantFrom(...chunkSizes),
  dataCrc: fc.boolean(),
  hasMetadata: fc.boolean(),
});

type Mcap = [RosRecording, McapWriterOptions & { hasMetadata: boolean }];

function mcapOf(
  [{ topics, messages }, { hasMetadata, ...options }]: Mcap,
  open: (writer: McapFileWriter, topic: RosRecording['topics'][number]) => Channel,
): RandomFile {
  const writer = new McapFileWriter({ profile: 'ros2', library: 'random' }, options);
  if (hasMetadata) writer.metadata('robot', { name: 'random' });
  const channels = topics.map((topic) => open(writer, topic));
  for (const { topic, timeNs, value } of messages) {
    const { id, encode } = channels[topic] as Channel;
    writer.message(id, timeNs, encode(value));
  }
  return { bytes: writer.end(), extension: '.mcap' };
}

interface Channel {
  id: number;
  encode(value: object): Uint8Array;
}

const mcaps = fc.tuple(rosRecordings(), mcapOptions);

const json = (value: object) =>
  Buffer.from(JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? Number(each) : each)));

const bagCompressions = [
  'none' as const,
  { name: 'lz4' as const, compress: compressLz4 },
  { name: 'bz2' as const, compress: compressBzip2 },
];

export const bagFormats: readonly RandomFormat[] = [
  {
    name: 'mcap-ros2',
    reader: 'mcap 1.6.0 and mcap-ros2-support 0.6.0',
    script: 'mcap_file.py',
    files: mcaps.map((content) =>
      mcapOf(content, (writer, { name, type }) => {
        const definition = rosDefinition(type);
        const ros2 = new Ros2Writer(parse(definition, { ros2: true }));
        const schema = { name: type.name, encoding: 'ros2msg', data: Buffer.from(definition) };
        return { id: writer.channel(name, 'cdr', schema), encode: (value) => ros2.writeMessage(value) };
      }),
    ),
    hasBytes: true,
    hasValues: true,
  },
  {
    name: 'mcap-json',
    reader: 'mcap 1.6.0',
    script: 'mcap_file.py',
    files: mcaps.map((content) =>
      mcapOf(content, (writer, { name, type }) => {
        const schema = { name: type.name, encoding: 'jsonschema', data: Buffer.from('{}') };
        return { id: writer.channel(name, 'json', schema), encode: json };
      }),
    ),
    hasBytes: true,
    hasValues: true,
  },
  {
    name: 'ros1bag',
    reader: 'rosbags 0.11.9',
    script: 'bags.py',
    files: fc
      .tuple(rosRecordings(), fc.constantFrom(...bagCompressions), fc.constantFrom(...chunkSizes.slice(1)))
      .map(([{ topics, messages }, compression, chunkSize]): RandomFile => {
        const bag = new BagFileWriter({ compression, chunkSize });
        const channels = topics.map(({ name, type }): Channel => {
          const definition = rosDefinition(type);
          const ros1 = new Ros1Writer(parse(definition));
          const id = bag.connection({ topic: name, type: type.name.replace('/msg/', '/'), definition });
          return { id, encode: (value) => ros1.writeMessage(value) };
        });
        for (const { topic, timeNs, value } of messages) {
          const { id, encode } = channels[topic] as Channel;
          bag.message(id, timeNs, encode(value));
        }
        return { bytes: bag.end(), extension: '.bag' };
      }),
    hasBytes: true,
    hasValues: true,
  },
  {
    name: 'ros2db3',
    reader: 'rosbags 0.11.9',
    script: 'bags.py',
    files: fc
      .tuple(
        rosRecordings(),
        fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
        fc.constantFrom(512, 1_024, 4_096, 65_536),
        fc.constantFrom(
          '',
          'PRAGMA auto_vacuum=FULL',
          "PRAGMA encoding='UTF-16le'",
          "PRAGMA encoding='UTF-16be'",
        ),
        fc.constantFrom('', 'VACUUM', 'ANALYZE'),
      )
      .map(([{ topics, messages }, schemaVersion, pageSize, prepare, finish]): RandomFile => {
        const bag = new Db3Writer({ schemaVersion, pageSize, prepare, finish });
        const channels = topics.map(({ name, type }): Channel => {
          const definition = rosDefinition(type);
          const ros2 = new Ros2Writer(parse(definition, { ros2: true }));
          return {
            id: bag.topic({ name, type: type.name, definition }),
            encode: (value) => ros2.writeMessage(value),
          };
        });
        for (const { topic, timeNs, value } of messages) {
          const { id, encode } = channels[topic] as Channel;
          bag.message(id, timeNs, encode(value));
        }
        return { bytes: bag.end(), extension: '.db3' };
      }),
    hasBytes: true,
  },
];

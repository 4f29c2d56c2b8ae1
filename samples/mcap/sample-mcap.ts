import { parse } from '@foxglove/rosmsg';
import { MessageWriter } from '@foxglove/rosmsg2-serialization';
import { driveMessages } from '../drive-messages.ts';
import type { SampleOptions } from '../sample-options.ts';
import { McapFileWriter, type McapWriterOptions } from './mcap-writer.ts';
import { type SchemaName, schemas } from './schemas.ts';

/** A ROS 2 recording of the test car's main computer, as rosbag2 would write it. */
export function sampleMcap(options: SampleOptions & McapWriterOptions = {}): Uint8Array {
  const file = new McapFileWriter({ profile: 'ros2', library: 'argus samples' }, options);
  file.metadata('rosbag2', {
    serialized_metadata: 'rosbag2_bagfile_information:\n  version: 9\n  ros_distro: jazzy\n',
  });
  const messages = driveMessages(options, ({ name, schema }) => ({
    channelId: file.channel(name, 'cdr', {
      name: schema,
      encoding: 'ros2msg',
      data: Buffer.from(schemas[schema]),
    }),
    writer: cdrWriter(schema),
    undecodable: name === '/diagnostics' && options.faults?.includes('undecodable'),
  }));
  for (const { target, logTime, index, message } of messages) {
    const bytes = target.writer.writeMessage(message);
    const cut = target.undecodable && index >= firstUndecodable;
    file.message(target.channelId, logTime, cut ? bytes.subarray(0, bytes.byteLength / 2) : bytes);
  }
  return file.end();
}

/** With the fault `undecodable`, diagnostics from this one on do not fit their schema. */
const firstUndecodable = 30;

const writers = new Map<SchemaName, MessageWriter>();

export function cdrWriter(name: SchemaName): MessageWriter {
  const writer = writers.get(name) ?? new MessageWriter(parse(schemas[name], { ros2: true }));
  writers.set(name, writer);
  return writer;
}

import { parse } from '@foxglove/rosmsg';
import { MessageWriter } from '@foxglove/rosmsg-serialization';
import { driveMessages } from '../drive-messages.ts';
import type { SampleOptions } from '../sample-options.ts';
import { BagFileWriter, type BagWriterOptions, type WrittenChunk } from './bag-writer.ts';
import { ros1Definition, ros1Message, ros1Type } from './ros1-messages.ts';

/** A ROS 1 recording of the test car's main computer, as `rosbag record` would write it. */
export function sampleRos1bag(options: SampleOptions & BagWriterOptions = {}): Uint8Array {
  return recordRos1bag(options).bytes;
}

/** The same, with the place of each chunk. */
export function recordRos1bag(options: SampleOptions & BagWriterOptions = {}): {
  bytes: Uint8Array;
  chunks: WrittenChunk[];
} {
  const file = new BagFileWriter(options);
  const messages = driveMessages(options, ({ name, schema }) => {
    const definition = ros1Definition(schema);
    const id = file.connection({ topic: name, type: ros1Type(schema), definition });
    return { id, schema, writer: new MessageWriter(parse(definition, { ros2: false })) };
  });
  for (const { target, logTime, index, message } of messages) {
    const data = target.writer.writeMessage(ros1Message(target.schema, message, index));
    file.message(target.id, logTime, data);
  }
  return { bytes: file.end(), chunks: file.chunks };
}

import { driveMessages } from '../drive-messages.ts';
import { cdrWriter } from '../mcap/sample-mcap.ts';
import { schemas } from '../mcap/schemas.ts';
import type { SampleOptions } from '../sample-options.ts';
import { Db3Writer, type Db3WriterOptions } from './db3-writer.ts';

/** A ROS 2 recording of the test car's main computer, as rosbag2 wrote it before MCAP became its default storage. */
export function sampleRos2db3(options: SampleOptions & Db3WriterOptions = {}): Uint8Array {
  const file = new Db3Writer(options);
  const messages = driveMessages(options, ({ name, schema }) => ({
    topic: file.topic({ name, type: schema, definition: schemas[schema] }),
    writer: cdrWriter(schema),
  }));
  for (const { target, logTime, message } of messages)
    file.message(target.topic, logTime, target.writer.writeMessage(message));
  return file.end();
}

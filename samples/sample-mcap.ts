import { parse } from '@foxglove/rosmsg';
import { MessageWriter } from '@foxglove/rosmsg2-serialization';
import { cameraTopic } from './mcap/camera.ts';
import { diagnosticTopics } from './mcap/diagnostics.ts';
import { McapFileWriter, type McapWriterOptions } from './mcap/mcap-writer.ts';
import { ros2Topics } from './mcap/ros2-messages.ts';
import { type SchemaName, schemas } from './mcap/schemas.ts';
import { logTimeOf, stampOf } from './mcap/times.ts';
import { resolveOptions, type SampleOptions } from './sample-options.ts';
import { ticksOf } from './schedule.ts';
import { createVehicle } from './vehicle.ts';

/** A ROS 2 recording of the test car's main computer, as rosbag2 would write it. */
export function sampleMcap(options: SampleOptions & McapWriterOptions = {}): Uint8Array {
  const resolved = resolveOptions(options);
  const vehicle = createVehicle(resolved.seed, resolved.faults);
  const file = new McapFileWriter({ profile: 'ros2', library: 'argus samples' }, options);
  file.metadata('rosbag2', {
    serialized_metadata: 'rosbag2_bagfile_information:\n  version: 9\n  ros_distro: jazzy\n',
  });

  const topics = [...ros2Topics, ...diagnosticTopics, ...cameraTopic(resolved.bytes, resolved.seconds)];
  const scheduled = topics.map((topic, index) => {
    const schema = { name: topic.schema, encoding: 'ros2msg', data: Buffer.from(schemas[topic.schema]) };
    const channelId = file.channel(topic.name, 'cdr', schema);
    const payload = { topic, channelId, writer: writerFor(topic.schema) };
    return { hertz: topic.hertz, phase: (index + 1) / (topics.length + 1), payload };
  });
  for (const { at, index, payload } of ticksOf(scheduled, resolved.seconds)) {
    const logTime = logTimeOf(at, resolved, vehicle);
    const seconds = resolved.driveOffsetSeconds + at;
    const share = at / resolved.seconds;
    const state = vehicle.at({ seconds, file: share, drive: seconds / resolved.driveSeconds });
    const message = payload.topic.message({ state, vehicle, file: share, index, stamp: stampOf(logTime) });
    if (message) file.message(payload.channelId, logTime, payload.writer.writeMessage(message));
  }
  return file.end();
}

const writers = new Map<SchemaName, MessageWriter>();

function writerFor(name: SchemaName): MessageWriter {
  const writer = writers.get(name) ?? new MessageWriter(parse(schemas[name], { ros2: true }));
  writers.set(name, writer);
  return writer;
}

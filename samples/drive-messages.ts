import { cameraTopic } from './mcap/camera.ts';
import { diagnosticTopics } from './mcap/diagnostics.ts';
import { ros2Topics, type SampleTopic } from './mcap/ros2-messages.ts';
import { logTimeOf, stampOf } from './mcap/times.ts';
import { resolveOptions, type SampleOptions } from './sample-options.ts';
import { ticksOf } from './schedule.ts';
import { createVehicle } from './vehicle.ts';

export interface DriveMessage<T> {
  target: T;
  /** Nanoseconds since 1970. */
  logTime: bigint;
  /** How many of its topic came before. */
  index: number;
  message: object;
}

/** What the test car's main computer publishes, in the order of its times; `open` is asked once for each topic. */
export function* driveMessages<T>(
  options: SampleOptions,
  open: (topic: SampleTopic) => T,
): Generator<DriveMessage<T>> {
  const resolved = resolveOptions(options);
  const vehicle = createVehicle(resolved.seed, resolved.faults);
  const topics = [...ros2Topics, ...diagnosticTopics, ...cameraTopic(resolved.bytes, resolved.seconds)];
  const scheduled = topics.map((topic, index) => {
    const payload = { topic, target: open(topic) };
    return { hertz: topic.hertz, phase: (index + 1) / (topics.length + 1), payload };
  });
  for (const { at, index, payload } of ticksOf(scheduled, resolved.seconds)) {
    const logTime = logTimeOf(at, resolved, vehicle);
    const seconds = resolved.driveOffsetSeconds + at;
    const share = at / resolved.seconds;
    const state = vehicle.at({ seconds, file: share, drive: seconds / resolved.driveSeconds });
    const message = payload.topic.message({ state, vehicle, file: share, index, stamp: stampOf(logTime) });
    if (message) yield { target: payload.target, logTime, index, message };
  }
}

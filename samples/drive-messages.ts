import { cameraTopic } from './mcap/camera.ts';
import { diagnosticTopics } from './mcap/diagnostics.ts';
import { odometryTopic } from './mcap/odometry.ts';
import { ros2Topics, type SampleTopic } from './mcap/ros2-messages.ts';
import { logTimeOf, stampOf } from './mcap/times.ts';
import { resolveOptions, type SampleOptions } from './sample-options.ts';
import { ticksOf } from './schedule.ts';
import { createVehicle, type Vehicle } from './vehicle.ts';

export interface DriveMessage<T> {
  target: T;
  /** Nanoseconds since 1970. */
  logTime: bigint;
  /** Number of earlier messages of its topic. */
  index: number;
  message: object;
}

/** The messages of the test car's main computer, in order of time; `open` is called once for each topic. */
export function* driveMessages<T>(
  options: SampleOptions,
  open: (topic: SampleTopic) => T,
): Generator<DriveMessage<T>> {
  const resolved = resolveOptions(options);
  const vehicle = createVehicle(resolved.seed, resolved.faults);
  const usual = [
    ...ros2Topics,
    ...diagnosticTopics,
    ...cameraTopic(resolved.bytes, resolved.seconds),
    ...odometryTopic(resolved.faults),
  ];
  const recorded = usual.filter(({ name }) => options.topics?.includes(name) ?? true);
  const topics = recorded.map((topic) => ({ ...topic, hertz: options.hertz?.[topic.name] ?? topic.hertz }));
  const targets = new Map<string, T>();
  const scheduled = topics.map((topic, index) => {
    const target = targets.get(topic.name) ?? open(topic);
    targets.set(topic.name, target);
    const phase = topic.phase ?? (index + 1) / (topics.length + 1);
    return { hertz: topic.hertz, phase, payload: { topic, target } };
  });
  for (const { at, index, payload } of ticksOf(scheduled, resolved.seconds)) {
    const { hertz } = payload.topic;
    const seconds = resolved.driveOffsetSeconds + at;
    const share = at / resolved.seconds;
    const drive = seconds / resolved.driveSeconds;
    if (isLost(vehicle, share, index, hertz)) continue;
    const late = delayOf(vehicle, hertz) - agoOf(vehicle, share, index, hertz);
    const logTime = logTimeOf(at + late, resolved, vehicle);
    const state = vehicle.at({ seconds, file: share, drive });
    const moment = { state, vehicle, file: share, drive, seconds, index, stamp: stampOf(logTime) };
    const message = payload.topic.message(moment);
    if (message) yield { target: payload.target, logTime, index, message };
  }
}

/** A recorder that pauses, or a link that drops five of fifty messages in a row. */
function isLost(vehicle: Vehicle, share: number, index: number, hertz: number): boolean {
  if (vehicle.has('recording-pause') && share > 0.4 && share < 0.5) return true;
  return vehicle.has('topic-gaps') && hertz >= fast && index % 50 >= 45;
}

/** Seconds by which a message is late. */
function delayOf(vehicle: Vehicle, hertz: number): number {
  return vehicle.has('topic-jitter') && hertz >= fast ? (0.98 * vehicle.random.next()) / hertz : 0;
}

/** Seconds by which a message has an earlier time than the previous one, as if it had been buffered on its way. */
function agoOf(vehicle: Vehicle, share: number, index: number, hertz: number): number {
  const late = vehicle.has('late-messages') && share > 0.5 && hertz >= fast && index % 20 === 19;
  return late ? 1.5 / hertz : 0;
}

/** From this rate in hertz on, a topic is affected by a poor link or a busy computer. */
const fast = 10;

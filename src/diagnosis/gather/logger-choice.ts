import type { Nanoseconds, TopicSummary } from '../../recordings/summary/file-summary.ts';
import { restingTogether } from './bus-rest.ts';
import { vehicleHeartbeat } from './senders.ts';
import type { Silence } from './silence.ts';

/**
 * Logs of flight controllers, and what one link brings of them: a single program decides what is in them, by mode,
 * arming and the rates asked for.
 */
const ofOneLogger = new Set(['dataflash', 'tlog', 'ulog']);
/** Ground stations count a link as lost after 3.5 s without a heartbeat (QGroundControl): telemetry hesitates. */
const linkLostNs = 3_500_000_000;
/** ArduPilot goes on logging for 15 s after it is disarmed (HAL_LOGGER_ARM_PERSIST), though not all messages. */
const persistsNs = 15_000_000_000;

/** How long all topics have to be silent for a pause; `usual` is that of recorders. */
export function shortestPauseOf(format: string, usual: number): number {
  return format === 'tlog' ? linkLostNs : usual;
}

/**
 * Topics whose silence the logger chose: shared by many others, after a first message alone (it had no rate to lose), in
 * the last seconds of a log that is about to be closed, or telemetry at rates that ground stations ask for, of which
 * only the vehicle's heartbeats come unasked.
 */
export function chosenByLogger(
  format: string,
  regular: readonly TopicSummary[],
  silences: ReadonlyMap<TopicSummary, Silence>,
): TopicSummary[] {
  if (!ofOneLogger.has(format)) return [];
  const single = [...silences].filter(([topic, { kind, start_ns, length_ns }]) => {
    if (format === 'tlog' && !vehicleHeartbeat.test(topic.name)) return true;
    if (start_ns === topic.first_ns) return true;
    return format === 'dataflash' && kind === 'end' && length_ns <= persistsNs;
  });
  const topics = [...new Set([...regular, ...silences.keys()])];
  return [...restingTogether(topics, silences), ...single.map(([topic]) => topic)];
}

/** Whether a logger wrote messages in a pause, of the same sender if the topics name it: then it did not pause. */
export function loggerWentOn(
  format: string,
  topics: readonly TopicSummary[],
  pause: { start_ns: Nanoseconds; length_ns: number },
): boolean {
  if (!ofOneLogger.has(format)) return false;
  const start = BigInt(pause.start_ns);
  const end = start + BigInt(Math.round(pause.length_ns));
  const senders = Map.groupBy(topics, ({ name }) => / (\d+\/\d+)$/.exec(name)?.[1] ?? '');
  const most = [...senders.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
  return most.some(
    ({ first_ns, last_ns, max_gap_ns }) =>
      BigInt(first_ns) <= start && BigInt(last_ns) >= end && max_gap_ns < pause.length_ns,
  );
}

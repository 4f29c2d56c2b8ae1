import type { CounterSummary } from '../../summary/file-summary.ts';
import type { NamedSignals, SignalTopic } from '../can/named-signals.ts';
import { CounterCheck } from '../can/protection/counter-check.ts';
import type { MessageDefinition, SignalDefinition } from './can-database.ts';
import { countersOf } from './find-counter.ts';
import { createFrameDecoder, qualifiedName } from './frame-decoder.ts';

/** The longest payload of a frame of CAN FD; longer messages come in several frames. */
const longestFrame = 64;

/** The place of the current frame. */
interface FramePlace {
  high: number;
  low: number;
  offset: number;
  data: Uint8Array;
  start: number;
  length: number;
}

/**
 * Follows the counter of a protected message through its frames, or those of the PDUs in a container; undefined if the
 * message has none.
 */
export function createCounterHandler(
  { topic }: SignalTopic,
  message: MessageDefinition,
): NamedSignals['counter'] {
  const indices = message.length > longestFrame ? [] : countersOf(message);
  if (indices.length === 0) return undefined;
  const checks = new Map(
    indices.map((index) => {
      const signal = message.signals[index] as SignalDefinition;
      return [index, new CounterCheck(topic, qualifiedName(signal), signal.size)];
    }),
  );
  const decode = createFrameDecoder(message, (_, index) => checks.has(index));
  let place: FramePlace | undefined;
  const visit = (index: number, raw: number) => {
    if (!place) return;
    const { high, low, offset, data, start, length } = place;
    checks.get(index)?.add(raw, high, low, offset, data, start, length);
  };
  return {
    handler(high, low, data, start, length, offset) {
      place = { high, low, offset, data, start, length };
      decode(data, start, length, visit);
    },
    summary: () => together([...checks.values()].flatMap((check) => check.summary() ?? [])),
  };
}

/** Of all PDUs of a frame: sums, the first of what was lost and repeated, and the counter that shows most of it. */
function together(summaries: readonly CounterSummary[]): CounterSummary | undefined {
  const [first, ...others] = summaries;
  if (!first || others.length === 0) return first;
  const sum = (what: 'due' | 'lost' | 'repeated') => summaries.reduce((total, each) => total + each[what], 0);
  const earliest = (what: 'lost_at' | 'repeated_at') =>
    summaries
      .flatMap((each) => each[what] ?? [])
      .toSorted((a, b) => Number(BigInt(a.time_ns) - BigInt(b.time_ns)))[0];
  const [lostAt, repeatedAt] = [earliest('lost_at'), earliest('repeated_at')];
  const worst = summaries.reduce((one, other) => (other.lost > one.lost ? other : one));
  return {
    signal: worst.signal,
    ...{ due: sum('due'), lost: sum('lost'), repeated: sum('repeated') },
    ...(lostAt && { lost_at: lostAt }),
    ...(repeatedAt && { repeated_at: repeatedAt }),
  };
}

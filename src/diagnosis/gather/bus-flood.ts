import type { FileSummary, TopicSummary } from '../../recordings/summary/file-summary.ts';
import { intervalOfBucket } from '../../recordings/summary/interval-histogram.ts';
import { overlap, spanOf } from './bus-rest.ts';
import type { Rhythm } from './rhythm.ts';
import { busOf, mayHaveRate } from './senders.ts';
import { endOf, gapOf, type Silence } from './silence.ts';

/** A silence in which other identifiers of higher priority took the bus: how many of them began with it. */
export type DisplacedSilence = Silence & { flooding: number };

/**
 * Frames that begin with a silence, together in a second: a bus of 125 kbit/s is full with 926 to 1,126 frames of 8 bytes (111 to
 * 135 bits with their stuff bits, ISO 11898-1), and a faster one with more.
 */
const leastFlood = 1_000;
/** Longer intervals, in nanoseconds, are ordinary of control units that are switched on. */
const slowestFlood = 2_000_000;
/** Minimum share of the silence for which the flood lasts: what waited then takes a while to come. */
const floodedShare = 0.8;
/** How far the beginnings of flood and silence are apart at most, in periods of the silent sender. */
const onset = 2;
/** Minimum length in periods, as the rule on silent topics has it; before it, the sender sent for as long. */
const silentTurns = 20;
/** Frames that waited follow each other as fast as the bus lets them; cyclic ones are not sent faster (see `frame-loss.ts`). */
const shortestPeriodNs = 1_000_000;
/** Minimum share of a sender's intervals, without those of frames that waited, that are its period, */
const periodicShare = 0.8;
/** and their least number. */
const leastIntervals = 20;

/**
 * The silences of senders that a flood displaces. The lower identifier wins the bus (ISO 11898-1), so that a device which sends high
 * priorities without a pause keeps all others from sending. Their frames come at once when it ends, or never; the intervals of those
 * that come at once hide the period from `rhythmOf`. The recorder went on at the rate of the flood, so that short silences count too.
 */
export function displacedSenders(
  { topics, span }: Pick<FileSummary, 'topics' | 'span'>,
  rhythms: readonly Rhythm[],
): Map<TopicSummary, DisplacedSilence> {
  const displaced = new Map<TopicSummary, DisplacedSilence>();
  const floods = topics.flatMap((topic, i) => floodsOf(topic, rhythms[i] as Rhythm));
  if (!span || floods.length === 0) return displaced;
  topics.forEach((topic, i) => {
    const bus = busOf(topic.name);
    const period = mayHaveRate(topic) ? periodOf(rhythms[i] as Rhythm) : undefined;
    if (bus === undefined || period === undefined) return;
    const higher = floods.filter((flood) => flood.bus === bus && flood.priority < priorityOf(topic.name));
    const found = [gapOf(topic), endOf(topic, span.end_ns)].flatMap((one) => {
      const silence = { ...one, usual_ns: Math.round(period) };
      const before = Number(BigInt(silence.start_ns) - BigInt(topic.first_ns));
      if (Math.min(silence.length_ns, before) < silentTurns * period) return [];
      const flooding = higher.filter((flood) => isFlooded(silence, flood));
      const hertz = flooding.reduce((sum, flood) => sum + flood.hertz, 0);
      return hertz >= leastFlood ? [{ ...silence, flooding: flooding.length }] : [];
    });
    const [longest] = found.sort((a, b) => b.length_ns - a.length_ns);
    if (longest) displaced.set(topic, longest);
  });
  return displaced;
}

/** When an identifier was sent as fast as in a flood; times in milliseconds. */
interface Flood {
  bus: string;
  priority: number;
  hertz: number;
  start: number;
  end: number;
}

/** Before and behind the longest gap of an identifier, if that is long. */
function floodsOf(topic: TopicSummary, { usual_ns, counted }: Rhythm): Flood[] {
  const bus = busOf(topic.name);
  if (bus === undefined || usual_ns === undefined || usual_ns > slowestFlood || counted < leastIntervals)
    return [];
  const identity = { bus, priority: priorityOf(topic.name), hertz: 1e9 / usual_ns };
  const [start, end] = [Number(topic.first_ns) / 1e6, Number(topic.last_ns) / 1e6];
  const gap = spanOf(gapOf(topic));
  if (topic.max_gap_ns < silentTurns * usual_ns) return [{ ...identity, start, end }];
  return [
    { ...identity, start, end: gap.start },
    { ...identity, start: gap.end, end },
  ];
}

function isFlooded(silence: Silence, flood: Flood): boolean {
  const span = spanOf(silence);
  return (
    Math.abs(flood.start - span.start) * 1e6 <= onset * silence.usual_ns &&
    overlap(flood, span) >= floodedShare * (span.end - span.start)
  );
}

/** The period of a sender in nanoseconds, whatever came at once behind a flood; undefined if it has none. */
function periodOf({ intervals }: Rhythm): number | undefined {
  const cyclic = intervals.filter(([bucket]) => intervalOfBucket(Number(bucket)) >= shortestPeriodNs);
  const total = cyclic.reduce((sum, [, count]) => sum + count, 0);
  const [commonest] = cyclic.toSorted(([, a], [, b]) => b - a);
  if (!commonest || total < leastIntervals) return undefined;
  const near = cyclic.filter(([bucket]) => Math.abs(Number(bucket) - Number(commonest[0])) <= 1);
  const periodic = near.reduce((sum, [, count]) => sum + count, 0);
  return periodic >= periodicShare * total ? intervalOfBucket(Number(commonest[0])) : undefined;
}

/** The lower, the earlier it wins: of an extended identifier the first 11 bits are compared with a standard one. */
function priorityOf(topic: string): number {
  const digits = topic.slice(topic.lastIndexOf('0x') + 2);
  const identifier = Number.parseInt(digits, 16);
  return digits.length > 3 ? identifier : identifier * 2 ** 18;
}

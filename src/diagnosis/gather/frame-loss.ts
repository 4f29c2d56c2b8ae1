import type { FileSummary, TopicSummary } from '../../recordings/summary/file-summary.ts';
import { intervalOfBucket } from '../../recordings/summary/interval-histogram.ts';
import type { Aggregate } from '../aggregate.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { sleepOf } from './bus-sleep.ts';
import { type Loss, lossByChance, slowRecordings } from './loss-by-chance.ts';
import type { Rhythm } from './rhythm.ts';
import { busOf, mayHaveRate } from './senders.ts';
import { compareSightings, sightingIn } from './sighting.ts';
import { createTopList } from './top-list.ts';

const kept = 50;

/** With fewer intervals the shape of their distribution is not meaningful. */
const leastIntervals = 50;

/** Buckets of the histogram to the octave: twice an interval lies this many buckets further. */
const octave = 4;

/**
 * Share of a bus's intervals that may lie where no multiple of the period does. A sender with other intervals than
 * multiples of one is not periodic, whatever is missing.
 */
const strayShare = 0.1;

/**
 * How much the ratio of thrice the period to twice may differ from that of twice to once: frames that are lost
 * independently of each other leave a geometric distribution.
 */
const ratioRange = { from: 0.5, to: 2 } as const;

/** Longer intervals, in periods, are pauses (sleep, ignition off), not frames lost one by one. */
const longestLoss = 20;

/**
 * From so many pauses on, which together last longer than the turns between them, a sender sends in bursts: the frames of a
 * long message follow each other as fast as the bus lets them, and not by a period.
 */
const leastPauses = 10;

/** Cyclic messages of control units are not sent faster (CANopen, CiA 301, counts its cycles in milliseconds at their fastest); frames of one long message are. */
const shortestPeriodNs = 1_000_000;

/**
 * What is missing of a sender with a period. Where much is lost, most intervals are multiples of the period, so that
 * neither the median nor the share of equal intervals shows it: the period is the shortest interval that is common.
 * Undefined if the sender has no period, or sends in bursts. Intervals from `sleepNs` on are those of a bus that sleeps.
 */
export function lossOf(
  topic: TopicSummary,
  { intervals, counted, regular }: Rhythm,
  sleepNs = Number.POSITIVE_INFINITY,
): Loss | undefined {
  if (counted < leastIntervals || !mayHaveRate(topic)) return undefined;
  const counts = new Map(intervals.map(([bucket, count]) => [Number(bucket), count]));
  const period = periodOf(counts, counted);
  if (period === undefined || !(regular || isThinnedByChance(counts, counted, period))) return undefined;
  const length = intervalOfBucket(period);
  if (length < shortestPeriodNs || isRareTurn(counts, period)) return undefined;
  let [expected, seen] = [0, 0];
  let [pauses, paused] = [0, 0];
  for (const [bucket, count] of counts) {
    // A late frame is followed by a short interval, which makes up for the long one before it.
    const interval = intervalOfBucket(bucket);
    const turns = Math.round(interval / length);
    if (turns > longestLoss || interval >= sleepNs) {
      pauses += count;
      paused += turns * count;
    } else {
      expected += turns * count;
      seen += count;
    }
  }
  if (pauses >= leastPauses && paused > expected) return undefined;
  return { expected: Math.max(expected, seen), seen };
}

/**
 * Whether twice the period is as common as the period: of frames that are lost by chance, a single turn is always the most common
 * interval. A logger that reads its adapter in turns of its own rounds the intervals to these.
 */
function isRareTurn(counts: ReadonlyMap<number, number>, period: number): boolean {
  const at = (middle: number) =>
    [-1, 0, 1].reduce((sum, beside) => sum + (counts.get(middle + beside) ?? 0), 0);
  return at(period + octave) >= at(period);
}

const around = (counts: ReadonlyMap<number, number>, bucket: number) =>
  (counts.get(bucket) ?? 0) + (counts.get(bucket + 1) ?? 0);

/**
 * Share of the most common interval from which on a shorter one is taken for the period: several long multiples may
 * share a bucket.
 */
const commonShare = 0.5;

/** The bucket of the shortest common interval, together with its neighbour: an interval may lie on their border. */
function periodOf(counts: ReadonlyMap<number, number>, counted: number): number | undefined {
  const buckets = [...counts.keys()].sort((a, b) => a - b);
  const most = Math.max(...buckets.map((bucket) => around(counts, bucket)));
  const first = buckets.find((bucket) => around(counts, bucket) >= commonShare * most);
  if (first === undefined) return undefined;
  const shorter = buckets
    .filter((bucket) => bucket < first - 1)
    .reduce((sum, bucket) => sum + (counts.get(bucket) ?? 0), 0);
  if (shorter > strayShare * counted) return undefined;
  return (counts.get(first) ?? 0) >= (counts.get(first + 1) ?? 0) ? first : first + 1;
}

/** Whether intervals are once, twice, thrice … the period, each rarer by the same ratio, and nothing lies in between. */
function isThinnedByChance(counts: ReadonlyMap<number, number>, counted: number, period: number): boolean {
  const at = (offset: number) =>
    [-1, 0, 1].reduce((sum, beside) => sum + (counts.get(period + offset + beside) ?? 0), 0);
  const [once, twice] = [at(0), at(octave)];
  // Three periods are log2(3) octaves: 6.3 buckets.
  const thrice = (counts.get(period + octave + 2) ?? 0) + (counts.get(period + octave + 3) ?? 0);
  const between = counts.get(period + 2) ?? 0;
  const ratio = twice / once;
  const next = thrice / twice;
  // Without any twice as long, no ratio compares.
  return (
    ratio < 1 &&
    between <= strayShare * counted &&
    next >= ratioRange.from * ratio &&
    next <= ratioRange.to * ratio
  );
}

/**
 * Share of its frames that a sender must miss to count among those that lose some: as much as the rule warns of. A pause of the
 * whole bus costs each of them a few turns.
 */
const lossyShare = 0.05;

/**
 * Share of its frames that a sender must miss one by one, its longest gap not counted, to count among those that lose a few: a
 * recording that stood still once is no loss of single frames.
 */
const scatteredShare = 0.01;

/** Frames missing on each bus of each file; the buses that miss the greatest share are kept. */
export function createFrameLosses() {
  const losses = createTopList<Aggregate['frame_losses'][number]>(
    kept,
    (a, b) => missingShare(b) - missingShare(a) || compareSightings(a.at, b.at),
  );
  return {
    add(file: SummarisedFile, rhythms: readonly Rhythm[]): void {
      for (const loss of lossesIn(file.summary, rhythms)) {
        const at = sightingIn(file, { time_ns: file.summary.span?.start_ns ?? '0', topic: loss.worst });
        losses.add({ at, ...loss });
      }
    },

    finish: () => losses.items(),
  };
}

type BusLoss = Omit<Aggregate['frame_losses'][number], 'at'>;

function lossesIn({ topics }: FileSummary, rhythms: readonly Rhythm[]): BusLoss[] {
  const buses = new Map<string, BusLoss & { worstShare: number }>();
  const sleeps = sleepsOf(topics, rhythms);
  const slow = slowRecordings(topics, rhythms);
  topics.forEach((topic, i) => {
    const bus = busOf(topic.name);
    if (bus === undefined) return;
    const rhythm = rhythms[i] as Rhythm;
    const loss =
      lossOf(topic, rhythm, sleeps.get(bus)) ?? (slow.has(bus) ? lossByChance(topic, rhythm) : undefined);
    if (!loss) return;
    const sum = buses.get(bus) ?? {
      bus,
      senders: 0,
      lossy: 0,
      scattered: 0,
      expected: 0,
      seen: 0,
      worst: '',
      worstShare: -1,
    };
    const share = missingShare(loss);
    sum.senders += 1;
    sum.lossy += Number(share >= lossyShare);
    sum.scattered += Number(isScattered(loss, topic, rhythm));
    sum.expected += loss.expected;
    sum.seen += loss.seen;
    if (share > sum.worstShare) [sum.worst, sum.worstShare] = [topic.name, share];
    buses.set(bus, sum);
  });
  return [...buses.values()]
    .filter(({ lossy, scattered }) => lossy + scattered > 0)
    .map(({ worstShare: _, ...loss }) => loss);
}

function isScattered(
  { expected, seen }: Loss,
  { max_gap_ns }: TopicSummary,
  { usual_ns = 1 }: Rhythm,
): boolean {
  const turns = Math.round(max_gap_ns / usual_ns);
  const inLongestGap = turns > longestLoss ? 0 : Math.max(0, turns - 1);
  return expected - seen - inLongestGap >= scatteredShare * expected;
}

/** By bus, see `sleepOf`. */
function sleepsOf(topics: readonly TopicSummary[], rhythms: readonly Rhythm[]): Map<string, number> {
  const senders = Map.groupBy(rhythms, (_, i) => busOf((topics[i] as TopicSummary).name) ?? '');
  return new Map([...senders].map(([bus, ofBus]) => [bus, sleepOf(ofBus)]));
}

/** Share of the expected frames that were not recorded, 0–1. */
export function missingShare({ expected, seen }: Loss): number {
  return expected === 0 ? 0 : (expected - seen) / expected;
}

/** Whether at least this share of the frames of a bus is missing in a file, 0–1. */
export function losesFrames(
  { frame_losses }: Pick<Aggregate, 'frame_losses'>,
  bus: string | undefined,
  fileId: string,
  share: number,
): boolean {
  return frame_losses.some(
    (loss) => loss.bus === bus && loss.at.file_id === fileId && missingShare(loss) >= share,
  );
}

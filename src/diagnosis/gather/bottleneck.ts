import type { FileSummary, MetricSummary, TopicSummary } from '../../recordings/summary/file-summary.ts';
import type { Aggregate } from '../aggregate.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import type { Rhythm } from './rhythm.ts';
import { busOf, mayHaveRate } from './senders.ts';
import { compareSightings, sightingIn } from './sighting.ts';
import { createTopList } from './top-list.ts';

const kept = 50;

/** With fewer intervals it does not show whether a sender has a period. */
const leastIntervals = 20;
/** With fewer of such senders all of them may be sent on events, and with fewer identifiers one program may send them in turns. */
const leastSenders = 5;
const leastIdentifiers = 10;
/** On a bus most senders have a period, see `loss-by-chance.ts`. */
const regularShare = 0.3;
/** Seconds whose traffic was measured. */
const leastSeconds = 3;
/**
 * How far apart the traffic of the busiest second and of the least busy one may be, by their mean. Frames that are sent on events vary
 * by the root of their number (Poisson), so that three seconds are 1.7 such roots apart, ten seconds 3; and a bus of few frames by a tenth
 * for other reasons. Of the 19 labelled public recordings that slow adapters made, 16 are within both; none of a whole bus is.
 */
const steadySpread = 0.1;
/** A median below is that of stamps in whole seconds, or of the frames of one long message. */
const shortestPeriodNs = 1_000_000;

type Bottleneck = Omit<Aggregate['bottlenecks'][number], 'at'>;

function bottlenecksOf(
  { topics, metrics }: Pick<FileSummary, 'topics' | 'metrics'>,
  rhythms: readonly Rhythm[],
): Bottleneck[] {
  const senders = topics.map((topic, i) => ({ topic, rhythm: rhythms[i] as Rhythm }));
  const buses = Map.groupBy(senders, ({ topic }) => busOf(topic.name) ?? '');
  buses.delete('');
  return [...buses].flatMap(([bus, all]) => {
    const traffic = metrics.find((metric) => isTraffic(metric, bus));
    const perSecond = framesASecond(all.map((one) => one.topic));
    if (all.length < leastIdentifiers || !traffic || !isSteady(traffic, perSecond)) return [];
    const often = all.filter(({ topic, rhythm }) => showsPeriod(topic, rhythm));
    const regular = often.filter((one) => one.rhythm.regular).length;
    if (often.length < leastSenders || regular > regularShare * often.length) return [];
    return [{ bus, senders: often.length, regular, per_second: Math.round(perSecond) }];
  });
}

/** As `bus-load.ts` names the traffic of a bus: by its bit rate, or in bits. */
function isTraffic({ name, source }: MetricSummary, bus: string): boolean {
  return name === 'bus_load_percent' ? source === bus : source === `${bus} traffic`;
}

function isSteady({ count, sum_milli, min_milli, max_milli }: MetricSummary, perSecond: number): boolean {
  const spread = ((max_milli - min_milli) * count) / sum_milli;
  return count >= leastSeconds && spread <= Math.min(steadySpread, 1 / Math.sqrt(perSecond));
}

function showsPeriod(topic: TopicSummary, { counted, usual_ns = 0 }: Rhythm): boolean {
  return counted >= leastIntervals && usual_ns >= shortestPeriodNs && mayHaveRate(topic);
}

function framesASecond(topics: readonly TopicSummary[]): number {
  const count = topics.reduce((sum, topic) => sum + topic.message_count, 0);
  const times = topics.flatMap(({ first_ns, last_ns }) => [Number(first_ns), Number(last_ns)]);
  const seconds = (Math.max(...times) - Math.min(...times)) / 1e9;
  return count / Math.max(1, seconds);
}

/** Buses of files that were recorded through a bottleneck; the slowest are kept. */
export function createBottlenecks() {
  const found = createTopList<Aggregate['bottlenecks'][number]>(
    kept,
    (a, b) => a.per_second - b.per_second || compareSightings(a.at, b.at),
  );
  return {
    add(file: SummarisedFile, rhythms: readonly Rhythm[]): void {
      for (const bottleneck of bottlenecksOf(file.summary, rhythms)) {
        const at = sightingIn(file, { time_ns: file.summary.span?.start_ns ?? '0', topic: bottleneck.bus });
        found.add({ at, ...bottleneck });
      }
    },

    finish: () => found.items(),
  };
}

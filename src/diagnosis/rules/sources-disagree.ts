import { quote } from '../../text/wording.ts';
import type { Aggregate } from '../aggregate.ts';
import type { MetricAggregate } from '../gather/metrics.ts';
import { type Draft, defineRule, evidenceAt } from '../rule.ts';
import { type Compared, compareSources, constantFactor, followsBy } from './compare-sources.ts';
import { distanceScale, distances } from './distance-driven.ts';
import { type Quantity, quantities, vehicleSpeed } from './same-quantity.ts';

/** Of one quantity, those with the most values: each is compared with each other. */
const mostSources = 12;
/** How far a factor may be from that of a known mistake, of values at one moment and of distances. */
const nearFactor = 0.03;
const nearFactorOfDistance = 0.06;
const unknownMistake = 'no unit that is often mistaken explains it';

/** A source of a quantity, and what turns its values into the unit. */
type Source = readonly [metric: MetricAggregate, scale: number];

interface Difference {
  lower: Source;
  higher: Source;
  because: string;
  /** How many times greater the higher one is; absent if it is more than a factor. */
  times?: number;
}

export const sourcesDisagree = defineRule({
  id: 'sources-disagree',
  version: 1,
  question: 'Do sources of the same quantity agree?',
  severities: ['warning'],
  basis: 'inferred',
  thresholds: {
    factor: {
      value: 20,
      unit: '%',
      min: 10,
      source:
        'speedometers may show up to 10 % and 4 km/h too much (UN R39), tyres change wheel speeds by some per cent',
    },
  },
  likely_cause: 'A unit, a factor or an offset in a database or in a logger’s configuration is wrong.',
  advice:
    'Compare both with a third source, or with what the instrument shows, and correct the definition of the one that is wrong; figures that were computed from it are wrong by the same.',
  evaluate: (aggregate, limits) => [
    ...quantities.flatMap((quantity) => {
      const sources = sourcesOf(aggregate, quantity.scaleOf);
      const all = sources.flatMap((one, i) =>
        sources
          .slice(i + 1)
          .flatMap((other) => differenceOf(one, other, quantity, limits.factor / 100) ?? []),
      );
      return all[0] ? [draftOf(quantity.what, all[0], all)] : [];
    }),
    ...distanceDrafts(aggregate, limits.factor / 100),
  ],
});

function sourcesOf({ metric_sources }: Aggregate, scaleOf: Quantity['scaleOf']): Source[] {
  return metric_sources
    .flatMap((metric): Source[] => {
      const scale = scaleOf(metric);
      return scale === undefined ? [] : [[metric, scale]];
    })
    .sort(([a], [b]) => b.count - a.count)
    .slice(0, mostSources);
}

function differenceOf(
  one: Source,
  other: Source,
  quantity: Quantity,
  unknownFrom: number,
): Difference | undefined {
  if (one[0].system !== other[0].system || isOfOneKind(one[0].source, other[0].source)) return undefined;
  const compared = compareSources(one, other, quantity.steadiness);
  const factor = constantFactor(compared);
  if (factor !== undefined) {
    const difference = byFactor(one, other, factor, quantity.factors, nearFactor);
    const isKnown = difference.because !== unknownMistake;
    if (isKnown || (quantity.tellsUnknown && difference.times - 1 >= unknownFrom)) return difference;
  }
  const reverse = { ...compared, pairs: compared.pairs.map(([a, b]) => [b, a] as const) };
  return converted(one, other, compared, quantity) ?? converted(other, one, reverse, quantity);
}

/** `factor`: how many times greater the second one is, or less than 1. */
function byFactor(
  one: Source,
  other: Source,
  factor: number,
  known: Quantity['factors'],
  near: number,
): Difference & { times: number } {
  const times = Math.max(factor, 1 / factor);
  const because = known.find(([mistake]) => Math.abs(times / mistake - 1) <= near)?.[1] ?? unknownMistake;
  return factor > 1
    ? { lower: one, higher: other, times, because }
    : { lower: other, higher: one, times, because };
}

function converted(
  lower: Source,
  higher: Source,
  compared: Compared,
  { conversions, fit }: Quantity,
): Difference | undefined {
  const found = conversions.find(([convert]) => followsBy(compared, convert, fit));
  return found && { lower, higher, because: found[1] };
}

/** Two sensors of one kind, such as those of two engines, have one name but for their numbers. */
function isOfOneKind(a: string, b: string): boolean {
  const plain = (source: string) => source.replaceAll(/0x[0-9a-f]+|\d+/gi, '');
  return plain(a) === plain(b);
}

/** Counters of the distance driven against the speed over the same time. */
function distanceDrafts(aggregate: Aggregate, unknownFrom: number): Draft[] {
  const counters = sourcesOf(aggregate, distanceScale);
  const speeds = sourcesOf(aggregate, vehicleSpeed.scaleOf);
  const all = counters.flatMap((counter) =>
    speeds.flatMap((speed): Difference[] => {
      const found = counter[0].system === speed[0].system ? distances(counter, speed) : undefined;
      if (!found) return [];
      const difference = byFactor(
        speed,
        counter,
        found.counted / found.driven,
        vehicleSpeed.factors,
        nearFactorOfDistance,
      );
      return difference.times - 1 >= unknownFrom ? [difference] : [];
    }),
  );
  return all[0] ? [draftOf('Distance driven', all[0], all)] : [];
}

function draftOf(what: string, worst: Difference, all: readonly Difference[]): Draft {
  const [higher, lower] = [quote(worst.higher[0].source), quote(worst.lower[0].source)];
  const { times, because } = worst;
  return {
    severity: 'warning',
    title: `${what} differs between two sources: ${because}`,
    description:
      times === undefined
        ? `${higher} follows ${lower} at low and at high values alike, but with another offset or scale.`
        : `${higher} says ${Number(times.toPrecision(3))} times what ${lower} says, all the time.`,
    evidence: all.flatMap((one) =>
      [one.higher, one.lower].map(([metric]) =>
        evidenceAt(metric.max_at, { detail: `highest value of ${quote(metric.source)}` }),
      ),
    ),
  };
}

import type { Nanoseconds, TopicSummary } from '../../recordings/summary/file-summary.ts';
import { busOf } from './senders.ts';

/**
 * With fewer identifiers on a bus it is not known whether the bus went on: a logger's own receiver (GPS, temperature)
 * sends a few frames on a bus of its own.
 */
const leastSenders = 4;

/**
 * Minimum mean share of a silence in which the other senders of the bus were silent too. Ignition off, sleep and
 * network management silence many control units, one shortly after the other (AUTOSAR CAN NM, ISO 11898-6); a failed
 * one is silent while its bus goes on.
 */
const restingShare = 0.3;

/** Shorter silences, in usual intervals, say nothing about the state of a sender. */
const silentTurns = 20;

/** A period without messages of a topic that has a usual interval. */
interface Silence {
  start_ns: Nanoseconds;
  length_ns: number;
  usual_ns: number;
}

/** The CAN identifiers whose silence is explained by the state of their bus, or cannot be judged. */
export function restingOnBus(
  regular: readonly TopicSummary[],
  silences: ReadonlyMap<TopicSummary, Silence>,
): TopicSummary[] {
  const buses = Map.groupBy(
    regular.filter(({ name }) => busOf(name) !== undefined),
    ({ name }) => busOf(name) as string,
  );
  return [...buses.values()].flatMap((senders) => {
    return senders.length < leastSenders ? senders : restingTogether(senders, silences);
  });
}

/** The topics whose silence, in the mean, at least `restingShare` of the others had in common with them. */
export function restingTogether(
  senders: readonly TopicSummary[],
  silences: ReadonlyMap<TopicSummary, Silence>,
): TopicSummary[] {
  const silent = senders.flatMap((topic) => {
    const silence = silences.get(topic);
    return silence && silence.length_ns >= silentTurns * silence.usual_ns
      ? [{ topic, span: spanOf(silence) }]
      : [];
  });
  const spans = new Map(silent.map(({ topic, span }) => [topic, span]));
  return silent
    .filter(({ topic, span }) => {
      const others = senders.filter((other) => other !== topic);
      const shared = others.reduce((sum, other) => sum + absence(other, span, spans.get(other)), 0);
      return shared >= restingShare * (senders.length - 1) * (span.end - span.start);
    })
    .map(({ topic }) => topic);
}

/** How much of a span a sender did not send: not yet, no longer, or in a silence of its own. */
function absence({ first_ns, last_ns }: TopicSummary, span: Span, silence: Span | undefined): number {
  const [first, last] = [Number(first_ns) / 1e6, Number(last_ns) / 1e6];
  const before = overlap(span, { start: Number.NEGATIVE_INFINITY, end: first });
  const after = overlap(span, { start: last, end: Number.POSITIVE_INFINITY });
  const within = silence && silence.end <= last ? overlap(span, silence) : 0;
  return before + after + within;
}

/** Milliseconds, exact enough for shares of seconds. */
interface Span {
  start: number;
  end: number;
}

export function spanOf({ start_ns, length_ns }: Silence): Span {
  const start = Number(start_ns) / 1e6;
  return { start, end: start + length_ns / 1e6 };
}

export function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

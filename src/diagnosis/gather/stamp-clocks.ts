import type { FileSummary } from '../../recordings/summary/file-summary.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { alikeReason, withOthers } from './alike-clocks.ts';
import { compareSightings, compareText, hasBelievableSpan, sightingIn } from './sighting.ts';
import { activeSeconds, type StampClock, type Stamped } from './stamp-clock.ts';
import { lagsIn } from './stamp-lags.ts';
import { createTopList } from './top-list.ts';

const kept = 50;

/** With fewer messages it is not known whether the stamps advance. */
const leastMessages = 10;
const leastActiveMs = 1_000;
/** Messages may be late, over a bad link by seconds, but the lag of a clock that is off is steady. */
const steadyMs = 5_000;
/** Stamps of a sender that repeats old content do not advance with the time; simulations may run at half the speed. */
const leastPace = 0.5;
/** What tf2 keeps: what is stamped by a clock further away meets no transform (tf2::BUFFER_CORE_DEFAULT_CACHE_TIME, 10 s). */
const apartMs = 10_000;
/** Before September 2001 (10⁹ s) are the times of simulations, and of senders that count from their own start. */
const ownTimeMs = 1e12;
/** Lines and states that are sent again to whoever subscribes late, with the stamps of then. */
const repeated = /^(rosgraph_msgs\/Log|rcl_interfaces\/(msg\/)?Log|diagnostic_msgs\/.*|actionlib_msgs\/.*)$/;
const fixed = /(^|\/)tf_static$/;

/** The clocks that stamped the messages of each file; those furthest away are kept. */
export function createStampClocks() {
  const clocks = createTopList<StampClock>(
    kept,
    (a, b) =>
      Math.abs(b.behind_s) - Math.abs(a.behind_s) ||
      compareSightings(a.at, b.at) ||
      compareText(a.kind, b.kind),
  );
  return {
    add(file: SummarisedFile): void {
      const { summary } = file;
      if (summary.span?.clock !== 'unix' || !hasBelievableSpan(summary)) return;
      const judged = judgedIn(summary);
      for (const clock of [...apartOrAlike(file, judged), ...stepsIn(file, judged), ...lagsIn(file, judged)])
        clocks.add(clock);
    },

    finish: () => ({ stamp_clocks: withOthers(clocks.items()) }),
  };
}

function judgedIn({ topics }: FileSummary): Stamped[] {
  return topics.flatMap((topic) => {
    const { stamps } = topic;
    if (!stamps || repeated.test(topic.type) || fixed.test(topic.name)) return [];
    if (stamps.count < leastMessages || stamps.count < topic.message_count / 2) return [];
    return Math.min(stamps.first_stamp_ms, stamps.last_stamp_ms) >= ownTimeMs ? [{ topic, stamps }] : [];
  });
}

function isSteady({ topic, stamps }: Stamped): boolean {
  const activeMs = 1000 * activeSeconds(topic);
  return (
    activeMs >= leastActiveMs &&
    stamps.back === 0 &&
    stamps.greatest_lag_ms - stamps.least_lag_ms <= steadyMs &&
    stamps.last_stamp_ms - stamps.first_stamp_ms >= leastPace * activeMs
  );
}

function apartOrAlike(file: SummarisedFile, all: Stamped[]): StampClock[] {
  const judged = all.filter(isSteady);
  const clocks = clocksOf(judged);
  const reference = clocks.toSorted((a, b) => Math.abs(lagOf(a)) - Math.abs(lagOf(b)))[0];
  if (!reference) return [];
  const others = clocks.filter((clock) => clock !== reference);
  if (others.length > 0) return others.map((clock) => asClock(file, 'apart', clock, judged.length));
  if (Math.abs(lagOf(reference)) < apartMs) return [];
  const clock = asClock(file, 'alike', reference, judged.length);
  const reason = alikeReason(file.summary, clock.behind_s);
  return [reason ? { ...clock, reason } : clock];
}

/** Topics by their clocks: each is at least `apartMs` from the next. */
function clocksOf(judged: Stamped[]): Stamped[][] {
  const sorted = judged.toSorted(
    (a, b) => a.stamps.least_lag_ms - b.stamps.least_lag_ms || compareText(a.topic.name, b.topic.name),
  );
  const clocks: Stamped[][] = [];
  let previous = Number.NEGATIVE_INFINITY;
  for (const one of sorted) {
    const lag = one.stamps.least_lag_ms;
    if (lag - previous >= apartMs) clocks.push([]);
    clocks.at(-1)?.push(one);
    previous = lag;
  }
  return clocks;
}

/** The least of its topics: what a message needs on its way only adds to it. */
function lagOf(clock: readonly Stamped[]): number {
  return Math.min(...clock.map(({ stamps }) => stamps.least_lag_ms));
}

function asClock(
  file: SummarisedFile,
  kind: 'apart' | 'alike',
  clock: readonly Stamped[],
  judged: number,
): StampClock {
  const { topic } = clock.reduce((a, b) => (b.topic.message_count > a.topic.message_count ? b : a));
  return {
    at: sightingIn(file, { time_ns: topic.first_ns, topic: topic.name }),
    kind,
    behind_s: lagOf(clock) / 1000,
    topics: clock.length,
    judged,
    steps: 0,
    active_s: activeSeconds(topic),
  };
}

/** If all topics step, an older recording is played in a loop, or the clock of the whole vehicle was set. */
function stepsIn(file: SummarisedFile, judged: Stamped[]): StampClock[] {
  const back = judged.map((one) => ({
    ...one,
    steps: one.stamps.back,
    most_ms: one.stamps.back_most_ms,
    at: one.stamps.back_at,
  }));
  const ahead = judged.map((one) => ({
    ...one,
    steps: one.stamps.ahead ?? 0,
    most_ms: one.stamps.ahead_most_ms,
    at: one.stamps.ahead_at,
  }));
  return [...stepsOf('back', back), ...stepsOf('ahead', ahead)];

  function stepsOf(kind: 'back' | 'ahead', all: typeof back): StampClock[] {
    const stepping = all.filter(({ steps }) => steps > 0);
    if (stepping.length === all.length) return [];
    return stepping.flatMap(({ topic, steps, most_ms, at }) =>
      at && most_ms !== undefined
        ? [
            {
              at: sightingIn(file, at),
              kind,
              behind_s: most_ms / 1000,
              topics: stepping.length,
              judged: judged.length,
              steps,
              active_s: activeSeconds(topic),
            },
          ]
        : [],
    );
  }
}

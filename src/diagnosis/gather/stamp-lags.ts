import type { SummarisedFile } from '../summarised-file.ts';
import { isOfSensor } from './senders.ts';
import { sightingIn } from './sighting.ts';
import { activeSeconds, type StampClock, type Stamped } from './stamp-clock.ts';

/** With fewer messages the usual lag is not known. */
const leastMessages = 50;
/** In a shorter time the drift of a quartz is within the jitter of messages. */
const leastDriftSeconds = 30;
/** Share of all that the lag changes by: if it comes and goes, messages are late, and the clock is right. */
const steadyShare = 0.8;
/** A faster one is no clock: a simulation, or a recording that is played slower or faster. */
const fastestDrift = 0.1;
/** Lists of transforms are of several senders. */
const isList = /\/(TF|tf)Message$/;

/** Of topics whose stamps do not step: those whose lag drifts, and sensors whose messages come late. */
export function lagsIn(file: SummarisedFile, judged: readonly Stamped[]): StampClock[] {
  return judged.flatMap((one): StampClock[] => {
    const { topic, stamps } = one;
    if (stamps.count < leastMessages || stamps.back > 0 || stamps.ahead || isList.test(topic.type)) return [];
    const spread_s = (stamps.greatest_lag_ms - stamps.least_lag_ms) / 1000;
    const drift_s = driftOf(one);
    const active_s = activeSeconds(topic);
    const drifts = Math.abs(drift_s) >= steadyShare * spread_s;
    const found = (kind: 'drift' | 'late', behind_s: number): StampClock[] => [
      {
        at: sightingIn(file, { time_ns: topic.first_ns, topic: topic.name }),
        kind,
        behind_s,
        topics: 1,
        judged: judged.length,
        steps: 0,
        active_s,
      },
    ];
    if (drifts)
      return active_s >= leastDriftSeconds && Math.abs(drift_s) <= fastestDrift * active_s
        ? found('drift', drift_s)
        : [];
    return isOfSensor(topic) ? found('late', spread_s) : [];
  });
}

/** How much further the last stamp is behind its time of recording than the first one, in seconds. */
function driftOf({ topic, stamps }: Stamped): number {
  return activeSeconds(topic) - (stamps.last_stamp_ms - stamps.first_stamp_ms) / 1000;
}

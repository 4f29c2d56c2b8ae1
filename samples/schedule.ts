/** A topic and its rate. */
export interface Scheduled<T> {
  hertz: number;
  /** Delay of the first message, as a part of a period, so that topics do not all start together. */
  phase: number;
  payload: T;
}

export interface Tick<T> {
  /** Seconds since the file began. */
  at: number;
  index: number;
  payload: T;
}

/** All messages of a file in the order of their times. */
export function* ticksOf<T>(topics: Scheduled<T>[], seconds: number): Generator<Tick<T>> {
  const next = topics.map(({ hertz, phase, payload }) => ({
    at: phase / hertz,
    index: 0,
    hertz,
    phase,
    payload,
  }));
  for (;;) {
    const [first, ...rest] = next;
    if (!first) return;
    let soonest = first;
    for (const each of rest) if (each.at < soonest.at) soonest = each;
    if (soonest.at >= seconds) return;
    yield { at: soonest.at, index: soonest.index, payload: soonest.payload };
    soonest.index += 1;
    soonest.at = (soonest.index + soonest.phase) / soonest.hertz;
  }
}

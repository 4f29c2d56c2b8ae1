/** A fault as in the plan: what is done to which target. */
export interface FaultDescription {
  /** `kill -9`, `slow network`. */
  readonly what: string;
  /** A server, or `api 2`. */
  readonly target: string;
  /** A server that does not respond, or refuses everything, for the duration. */
  readonly unavailable?: boolean;
}

/** When a fault was in effect, in `performance.now()` milliseconds. */
export interface FaultPeriod {
  readonly fault: FaultDescription;
  /** Before the injection started. */
  readonly from: number;
  /** From here on it was fully in effect. */
  fullFrom?: number;
  /** Until here it was fully in effect. */
  fullUntil?: number;
  /** After everything was restored. */
  until?: number;
}

/** What was broken when: responses given meanwhile are checked against it. */
export interface Timeline {
  begin(fault: FaultPeriod['fault']): FaultPeriod;
  /** Whether anything was done to `target` between the two. */
  affected(target: string, from: number, to: number): boolean;
  /** The server that did not respond at all from `from` to `to`. */
  unavailableThroughout(from: number, to: number): string | undefined;
}

export function createTimeline(now: () => number = () => performance.now()): Timeline {
  const periods: FaultPeriod[] = [];
  const orOpen = (time: number | undefined) => time ?? Number.POSITIVE_INFINITY;
  return {
    begin(fault) {
      const period: FaultPeriod = { fault, from: now() };
      periods.push(period);
      return period;
    },
    affected: (target, from, to) =>
      periods.some(
        ({ fault, ...period }) =>
          fault.target === target && period.from <= to && orOpen(period.until) >= from,
      ),
    unavailableThroughout: (from, to) =>
      periods.find(
        ({ fault, fullFrom, fullUntil }) =>
          fault.unavailable && orOpen(fullFrom) <= from && orOpen(fullUntil) >= to,
      )?.fault.target,
  };
}

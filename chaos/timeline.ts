/** What stands of a fault in the plan: what is done to whom. */
export interface Deed {
  /** `kill -9`, `slow network`. */
  readonly what: string;
  /** A server, or `api 2`. */
  readonly whom: string;
  /** A server that answers nothing, or refuses everything, as long as it lasts. */
  readonly away?: boolean;
}

/** When a fault held, in `performance.now()` milliseconds. */
export interface Spell {
  readonly fault: Deed;
  /** Before it was begun. */
  readonly from: number;
  /** From here on it held in full. */
  fullFrom?: number;
  /** Until here it held in full. */
  fullUntil?: number;
  /** After everything was put right. */
  until?: number;
}

/** What was broken when: what answers that were given meanwhile are held against. */
export interface Timeline {
  begin(fault: Spell['fault']): Spell;
  /** Whether anything was done to `whom` between the two. */
  struck(whom: string, from: number, to: number): boolean;
  /** The server that did nothing at all from `from` to `to`. */
  awayThroughout(from: number, to: number): string | undefined;
}

export function createTimeline(now: () => number = () => performance.now()): Timeline {
  const spells: Spell[] = [];
  const orOpen = (time: number | undefined) => time ?? Number.POSITIVE_INFINITY;
  return {
    begin(fault) {
      const spell: Spell = { fault, from: now() };
      spells.push(spell);
      return spell;
    },
    struck: (whom, from, to) =>
      spells.some(
        ({ fault, ...spell }) => fault.whom === whom && spell.from <= to && orOpen(spell.until) >= from,
      ),
    awayThroughout: (from, to) =>
      spells.find(
        ({ fault, fullFrom, fullUntil }) => fault.away && orOpen(fullFrom) <= from && orOpen(fullUntil) >= to,
      )?.fault.whom,
  };
}

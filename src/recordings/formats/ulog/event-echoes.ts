/** PX4 sends both at once; the logger takes them from its queues within its cycles. */
const togetherNs = 1_000_000_000n;
/** Maximum lines held back; further ones are reported unchanged. */
const held = 2_000;
const heldEvents = 20_000;

interface Waiting {
  timeNs: bigint;
  report(): void;
}

/**
 * Since PX4 1.13 a text that ends in a tab repeats an event, for ground stations without events (MAVLink guide,
 * events interface, "Backwards Compatibility"). If the log has that event, the line would report it a second time.
 */
export class EventEchoes {
  readonly #times: bigint[] = [];
  readonly #waiting: Waiting[] = [];

  noteEvent(timeNs: bigint): void {
    if (this.#times.length < heldEvents) this.#times.push(timeNs);
  }

  /** A line that ends in a tab. */
  add(timeNs: bigint, report: () => void): void {
    if (this.#waiting.length < held) this.#waiting.push({ timeNs, report });
    else report();
  }

  /** Reports the lines that repeat no event: each event accounts for one line. */
  finish(): void {
    const times = this.#times.sort((a, b) => Number(a - b));
    let next = 0;
    for (const { timeNs, report } of this.#waiting.sort((a, b) => Number(a.timeNs - b.timeNs))) {
      while (next < times.length && (times[next] as bigint) < timeNs - togetherNs) next += 1;
      if (next < times.length && (times[next] as bigint) <= timeNs + togetherNs) next += 1;
      else report();
    }
  }
}

import type { CounterSummary, Occurrence } from '../../../summary/file-summary.ts';
import { nanoseconds } from '../../../summary/nanoseconds.ts';
import { milliseconds } from '../can-message.ts';

/** With fewer steps of a counter nothing is said of it. */
const leastSteps = 200;

/** A counter that makes other steps than its own more often does not count the frames that were recorded. */
const regularShare = 0.9;

/** Longer intervals, in periods, are pauses of the sender or of the recorder (as in `diagnosis/gather/frame-loss.ts`). */
const longestGap = 20;

/** Weight of a new interval in the running mean. */
const smoothing = 1 / 16;

/** Different steps that are counted; more are not a counter's. */
const maxSteps = 1_024;

interface Step {
  /** Within the time in which frames can be missed. */
  near: number;
  /** After a pause. */
  far: number;
  high: number;
  low: number;
  offset: number;
}

/**
 * Follows the counter of one identifier. How far it counts and by how much is learned, since a database does not say: many
 * leave out the highest value, or start from 1. What it does over a pause says nothing.
 */
export class CounterCheck {
  readonly #topic: string;
  readonly #signal: string;
  readonly #cycle: number;
  /** By the difference of two values in a row. */
  readonly #steps = new Map<number, Step>();
  #value = Number.NaN;
  #ms = 0;
  /** Unknown (NaN) until two frames have different times. */
  #period = Number.NaN;
  #data = Buffer.alloc(0);

  constructor(topic: string, signal: string, bits: number) {
    this.#topic = topic;
    this.#signal = signal;
    this.#cycle = 2 ** bits;
  }

  add(
    value: number,
    high: number,
    low: number,
    offset: number,
    data: Uint8Array,
    start: number,
    length: number,
  ): void {
    const ms = milliseconds(high, low);
    const before = this.#value;
    const waited = ms - this.#ms;
    // A recorder that notes a frame twice: on its way out and back, or on two channels. So is the same frame before
    // the period is known.
    if (value === before && !(waited >= this.#period / 2) && this.#isCopy(data, start, length)) {
      return;
    }
    this.#value = value;
    this.#ms = ms;
    this.#keep(data, start, length);
    if (Number.isNaN(before) || waited < 0) return;
    const near = Number.isNaN(this.#period) || waited < longestGap * this.#period;
    if (!Number.isNaN(this.#period))
      this.#period += (Math.min(waited, 3 * this.#period) - this.#period) * smoothing;
    else if (waited > 0) this.#period = waited;
    const difference = value - before;
    let step = this.#steps.get(difference);
    if (!step) {
      if (this.#steps.size >= maxSteps) return;
      step = { near: 0, far: 0, high, low, offset };
      this.#steps.set(difference, step);
    }
    if (near && step.near === 0) Object.assign(step, { high, low, offset });
    step[near ? 'near' : 'far'] += 1;
  }

  /** Undefined if the signal does not count the frames of this recording. */
  summary(): CounterSummary | undefined {
    const forward = this.#mostFrequent((difference) => difference > 0);
    if (forward === undefined) return undefined;
    const back = this.#mostFrequent((difference) => difference < 0);
    const modulus = back === undefined ? this.#cycle : Math.min(forward - back, this.#cycle);
    const sums = { regular: 0, steps: 0, lost: 0, repeated: 0 };
    let lostFirst: Step | undefined;
    for (const [difference, step] of this.#steps) {
      const isRegular = difference === forward || difference === back;
      sums.steps += step.near + (isRegular ? step.far : 0);
      if (isRegular) sums.regular += step.near + step.far;
      if (isRegular || step.near === 0) continue;
      const missing = missingFrames(difference, forward, modulus);
      sums.lost += missing * step.near;
      if (missing > 0) lostFirst = earlier(lostFirst, step);
      if (difference === 0) sums.repeated += step.near;
    }
    const { regular, steps, lost, repeated } = sums;
    if (steps < leastSteps || regular < regularShare * steps) return undefined;
    const repeatedFirst = repeated > 0 ? this.#steps.get(0) : undefined;
    return {
      signal: this.#signal,
      due: steps + lost,
      lost,
      repeated,
      ...(lostFirst && { lost_at: this.#occurrence(lostFirst) }),
      ...(repeatedFirst && { repeated_at: this.#occurrence(repeatedFirst) }),
    };
  }

  #mostFrequent(isWanted: (difference: number) => boolean): number | undefined {
    let found: number | undefined;
    let count = 0;
    for (const [difference, { near, far }] of this.#steps) {
      if (!isWanted(difference) || near + far <= count) continue;
      found = difference;
      count = near + far;
    }
    return found;
  }

  #occurrence({ high, low, offset }: Step): Occurrence {
    return { time_ns: String(nanoseconds(high, low)), topic: this.#topic, offset };
  }

  #keep(data: Uint8Array, start: number, length: number): void {
    if (this.#data.length !== length) this.#data = Buffer.alloc(length);
    for (let i = 0; i < length; i += 1) this.#data[i] = data[start + i] as number;
  }

  #isCopy(data: Uint8Array, start: number, length: number): boolean {
    if (this.#data.length !== length) return false;
    for (let i = 0; i < length; i += 1) if (this.#data[i] !== data[start + i]) return false;
    return true;
  }
}

/** How many frames a step leaves out; 0 for one that no number of frames explains. */
function missingFrames(difference: number, forward: number, modulus: number): number {
  const turns = (((difference % modulus) + modulus) % modulus) / forward;
  return Number.isInteger(turns) && turns > 1 ? turns - 1 : 0;
}

function earlier(a: Step | undefined, b: Step): Step {
  return a && (a.high < b.high || (a.high === b.high && a.low < b.low)) ? a : b;
}

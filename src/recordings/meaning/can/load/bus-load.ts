import { nanoseconds } from '../../../summary/nanoseconds.ts';
import type { Findings } from '../../../summary/summary-builder.ts';
import { frameFlags } from '../can-frame.ts';
import { BitRateEstimate } from './bit-rate-estimate.ts';
import { dataBitsOf, nominalBitsOf } from './frame-bits.ts';

/** Bit rates of a bus as the recording states them, in bits per second; `data` is that of the data phase of CAN FD. */
export interface BitRates {
  nominal: number;
  data?: number;
}

const second = 1e9;
/** How long per-second bit counts are kept while the rate of the bus is unknown. */
const maxWaitingSeconds = 3_600;
/** Seconds between estimates of the rate, and the number of frames after which more would not improve it. */
const estimateEvery = 10;
const maxEstimatedFrames = 200_000;

/** A whole second of traffic. */
interface Second {
  high: number;
  low: number;
  offset: number;
  nominal: number;
  data: number;
}

/**
 * The load of one bus, second by second: bits on the wire relative to the bits that the rate allows. If the rate is
 * neither stated nor can be estimated, the traffic is reported in kbit/s. Only whole seconds count: neither the
 * first, nor the last, nor those next to a pause or a jump of the clock.
 */
export class BusLoad {
  readonly #bus: string;
  readonly #findings: Findings;
  readonly #estimate = new BitRateEstimate();
  #rates: BitRates | undefined;
  #undecided: boolean;
  #waiting: Second[] = [];
  #seconds = 0;
  #frames = 0;
  /** Whether frames with a data phase were seen, whose rate must be known too. */
  #switches = false;

  #begin = Number.NaN;
  #whole = false;
  #nominal = 0;
  #data = 0;
  #high = 0;
  #low = 0;
  #offset = 0;

  constructor(bus: string, findings: Findings, rates?: BitRates) {
    this.#bus = bus;
    this.#findings = findings;
    this.#rates = rates;
    this.#undecided = rates === undefined;
  }

  add(high: number, low: number, flags: number, length: number, offset: number): void {
    // A message says nothing of the frames that it was in.
    if ((flags & frameFlags.message) !== 0) return;
    const ns = high * 2 ** 32 + low;
    const nominal = nominalBitsOf(flags, length);
    const data = dataBitsOf(flags, length);
    const into = ns - this.#begin;
    // Frames of the previous second, written late, count towards this one.
    if (!(into >= -second && into < second)) this.#turn(ns, high, low, offset);
    this.#nominal += nominal;
    this.#data += data;
    if (data > 0) this.#switches = true;
    if (!this.#undecided) return;
    this.#estimate.add(ns, nominal + data);
    this.#frames += 1;
    if (this.#frames >= maxEstimatedFrames) this.#decide();
  }

  /** Reports what is still held back. */
  finish(): void {
    if (this.#undecided) this.#decide();
  }

  #turn(ns: number, high: number, low: number, offset: number): void {
    const begin = Math.floor(ns / second) * second;
    const follows = begin - this.#begin === second;
    if (follows && this.#whole) this.#close();
    // The first second after a pause began somewhere in its middle.
    this.#whole = follows;
    this.#begin = begin;
    this.#nominal = 0;
    this.#data = 0;
    this.#high = high;
    this.#low = low;
    this.#offset = offset;
  }

  #close(): void {
    const closed = {
      high: this.#high,
      low: this.#low,
      offset: this.#offset,
      nominal: this.#nominal,
      data: this.#data,
    };
    if (!this.#undecided) {
      this.#report(closed);
      return;
    }
    this.#waiting.push(closed);
    this.#seconds += 1;
    if (this.#seconds % estimateEvery === 0 && this.#estimate.rate() !== undefined) this.#decide();
    else if (this.#seconds >= maxWaitingSeconds) this.#decide();
  }

  #decide(): void {
    const nominal = this.#estimate.rate();
    if (nominal !== undefined) this.#rates = { nominal };
    this.#undecided = false;
    for (const waiting of this.#waiting) this.#report(waiting);
    this.#waiting = [];
  }

  #report({ high, low, offset, nominal, data }: Second): void {
    const place = { timeNs: nanoseconds(high, low), topic: this.#bus, offset };
    const rates = this.#rates;
    const dataRate = rates?.data ?? (this.#switches ? undefined : rates?.nominal);
    if (rates && dataRate !== undefined) {
      const share = nominal / rates.nominal + data / dataRate;
      this.#findings.metric('bus_load_percent', this.#bus, Math.min(100, share * 100), place);
    } else {
      const kilobits = (nominal + data) / 1000;
      this.#findings.metric('signal', `${this.#bus} traffic`, kilobits, place, 'kbit/s');
    }
  }
}

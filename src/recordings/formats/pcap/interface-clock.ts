import { maxSeconds, type TimeHalves } from '../../meaning/can/time-halves.ts';

const two32 = 2 ** 32;

/** Converts the timestamps of an interface: units of `if_tsresol` since 1970, `if_tsoffset` seconds earlier. */
export class InterfaceClock {
  readonly #unitsPerSecond: bigint;
  readonly #offsetSeconds: bigint;
  readonly #isMicroseconds: boolean;
  readonly #isNanoseconds: boolean;

  /** `resolution`: the negative power of 10, or of 2 with the upper bit set; microseconds by default. */
  constructor(resolution = 6, offsetSeconds = 0n) {
    const exponent = BigInt(resolution & 0x7f);
    this.#unitsPerSecond = (resolution & 0x80) === 0 ? 10n ** exponent : 2n ** exponent;
    this.#offsetSeconds = offsetSeconds;
    this.#isMicroseconds = resolution === 6 && offsetSeconds === 0n;
    this.#isNanoseconds = resolution === 9 && offsetSeconds === 0n;
  }

  /** Sets `time` to the timestamp `high` · 2^32 + `low`. */
  set(time: TimeHalves, high: number, low: number): void {
    const stamp = high * two32 + low;
    if (this.#isNanoseconds) {
      time.high = high;
      time.low = low;
    } else if (this.#isMicroseconds && Number.isSafeInteger(stamp)) {
      const seconds = Math.floor(stamp / 1e6);
      time.set(seconds, (stamp - seconds * 1e6) * 1_000);
    } else {
      const units = (BigInt(high) << 32n) | BigInt(low);
      const seconds = units / this.#unitsPerSecond;
      const rest = ((units - seconds * this.#unitsPerSecond) * 1_000_000_000n) / this.#unitsPerSecond;
      const shifted = seconds + this.#offsetSeconds;
      time.set(shifted > BigInt(maxSeconds) ? maxSeconds : Number(shifted), Number(rest));
    }
  }
}

import type { SampleFrame } from '../../../../samples/can/can-event.ts';
import { fdLengths } from '../../../../samples/can/length-code.ts';
import { placeOf } from '../../../../samples/databases/placing.ts';
import type { SampleMessage, SampleSignal } from '../../../../samples/dbc/dbc-writer.ts';
import { createRandom, type Random } from '../../../../samples/random.ts';

/** What the format of a database can say. */
export interface MessageOptions {
  /** Switches of one message. */
  switches: number;
  /** Bytes of the longest message. */
  longest: number;
}

const units = ['', 'V', 'degC', '%', 'km/h', '1/min', 'm/s^2'];
const factors = [1, 1, 0.1, 0.00390625, -2, 1e-3, 250];
const offsets = [0, 0, -40, 100.5, 1e6];

export class Draw {
  readonly random: Random;

  constructor(seed: number) {
    this.random = createRandom(seed);
  }

  below(limit: number): number {
    return Math.floor(this.random.next() * limit);
  }

  oneOf<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** In one case of `cases`. */
  chance(cases: number): boolean {
    return this.below(cases) === 0;
  }
}

/** Messages of both kinds of identifiers, with signals of every type in both byte orders, and switches. */
export function databaseMessages(seed: number, count: number, options: MessageOptions): SampleMessage[] {
  const draw = new Draw(seed);
  const ids = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const extended = draw.chance(2);
    let id: number;
    do id = draw.below(draw.chance(2) || !extended ? 0x800 : 0x1fff_ff00);
    while (ids.has(`${id} ${extended}`) || (extended && (id & 0xff) === 0xfe));
    ids.add(`${id} ${extended}`);
    const length = draw.oneOf(fdLengths.filter((each) => each > 0 && each <= options.longest));
    return {
      ...{ id, extended, name: `Message_${index}`, length },
      signals: new Layout(draw, `${index}`, length * 8).signals(draw.below(options.switches + 1)),
    };
  });
}

/** Signals one behind the other. */
class Layout {
  readonly #draw: Draw;
  readonly #name: string;
  readonly #bits: number;
  readonly #signals: SampleSignal[] = [];
  #at = 0;
  #bigEndian = false;

  constructor(draw: Draw, name: string, bits: number) {
    this.#draw = draw;
    this.#name = name;
    this.#bits = bits;
  }

  signals(switches: number): SampleSignal[] {
    for (let index = 0; index < switches; index += 1) this.#addSwitch();
    while (this.#at < this.#bits) this.#add({});
    return this.#signals;
  }

  #addSwitch(): void {
    const selector = this.#add({ multiplex: 'M', size: 1 + this.#draw.below(8) });
    if (!selector) return;
    const codes = new Set(
      Array.from({ length: 1 + this.#draw.below(4) }, () => this.#draw.below(2 ** selector.size)),
    );
    const from = this.#at;
    let end = from;
    for (const code of codes) {
      this.#at = from;
      for (let index = 1 + this.#draw.below(3); index > 0; index -= 1)
        this.#add({
          multiplex: `m${code}`,
          selectedBy: { name: selector.name, ranges: [[code, code]] },
          largest: 16,
        });
      end = Math.max(end, this.#at);
    }
    // What follows is behind all groups, from a whole byte on, so that it may have either byte order.
    this.#at = Math.ceil(end / 8) * 8;
  }

  #add({ largest = 64, ...given }: Partial<SampleSignal> & { largest?: number }): SampleSignal | undefined {
    const draw = this.#draw;
    const bigEndian = draw.chance(3) ? !this.#bigEndian : this.#bigEndian;
    const at = bigEndian === this.#bigEndian ? this.#at : Math.ceil(this.#at / 8) * 8;
    const room = this.#bits - at;
    const float = given.size === undefined && draw.chance(6) && room >= 32 && largest >= 64;
    const drawn = float
      ? draw.oneOf(room >= 64 ? [32, 64] : [32])
      : Math.min(room, 1 + draw.below(draw.chance(4) ? largest : 16));
    const size = given.size ?? drawn;
    this.#at = at + Math.max(1, size) + (draw.chance(3) ? draw.below(4) : 0);
    if (size < 1 || size > room) return undefined;
    this.#bigEndian = bigEndian;
    const isSwitch = given.multiplex === 'M';
    const signal: SampleSignal = {
      name: `Signal_${this.#name}_${this.#signals.length}`,
      ...{ size, bigEndian, start: bigEndian ? (at & ~7) + 7 - (at & 7) : at },
      ...{ float, signed: !isSwitch && (float || draw.chance(2)) },
      ...(!isSwitch && { factor: draw.oneOf(factors), offset: draw.oneOf(offsets), unit: draw.oneOf(units) }),
      ...(!float && !isSwitch && draw.chance(3) && { values: this.#labels(size) }),
      ...given,
    };
    this.#signals.push(signal);
    return signal;
  }

  #labels(size: number): Record<number, string> {
    const most = 2 ** Math.min(size, 8);
    const values = Array.from({ length: 1 + this.#draw.below(4) }, () => this.#draw.below(most));
    return Object.fromEntries(
      values.map((value) => [value, this.#draw.oneOf(['off', 'on, really', 'a // b'])]),
    );
  }
}

/** A frame of the message: any bits, but for its switches, which select something. Without switches it may be too short. */
export function databaseFrame(
  { id, extended = false, length, signals }: SampleMessage,
  seed: number,
): Omit<SampleFrame, 'timeNs'> {
  const draw = new Draw(seed);
  const isFd = length > 8 || draw.chance(5);
  const isCut = draw.chance(8) && signals.every(({ multiplex }) => multiplex === undefined);
  const bytes =
    (isFd ? fdLengths : [0, 1, 2, 3, 4, 5, 6, 7, 8]).find(
      (each) => each >= (isCut ? draw.below(length) : length),
    ) ?? 64;
  const data = draw.random.bytes(draw.chance(4) ? Math.max(bytes, isFd ? 64 : 8) : bytes);
  for (const selector of signals.filter(({ multiplex }) => multiplex === 'M')) {
    const codes = signals.flatMap(({ selectedBy }) =>
      selectedBy?.name === selector.name ? (selectedBy.ranges[0]?.[0] ?? []) : [],
    );
    if (codes.length > 0) writeBits(data, selector, draw.oneOf(codes));
  }
  return { bus: 1 + draw.below(2), id, extended, data, fd: isFd };
}

/** Writes a raw value of up to 31 bits. */
function writeBits(data: Uint8Array, signal: SampleSignal, value: number): void {
  const first = placeOf(signal);
  for (let index = 0; index < signal.size; index += 1) {
    const at = first + index;
    const [bit, mask] = signal.bigEndian
      ? [(value >> (signal.size - 1 - index)) & 1, 0x80 >> (at & 7)]
      : [(value >> index) & 1, 1 << (at & 7)];
    const byte = data[at >> 3] as number;
    data[at >> 3] = bit ? byte | mask : byte & ~mask;
  }
}

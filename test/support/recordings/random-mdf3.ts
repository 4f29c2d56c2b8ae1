import { type Mdf3Version, type SampleChannel, signalTypes } from '../../../samples/mdf3/channels.ts';
import type { SampleConversion } from '../../../samples/mdf3/conversions.ts';
import {
  plainLayout,
  type SampleGroup,
  type SampleRecord,
  writeMdf3,
} from '../../../samples/mdf3/mdf3-writer.ts';
import { putValue } from '../../../samples/mdf3/values.ts';
import { createRandom } from '../../../samples/random.ts';

const startNs = 1_773_475_200_000_000_000n;
const versions: Mdf3Version[] = ['2.14', '3.00', '3.10', '3.20', '3.30'];
const wholeTypes = [0, 1, 9, 10, 13, 14];
const signedTypes: number[] = [signalTypes.signed, signalTypes.signedBig, signalTypes.signedLittle];
const bigTypes: number[] = [signalTypes.unsignedBig, signalTypes.signedBig];
const floatTypes = [2, 3, 11, 12, 15, 16];
const doubleTypes: number[] = [signalTypes.double, signalTypes.doubleBig, signalTypes.doubleLittle];

/** Raw values have at most so many bits, so that no conversion leaves the scale of figures. */
const mostBits = 18;

/** A valid file of any version and order, by its seed: groups, channels of any type and place, conversions, records. */
export function randomMdf3(seed: number): Uint8Array {
  const random = createRandom(seed).next;
  const below = (bound: number) => Math.floor(random() * bound);
  const pick = <T>(list: readonly T[]) => list[below(list.length)] as T;
  const groups = Array.from({ length: 1 + below(3) }, (_, index) =>
    randomGroup(index, { below, pick, random }),
  );
  const records = groups.flatMap((group, index) => recordsOf(group, index, below));
  const ids = pick([0, 1] as const);
  if (ids === 1) records.sort((a, b) => a.at - b.at);
  const layout = { ...plainLayout, version: pick(versions), ids };
  return writeMdf3({ startNs, groups, records: records.map(({ record }) => record) }, layout).bytes;
}

interface Dice {
  random(): number;
  below(bound: number): number;
  pick<T>(list: readonly T[]): T;
}

function randomGroup(index: number, dice: Dice): SampleGroup {
  const { below, pick } = dice;
  const time = { name: 't', unit: 's', isTime: true, type: pick(doubleTypes), at: 0, bits: 64 };
  const channels: SampleChannel[] = [time];
  let at = 64;
  for (let number = 0; number <= below(7); number += 1) {
    const isFloat = below(3) === 0;
    const type = pick(isFloat ? floatTypes : wholeTypes);
    const shift = isFloat ? 0 : below(8);
    const bits = isFloat ? pick([32, 64]) : wholeBits(type, shift, dice);
    channels.push({
      name: `C${index}_${number}`,
      unit: 'm',
      type,
      at: at + shift,
      bits,
      ...conversionOf(dice, isFloat),
    });
    at += 8 * Math.ceil((shift + bits) / 8) + 8 * below(3);
  }
  return { name: `Group ${index}`, recordBytes: at / 8, channels };
}

/**
 * How many bits a whole number has from this bit of its first byte on. asammdf 8.8 reads big-endian numbers of up to
 * 8 bits that lie in two bytes as if they were little-endian, so that none of these is asked for.
 */
function wholeBits(type: number, shift: number, { below, random }: Dice): number {
  if (!bigTypes.includes(type)) return 1 + below(64 - shift);
  return random() < 0.3 ? 1 + below(8 - shift) : 9 + below(56 - shift);
}

/** asammdf 8.8 squares whole numbers in as many bits as these have, so that it overflows: it is asked for squares of figures alone. */
function conversionOf({ below, pick, random }: Dice, isFloat: boolean): { conversion?: SampleConversion } {
  const figure = () => Math.round((random() - 0.5) * 2_000) / 100 || 1;
  const rows = () => {
    let key = -100;
    return Array.from({ length: 2 + below(6) }, () => {
      key += 1 + below(400);
      return [key, figure()];
    }).flat();
  };
  const conversions: (() => SampleConversion | undefined)[] = [
    () => undefined,
    () => ({ type: 0, values: [figure(), figure()] }),
    () => ({ type: 1, values: rows() }),
    () => ({ type: 2, values: rows() }),
    () => ({ type: 6, values: [figure(), figure(), 0, figure(), figure(), figure()] }),
    // Its denominator is never 0.
    () => ({ type: 9, values: [0, figure(), figure(), isFloat ? 1 : 0, 0, 1 + below(9)] }),
    () => ({ type: 10, formula: pick(['X1 * 2 - 1', '(X1 + 3) / 4', '(X1 / 100) ** 2', '-X1']) }),
  ];
  const conversion = pick(conversions)();
  return conversion ? { conversion } : {};
}

function recordsOf({ recordBytes, channels }: SampleGroup, group: number, below: Dice['below']) {
  return Array.from({ length: 1 + below(80) }, (_, index): { at: number; record: SampleRecord } => {
    const bytes = Buffer.alloc(recordBytes);
    const at = index / (1 + group);
    for (const channel of channels)
      putValue(bytes, channel, channel.isTime ? at : rawOf(channel, below), false);
    return { at, record: { group, bytes } };
  });
}

function rawOf({ type, bits }: SampleChannel, below: Dice['below']): number {
  if (floatTypes.includes(type)) return below(2 ** mostBits) / 64 - 1_000;
  const size = 2 ** Math.min(bits, mostBits);
  return below(size) - (signedTypes.includes(type) ? size / 2 : 0);
}

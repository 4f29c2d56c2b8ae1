import { createRandom } from '../random.ts';
import type { SampleMessage, SampleSignal } from './dbc-writer.ts';

/** Every way in which a signal can be placed in a message and depend on others. */
export const layoutMessages: SampleMessage[] = [
  {
    id: 0x100,
    name: 'Wide',
    length: 8,
    signals: [{ name: 'AllUnsigned', start: 0, size: 64 }],
  },
  {
    id: 0x101,
    name: 'WideSigned',
    length: 8,
    signals: [
      { name: 'AllSigned', start: 7, size: 64, bigEndian: true, signed: true, factor: 0.5, offset: -1 },
    ],
  },
  {
    id: 0x102,
    name: 'Floats',
    length: 24,
    signals: [
      { name: 'SingleLittle', start: 0, size: 32, float: true, signed: true, unit: 'm' },
      { name: 'SingleBig', start: 39, size: 32, bigEndian: true, float: true, signed: true, factor: 2 },
      { name: 'DoubleLittle', start: 64, size: 64, float: true, signed: true },
      { name: 'DoubleBig', start: 135, size: 64, bigEndian: true, float: true, signed: true },
    ],
  },
  {
    id: 0x1abcdef0,
    extended: true,
    name: 'SimpleMultiplex',
    length: 8,
    signals: [
      { name: 'Page', start: 4, size: 4, multiplex: 'M' },
      { name: 'OnEachPage', start: 0, size: 4 },
      { name: 'PageTwo', start: 15, size: 12, bigEndian: true, signed: true, multiplex: 'm2' },
      { name: 'PageThree', start: 8, size: 33, signed: true, factor: -0.25, multiplex: 'm3' },
    ],
  },
  {
    id: 0x103,
    name: 'ExtendedMultiplex',
    length: 8,
    signals: [
      { name: 'Outer', start: 0, size: 8, multiplex: 'M' },
      { name: 'Inner', start: 8, size: 8, multiplex: 'm1M', selectedBy: { name: 'Outer', ranges: [[1, 3]] } },
      {
        name: 'Deep',
        start: 16,
        size: 16,
        multiplex: 'm5',
        selectedBy: {
          name: 'Inner',
          ranges: [
            [5, 5],
            [7, 9],
          ],
        },
      },
      {
        name: 'Shallow',
        start: 16,
        size: 9,
        multiplex: 'm4',
        selectedBy: { name: 'Outer', ranges: [[4, 4]] },
      },
    ],
  },
  {
    id: 0x104,
    name: 'AMessageWhoseNameHasMoreThanThirtyTwoCharacters',
    length: 8,
    signals: [
      { name: 'ASignalWhoseNameHasMoreThanThirtyTwoCharacters', start: 3, size: 13 },
      { name: 'ASignalOfTheOtherByteOrder', start: 18, size: 21, bigEndian: true, factor: 1e-3 },
    ],
  },
];

/** Messages with signals at random places, not overlapping, of both byte orders; the same seed gives the same ones. */
export function randomMessages(seed: number, count: number): SampleMessage[] {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random.next() * limit);
  return Array.from({ length: count }, (_, index) => {
    const length = index % 5 === 4 ? 64 : 8;
    const bigEndian = below(2) === 1;
    const signals: SampleSignal[] = [];
    for (let bit = 0; bit < length * 8; ) {
      const size = Math.min(length * 8 - bit, 1 + below(below(4) === 0 ? 64 : 16));
      signals.push({
        name: `Signal_${index}_${signals.length}`,
        start: bigEndian ? (bit & ~7) + 7 - (bit & 7) : bit,
        size,
        bigEndian,
        signed: below(2) === 1,
        factor: [1, 0.1, 0.00390625, -2][below(4)] ?? 1,
        offset: [0, -40, 100.5][below(3)] ?? 0,
        unit: ['', 'V', 'degC', '%'][below(4)] ?? '',
      });
      bit += size + below(3);
    }
    return { id: 0x200 + index, extended: 0x200 + index > 0x7ff, name: `Message_${index}`, length, signals };
  });
}

import { type SampleChannel, signalTypes } from '../../../samples/mdf3/channels.ts';
import type { SampleConversion } from '../../../samples/mdf3/conversions.ts';
import {
  plainLayout,
  type SampleGroup,
  type WrittenMdf3,
  writeMdf3,
} from '../../../samples/mdf3/mdf3-writer.ts';
import { sampleMdf3 } from '../../../samples/mdf3/sample-mdf3.ts';
import { putValue } from '../../../samples/mdf3/values.ts';
import { randomMdf3 } from './random-mdf3.ts';

const seconds = 12;
const startNs = 1_773_475_200_000_000_000n;

/** One channel of each type of integers and numbers, in odd places. */
const typed: Record<string, [type: number, bits: number, shift: number]> = {
  U8: [signalTypes.unsigned, 8, 0],
  U3: [signalTypes.unsigned, 3, 5],
  U12: [signalTypes.unsigned, 12, 3],
  U32: [signalTypes.unsigned, 32, 0],
  U45: [signalTypes.unsigned, 45, 2],
  I5: [signalTypes.signed, 5, 1],
  I16: [signalTypes.signed, 16, 0],
  I64: [signalTypes.signed, 64, 0],
  F32: [signalTypes.float, 32, 0],
  F64: [signalTypes.double, 64, 0],
  BU16: [signalTypes.unsignedBig, 16, 0],
  BU11: [signalTypes.unsignedBig, 11, 2],
  BI24: [signalTypes.signedBig, 24, 0],
  BI32: [signalTypes.signedBig, 32, 0],
  BF32: [signalTypes.floatBig, 32, 0],
  BF64: [signalTypes.doubleBig, 64, 0],
  LU16: [signalTypes.unsignedLittle, 16, 0],
  LI13: [signalTypes.signedLittle, 13, 1],
  LF32: [signalTypes.floatLittle, 32, 0],
  LF64: [signalTypes.doubleLittle, 64, 0],
};

/** Each conversion that gives numbers, of raw values from 0 to 249. */
const conversions: Record<string, SampleConversion> = {
  None: { type: 65_535, values: [] },
  Linear: { type: 0, values: [-12.5, 0.5] },
  Interpolated: { type: 1, values: [0, 1, 10, 100, 50, 60, 200, 61] },
  Table: { type: 2, values: [0, 1, 10, 100, 50, 60, 200, 61] },
  Polynomial: { type: 6, values: [1, 0, 0, 2, 0, 0] },
  PolynomialInFull: { type: 6, values: [3, 5, 0.25, 2, 1, 700] },
  Rational: { type: 9, values: [0.01, 2, 3, 0.002, 0.1, 7] },
  RationalLinear: { type: 9, values: [0, 3, 0, 0, 0, 4] },
  Formula: { type: 10, formula: '(X1 * 2 + 7) / (X1 + 1)' },
};

const time: SampleChannel = { name: 't', unit: 's', isTime: true, type: signalTypes.double, at: 0, bits: 64 };

/** `count` records of one group, whose channels stand one after the other, each on bytes of its own. */
function oneGroup(
  name: string,
  channels: readonly Omit<SampleChannel, 'at'>[],
  shifts: readonly number[],
  rawOf: (record: number, channel: number) => number | bigint | string,
  count = 250,
): WrittenMdf3 {
  let bits = 64;
  const placed = channels.map((channel, index) => {
    const at = bits + (shifts[index] ?? 0);
    bits = 8 * Math.ceil((at + channel.bits) / 8);
    return { ...channel, at };
  });
  const group: SampleGroup = { name, recordBytes: bits / 8, channels: [time, ...placed] };
  const records = Array.from({ length: count }, (_, record) => {
    const bytes = Buffer.alloc(group.recordBytes);
    putValue(bytes, time, record / 100, false);
    for (const [index, channel] of placed.entries()) putValue(bytes, channel, rawOf(record, index), false);
    return { group: 0, bytes };
  });
  return writeMdf3({ startNs, groups: [group], records }, plainLayout);
}

/** Whole numbers of any sign, which the types of numbers hold exactly; in wide unsigned ones they are not negative. */
function typedValue(record: number, channel: number): bigint {
  const [type, bits] = Object.values(typed)[channel] ?? [0, 0];
  const from = type === signalTypes.unsigned && bits > 24 ? 0 : 100;
  return BigInt(record - from) * BigInt(channel * channel * 3 + 1);
}

const texts: Omit<SampleChannel, 'at'>[] = [
  { name: 'State', type: signalTypes.unsigned, bits: 8, conversion: { type: 11, texts: [[1, 'on']] } },
  {
    name: 'Range',
    type: signalTypes.unsigned,
    bits: 8,
    conversion: { type: 12, otherwise: 'other', ranges: [[1, 20, 'low']] },
  },
  { name: 'Text', type: signalTypes.text, bits: 64 },
  { name: 'Bytes', type: signalTypes.bytes, bits: 32 },
  { name: 'Figure', unit: 'm', type: signalTypes.unsigned, bits: 8 },
];

/** Seeds of random files. */
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** Files by the names that `test/oracles/mdf3/expected.json` uses. */
export function mdf3Samples(): Record<string, Uint8Array> {
  const written = Object.entries(writtenSamples()).map(([name, { bytes }]) => [name, bytes]);
  const random = seeds.map((seed) => [`random-${seed}.mdf`, randomMdf3(seed)]);
  return Object.fromEntries([...written, ...random]);
}

function writtenSamples(): Record<string, WrittenMdf3> {
  return {
    'v2.14.mdf': sampleMdf3({ seconds, version: '2.14' }),
    'v3.00.mdf': sampleMdf3({ seconds, version: '3.00' }),
    'v3.10.dat': sampleMdf3({ seconds, version: '3.10' }),
    'v3.20.dat': sampleMdf3({ seconds, version: '3.20' }),
    'v3.30.mdf': sampleMdf3({ seconds }),
    'unsorted.mdf': sampleMdf3({ seconds, ids: 1 }),
    'types.mdf': oneGroup(
      'Types',
      Object.entries(typed).map(([name, [type, bits]]) => ({ name, unit: 'm', type, bits })),
      Object.values(typed).map(([, , shift]) => shift),
      typedValue,
    ),
    'conversions.mdf': oneGroup(
      'Conversions',
      Object.entries(conversions).map(([name, conversion]) => ({
        name,
        unit: 'm',
        type: signalTypes.unsigned,
        bits: 8,
        conversion,
      })),
      [],
      (record) => record,
    ),
    'texts.mdf': oneGroup('Texts', texts, [], (record, channel) => (channel === 2 ? `t${record}` : record)),
  };
}

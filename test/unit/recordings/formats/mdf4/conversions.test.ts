import { describe, expect, test } from 'vitest';
import { dataTypes, type SampleChannel } from '../../../../../samples/mdf4/channels.ts';
import type { SampleConversion } from '../../../../../samples/mdf4/conversions.ts';
import { writeMdf4 } from '../../../../../samples/mdf4/mdf4-writer.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const time: SampleChannel = { name: 't', unit: 's', kind: 2, dataType: dataTypes.float, at: 0, bits: 64 };

/** Records of a time and one value of 8 bytes, written as a floating-point number, an integer, or a text. */
async function summaryOf(values: readonly (number | bigint | string)[], channel: Partial<SampleChannel>) {
  const records = values.map((value, index) => {
    const bytes = Buffer.alloc(16);
    bytes.writeDoubleLE(index / 10, 0);
    if (typeof value === 'string') bytes.write(value, 8, 'latin1');
    else if (typeof value === 'bigint') bytes.writeBigInt64LE(value, 8);
    else bytes.writeDoubleLE(value, 8);
    return { group: 0, bytes };
  });
  const dataType = { number: dataTypes.float, bigint: dataTypes.signed, string: dataTypes.utf8 }[
    typeof values[0] as 'number' | 'bigint' | 'string'
  ];
  const value: SampleChannel = { name: 'Value', unit: 'bar', dataType, at: 8, bits: 64, ...channel };
  const groups = [{ name: 'Group', recordBytes: 16, channels: [time, value] }];
  const content = { startNs: 1_773_475_200_000_000_000n, comment: '', groups, records };
  const { bytes } = writeMdf4(content, { sorted: true, unfinished: false, packing: 'none', blockBytes: 0 });
  const { verdict, metrics, omitted, message_count } = await summarise(bytes);
  expect(verdict.code).toBe('ok');
  expect(message_count).toBe(values.length);
  const metric = metrics.find(({ source }) => source === 'Group Value');
  const figures = metric && [metric.count, metric.min_milli, metric.max_milli];
  return { figures, values: omitted.values };
}

const whole = [0n, 1n, 2n, 10n, 15n, 20n, 255n];
const kelvin: SampleConversion = { type: 1, values: [-273.15, 1] };

describe('a conversion', () => {
  test.each<[string, SampleConversion, number[] | undefined, Record<string, number> | undefined]>([
    ['of no kind', { type: 0 }, [7, 0, 255_000], undefined],
    ['linear', { type: 1, values: [10, 2] }, [7, 10_000, 520_000], undefined],
    ['rational', { type: 2, values: [0, 1, 5, 0, 0, 2] }, [7, 2_500, 130_000], undefined],
    ['by a formula', { type: 3, references: ['X*X - 1'] }, [7, -1_000, 65_024_000], undefined],
    [
      'by a formula in XML',
      { type: 3, references: ['<CCcomment><TX>2*X1</TX></CCcomment>'] },
      [7, 0, 510_000],
      undefined,
    ],
    ['by a formula of two values', { type: 3, references: ['X1 + X2'] }, undefined, { unknown_rule: 7 }],
    ['by a line', { type: 4, values: [0, 0, 10, 100, 20, 100] }, [7, 0, 100_000], undefined],
    ['by the nearer key', { type: 5, values: [0, 0, 10, 100, 20, 50] }, [7, 0, 100_000], undefined],
    ['by ranges', { type: 6, values: [0, 2, 5, 10, 20, 6, 99] }, [7, 5_000, 99_000], undefined],
    ['to texts', { type: 7, values: [0, 1], references: ['off', 'on', 'other'] }, undefined, { text: 7 }],
    [
      'to texts without another',
      { type: 7, values: [0, 1], references: ['off', 'on', undefined] },
      undefined,
      { text: 7 },
    ],
    [
      'to a text for one value',
      { type: 7, values: [255], references: ['SNA', kelvin] },
      [6, -273_150, -253_150],
      { text: 1 },
    ],
    [
      'to a rule for one value',
      { type: 7, values: [255], references: [kelvin, 'off'] },
      [1, -18_150, -18_150],
      { text: 6 },
    ],
    [
      'to texts of a value that is none',
      { type: 7, values: [Number.NaN], references: ['NaN', kelvin] },
      [7, -273_150, -18_150],
      undefined,
    ],
    [
      'to texts of ranges',
      { type: 8, values: [0, 2, 200, 255], references: ['low', 'error', { type: 0 }] },
      [3, 10_000, 20_000],
      { text: 4 },
    ],
    [
      'to a rule in a range',
      { type: 8, values: [0, 15], references: [{ type: 1, values: [0, 2] }, 'high'] },
      [5, 0, 30_000],
      { text: 2 },
    ],
    [
      'to texts of no range',
      { type: 8, values: [Number.NaN, Number.NaN], references: ['never', kelvin] },
      [7, -273_150, -18_150],
      undefined,
    ],
    [
      'to rules that refer to others',
      {
        type: 7,
        values: [255],
        references: ['SNA', { type: 8, values: [0, 2], references: ['low', { type: 1, values: [0, 3] }] }],
      },
      [3, 30_000, 60_000],
      { text: 4 },
    ],
    [
      'to itself',
      { type: 7, values: [255], references: ['SNA', kelvin], refersToItself: true },
      undefined,
      { text: 7 },
    ],
    ['of bits to texts', { type: 11, values: [1, 2], references: ['a', 'b'] }, undefined, { text: 7 }],
    ['of a kind that is not known', { type: 77, values: [1, 2] }, undefined, { unknown_rule: 7 }],
  ])('%s', async (_, conversion, figures, values) => {
    expect(await summaryOf(whole, { conversion })).toEqual({ figures, values });
  });

  test('by floating-point ranges excludes their upper bound', async () => {
    const conversion = { type: 6, values: [0, 10, 1, 10, 20, 2, 30, 30, 3, 99] };
    expect((await summaryOf([0, 9.9, 10, 19.5], { conversion })).figures).toEqual([4, 1_000, 2_000]);
    expect((await summaryOf([20, 30, 31], { conversion })).figures).toEqual([3, 3_000, 99_000]);
  });

  test('by ranges out of order uses the first that contains a value', async () => {
    const conversion = { type: 6, values: [100, 200, 1, 0, 50, 2, 0, 300, 3, 99] };
    expect((await summaryOf([10n, 60n, 150n], { conversion })).figures).toEqual([3, 1_000, 3_000]);
  });

  test('of texts to numbers', async () => {
    const conversion = { type: 9, values: [1, 2, -7], references: ['on', 'off'] };
    expect((await summaryOf(['on', 'off', 'on', 'what'], { conversion })).figures).toEqual([
      4, -7_000, 2_000,
    ]);
    const only = { type: 9, values: [1, 2], references: ['on', 'off'] };
    expect(await summaryOf(['on', 'off', 'what'], { conversion: only })).toEqual({
      figures: [2, 1_000, 2_000],
      values: { text: 1 },
    });
  });

  test('of texts to texts yields no figures', async () => {
    const conversion = { type: 10, references: ['on', 'ein', 'off', 'aus', 'sonst'] };
    expect(await summaryOf(['on', 'off'], { conversion })).toEqual({
      figures: undefined,
      values: { text: 2 },
    });
  });
});

describe('values that are not figures are counted', () => {
  test('if they are too large for a figure', async () => {
    const large = [1n, 2n ** 53n + 1n, 999n * 10n ** 15n, -(2n ** 63n)];
    expect(await summaryOf(large, {})).toEqual({ figures: [1, 1_000, 1_000], values: { out_of_scale: 3 } });
  });

  test('if they are not numbers', async () => {
    const values = [1, Number.NaN, Number.POSITIVE_INFINITY];
    expect(await summaryOf(values, {})).toEqual({ figures: [1, 1_000, 1_000], values: { no_number: 2 } });
  });

  test('if they are implausible for their name', async () => {
    const { figures, values } = await summaryOf([20, 5_000], { name: 'BatteryVoltage', unit: 'V' });
    expect({ figures, values }).toEqual({ figures: undefined, values: { implausible: 1 } });
  });

  test.each([
    ['texts', { dataType: dataTypes.utf8 }, 'text'],
    ['bytes', { dataType: dataTypes.bytes }, 'no_number'],
    ['complex numbers', { dataType: 15 }, 'no_number'],
    ['dates of CANopen', { dataType: 13 }, 'no_number'],
    ['arrays', { composition: 'CA' }, 'no_number'],
  ])('if they are %s', async (_, channel, reason) => {
    expect((await summaryOf([1, 2], channel)).values).toEqual({ [reason]: 2 });
  });

  test('if there are more signals than a summary keeps', async () => {
    const signals = Array.from({ length: 30 }, (_, index): SampleChannel => {
      return { name: `Signal${index}`, dataType: dataTypes.unsigned, at: 8 + index, bits: 8 };
    });
    const records = [0, 1, 2].map(() => ({ group: 0, bytes: Buffer.alloc(38) }));
    const groups = [{ name: 'Group', recordBytes: 38, channels: [time, ...signals] }];
    const { bytes } = writeMdf4(
      { startNs: 1_773_475_200_000_000_000n, comment: '', groups, records },
      { sorted: true, unfinished: false, packing: 'none', blockBytes: 0 },
    );
    const { metrics, omitted } = await summarise(bytes);
    expect(metrics.length).toBe(24);
    expect(omitted.values).toEqual({ too_many: 6 * 3 });
  });
});

import { describe, expect, test } from 'vitest';
import { type SampleChannel, signalTypes } from '../../../../../samples/mdf3/channels.ts';
import type { SampleConversion } from '../../../../../samples/mdf3/conversions.ts';
import { type Mdf3Layout, plainLayout, writeMdf3 } from '../../../../../samples/mdf3/mdf3-writer.ts';
import { sampleMdf3 } from '../../../../../samples/mdf3/sample-mdf3.ts';
import { putValue } from '../../../../../samples/mdf3/values.ts';
import type { FileSummary } from '../../../../../src/recordings/summary/file-summary.ts';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

const startNs = 1_773_475_200_000_000_000n;
const time: SampleChannel = { name: 't', unit: 's', isTime: true, type: signalTypes.double, at: 0, bits: 64 };

/** A group of one channel besides its time, with the given raw values. */
function oneChannel(
  channel: Omit<SampleChannel, 'at'>,
  raws: readonly (number | Uint8Array)[],
  layout: Partial<Mdf3Layout> = {},
): Uint8Array {
  const placed = { ...channel, at: 64 };
  const group = { name: 'Group', recordBytes: 8 + Math.ceil(channel.bits / 8), channels: [time, placed] };
  const records = raws.map((raw, index) => {
    const bytes = Buffer.alloc(group.recordBytes);
    putValue(bytes, time, index, layout.bigEndian ?? false);
    if (typeof raw === 'number') putValue(bytes, placed, raw, layout.bigEndian ?? false);
    else bytes.set(raw, 8);
    return { group: 0, bytes };
  });
  return writeMdf3({ startNs, groups: [group], records }, { ...plainLayout, ...layout }).bytes;
}

function figures({ metrics }: FileSummary) {
  return metrics.map(({ source, unit, count, min_milli, max_milli, sum_milli }) => ({
    source,
    unit,
    count,
    min_milli,
    max_milli,
    sum_milli,
  }));
}

describe('a recording says the same in every layout', () => {
  const plain = summarise(sampleMdf3({ seconds: 20 }).bytes);
  const layouts: [string, Partial<Mdf3Layout>][] = [
    ['of version 2', { version: '2.14' }],
    ['big-endian', { bigEndian: true }],
    ['big-endian and of version 2', { bigEndian: true, version: '2.14' }],
    ['with the id of its group before each record', { ids: 1 }],
    ['with the id before and after', { ids: 2 }],
    ['with ids, big-endian', { ids: 2, bigEndian: true }],
    ['not finished', { ids: 1, unfinished: true }],
    ['ahead of UTC', { utcOffset: 9 }],
    ['behind UTC', { utcOffset: -7 }],
  ];
  test.each(layouts)('%s', async (_, layout) => {
    const summary = await summarise(sampleMdf3({ seconds: 20, ...layout }).bytes);
    expect(summary.verdict).toEqual({ code: 'ok', message: 'All 240 messages were read.' });
    const { topics, span, logs } = await plain;
    expect(figures(summary)).toEqual(figures(await plain));
    expect(summary.span).toEqual(span);
    expect(countsByTopic(summary)).toEqual(Object.fromEntries(topics.map((t) => [t.name, t.message_count])));
    expect(summary.logs.map(({ text }) => text)).toEqual(logs.map(({ text }) => text));
  });

  test('with signals by their long names, units and triggers', async () => {
    const { topics, metrics, logs, omitted, span } = await plain;
    expect(topics.map(({ name, type }) => ({ name, type }))).toEqual([
      {
        name: 'Engine',
        type: 'EngineSpeed\\CCP:1, CoolantTemperature_of_the_whole_engine\\CCP:1, Gear\\CCP:1, Torque',
      },
      { name: 'Recorder', type: 'battery_voltage, cpu_load, board_temperature' },
    ]);
    expect(metrics.map(({ name, source }) => `${name}: ${source}`)).toEqual(
      expect.arrayContaining([
        'signal: Engine CoolantTemperature_of_the_whole_engine\\CCP:1',
        'battery_voltage: Recorder battery_voltage',
        'cpu_percent: Recorder cpu_load',
      ]),
    );
    expect(logs).toEqual([
      expect.objectContaining({
        source: 'trigger',
        text: 'Trigger "Start button": kept are 0 s before and 60 s after',
        time_ns: String(startNs),
      }),
    ]);
    // A gear is a text.
    expect(omitted.values).toEqual({ text: 200 });
    expect(span).toEqual({
      start_ns: String(startNs),
      end_ns: String(startNs + 19_900_000_000n),
      clock: 'unix',
    });
  });
});

describe('times', () => {
  test('by the number that some programs write as UTC, whatever the zone', async () => {
    const bytes = Uint8Array.from(sampleMdf3({ seconds: 20, utcOffset: 2 }).bytes);
    new DataView(bytes.buffer).setBigUint64(64 + 164, startNs, true);
    expect((await summarise(bytes)).span?.start_ns).toBe(String(startNs));
  });

  test('without bits count records', async () => {
    const counted: SampleChannel = { name: 't', isTime: true, step: 0.5, type: 0, at: 0, bits: 0 };
    const group = {
      name: 'Counted',
      recordBytes: 1,
      channels: [counted, { name: 'x', type: 0, at: 0, bits: 8 }],
    };
    const records = [1, 2, 3].map((value) => ({ group: 0, bytes: Buffer.of(value) }));
    const { bytes } = writeMdf3({ startNs, groups: [group], records }, plainLayout);
    const { span, verdict } = await summarise(bytes);
    expect(verdict.code).toBe('ok');
    expect(BigInt(span?.end_ns ?? 0) - BigInt(span?.start_ns ?? 0)).toBe(1_000_000_000n);
  });

  test('of a recorder whose clock was never set count from the beginning', async () => {
    const { bytes } = sampleMdf3({ seconds: 20, startTime: new Date('1980-01-01T00:00:00Z') });
    const { span, verdict } = await summarise(bytes);
    expect(verdict.code).toBe('ok');
    expect(span).toEqual({ start_ns: '0', end_ns: '19900000000', clock: 'boot' });
  });
});

describe('values', () => {
  const byte = { name: 'x', unit: 'm', type: signalTypes.unsigned, bits: 8 };
  const rules: [string, SampleConversion, number, number | undefined][] = [
    ['exponential', { type: 7, values: [2, 3, 0, 0, 0, 1, 0] }, 20, Math.log(20 / 2) / 3],
    [
      'exponential, of the other form',
      { type: 7, values: [0, 0, 50, 2, 4, 1, 0] },
      10,
      Math.log((50 / 10 - 1) / 2) / 4,
    ],
    ['logarithmic', { type: 8, values: [2, 3, 0, 0, 0, 1, 0] }, 4, Math.exp(4 / 2) / 3],
    ['exponential, of no form', { type: 7, values: [1, 3, 0, 1, 0, 1, 0] }, 20, undefined],
    ['a formula', { type: 10, formula: 'sqrt(X1) + 2' }, 49, 9],
    ['a formula with an unknown function', { type: 10, formula: 'mystery(X1)' }, 49, undefined],
    [
      'a formula for what has no text',
      { type: 12, otherwise: '"0.5*{X}+1"', ranges: [[254, 255, 'SNA']] },
      20,
      11,
    ],
    ['a rule of a later version', { type: 99, values: [1] }, 20, undefined],
    ['a date of CANopen', { type: 132, values: [] }, 20, undefined],
  ];
  test.each(rules)('by %s', async (_, conversion, raw, expected) => {
    const summary = await summarise(oneChannel({ ...byte, conversion }, [raw]));
    expect(summary.verdict.code).toBe('ok');
    if (expected === undefined) {
      expect(summary.metrics).toEqual([]);
      expect(summary.omitted.values).toEqual({ unknown_rule: 1 });
    } else expect(summary.metrics[0]?.max_milli).toBe(Math.round(expected * 1000));
  });

  test.each([
    ['F', signalTypes.vaxF, [0x49, 0x41, 0xd8, 0x0f]],
    ['D', signalTypes.vaxD, [0x49, 0x41, 0xd8, 0x0f, 0, 0, 0, 0]],
    ['G', signalTypes.vaxG, [0x29, 0x40, 0xfb, 0x21, 0, 0, 0, 0]],
  ])('that are π in the VAX format %s', async (_, type, bytes) => {
    const channel = { name: 'x', unit: 'm', type, bits: bytes.length * 8 };
    const summary = await summarise(oneChannel(channel, [Uint8Array.from(bytes)]));
    expect(summary.metrics[0]?.max_milli).toBe(3_142);
  });

  test('of an array are those of its elements', async () => {
    const part = (name: string, at: number): SampleChannel => ({ name, unit: 'm', type: 0, at, bits: 8 });
    const channels = [
      time,
      { ...part('all', 64), bits: 16, elements: 2 },
      part('a[0]', 64),
      part('a[1]', 72),
    ];
    const record = Buffer.alloc(10);
    record.set([3, 4], 8);
    const groups = [{ name: 'Array', recordBytes: 10, channels }];
    const { bytes } = writeMdf3({ startNs, groups, records: [{ group: 0, bytes: record }] }, plainLayout);
    const summary = await summarise(bytes);
    expect(figures(summary).map(({ source, max_milli }) => [source, max_milli])).toEqual([
      ['Array a[0]', 3000],
      ['Array a[1]', 4000],
    ]);
  });

  test('of a group without a name are those of its CAN message', async () => {
    const channel = { ...byte, at: 64, message: { id: 0x123, name: 'EngineData' } };
    const groups = [{ name: '', recordBytes: 9, channels: [time, channel] }];
    const records = [{ group: 0, bytes: Buffer.alloc(9) }];
    const { bytes } = writeMdf3({ startNs, groups, records }, plainLayout);
    expect(countsByTopic(await summarise(bytes))).toEqual({ EngineData: 1 });
  });

  test('of a type of a later version are counted and left out', async () => {
    const summary = await summarise(oneChannel({ ...byte, type: 77 }, [1, 2, 3]));
    expect(summary.verdict.code).toBe('ok');
    expect(summary.message_count).toBe(3);
    expect(summary.omitted.values).toEqual({ no_number: 3 });
  });
});

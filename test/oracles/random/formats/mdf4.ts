import fc from 'fast-check';
import { isSampleFrame } from '../../../../samples/can/can-event.ts';
import {
  errorGroup,
  errorRecord,
  frameGroup,
  frameRecord,
  linGroup,
  linRecord,
} from '../../../../samples/mdf4/bus-groups.ts';
import { dataTypes, type SampleChannel, type SampleGroup } from '../../../../samples/mdf4/channels.ts';
import type { SampleConversion } from '../../../../samples/mdf4/conversions.ts';
import { type Mdf4Layout, type SampleRecord, writeMdf4 } from '../../../../samples/mdf4/mdf4-writer.ts';
import { createRandom } from '../../../../samples/random.ts';
import type { RandomFile, RandomFormat } from '../random-format.ts';
import { canEvents } from './can-events.ts';

/** cn_data_type of big-endian numbers. */
const bigEndian = { unsigned: 1, signed: 3, float: 5 } as const;

const figure = fc.integer({ min: -100_000, max: 100_000 }).map((value) => value / 100 || 1);
const keys = fc.uniqueArray(fc.integer({ min: -500, max: 70_000 }), { minLength: 2, maxLength: 8 });

/** Pairs with rising keys. */
const table = fc
  .tuple(keys, fc.array(figure, { minLength: 8, maxLength: 8 }))
  .map(([list, values]) =>
    list.toSorted((a, b) => a - b).flatMap((key, index) => [key, values[index] as number]),
  );

const tables: fc.Arbitrary<SampleConversion | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.tuple(figure, figure).map((values) => ({ type: 1, values })),
  // Its denominator is never 0.
  fc.tuple(figure, figure, figure).map(([a, b, c]) => ({ type: 2, values: [0, a, b, 0, 0, Math.abs(c)] })),
  table.map((values) => ({ type: 4, values })),
  table.map((values) => ({ type: 5, values })),
);

/** asammdf computes formulas of whole numbers in as many bits as these have, so that results overflow: only of figures. */
const conversionsOfFigures = fc.oneof(
  { arbitrary: tables, weight: 5 },
  {
    arbitrary: fc
      .constantFrom('X * 2 - 1', '(X + 3) / 4', 'X ^ 2', '-X')
      .map((formula): SampleConversion => ({ type: 3, references: [formula] })),
    weight: 1,
  },
);

interface ChannelPlan {
  kind: 'unsigned' | 'signed' | 'float';
  isBig: boolean;
  bits: number;
  bit: number;
  conversion: SampleConversion | undefined;
  gap: number;
}

const channelPlan = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record<ChannelPlan>({
      kind: fc.constantFrom('unsigned', 'signed'),
      isBig: fc.constant(false),
      bits: fc.integer({ min: 1, max: 57 }),
      bit: fc.integer({ min: 0, max: 7 }),
      conversion: tables,
      gap: fc.integer({ min: 0, max: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record<ChannelPlan>({
      kind: fc.constantFrom('unsigned', 'signed'),
      isBig: fc.boolean(),
      bits: fc.constantFrom(8, 16, 32, 64),
      bit: fc.constant(0),
      conversion: tables,
      gap: fc.integer({ min: 0, max: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record<ChannelPlan>({
      kind: fc.constant('float'),
      isBig: fc.boolean(),
      bits: fc.constantFrom(32, 64),
      bit: fc.constant(0),
      conversion: conversionsOfFigures,
      gap: fc.integer({ min: 0, max: 2 }),
    }),
  },
);

/**
 * asammdf takes unsigned numbers of 64 bits for signed ones in a rational conversion, and finds the nearest key of a table by differences
 * of doubles, which do not tell keys apart that lie within their rounding.
 */
const plannedChannel = channelPlan.map((plan) => {
  const type = plan.conversion?.type;
  const differs = (type === 2 && plan.bits === 64) || (type === 5 && plan.bits > 53);
  return differs ? { ...plan, conversion: undefined } : plan;
});

const groupPlan = fc.record({
  channels: fc.array(plannedChannel, { minLength: 1, maxLength: 8, size: 'max' }),
  hasInvalidation: fc.boolean(),
  records: fc.integer({ min: 1, max: 80 }),
  stepNs: fc.integer({ min: 0, max: 50_000_000 }),
  seed: fc.integer(),
});
type GroupPlan = typeof groupPlan extends fc.Arbitrary<infer T> ? T : never;

const layouts = fc.record({
  sorted: fc.boolean(),
  unfinished: fc.boolean(),
  packing: fc.constantFrom('none' as const, 'deflate' as const, 'transposed' as const),
  blockBytes: fc.constantFrom(0, 500, 4_096),
});

const files = fc
  .record({
    groups: fc.array(groupPlan, { minLength: 0, maxLength: 3, size: 'max' }),
    events: fc.option(canEvents({ fd: true, errors: true }), { nil: [] }),
    variable: fc.boolean(),
    linFrames: fc.integer({ min: 0, max: 10 }),
    layout: layouts,
    startNs: fc.bigInt({ min: 1_000_000_000_000_000_000n, max: 2_000_000_000_000_000_000n }),
  })
  .filter(({ groups, events, linFrames }) => groups.length + events.length + linFrames > 0)
  .map(({ groups: plans, events, variable, linFrames, layout, startNs }): RandomFile => {
    const frames = frameGroup(variable ? 0 : 64);
    const lin = linGroup(variable);
    const start = events[0] ? (events[0].timeNs / 1_000_000_000n) * 1_000_000_000n : startNs;
    const groups: SampleGroup[] = [frames, errorGroup, lin];
    const timed: { at: bigint; record: SampleRecord }[] = [];
    for (const event of events) {
      const at = event.timeNs - start;
      if (isSampleFrame(event)) {
        const bytes = frameRecord(frames, event, start);
        timed.push({ at, record: { group: 0, bytes, ...(variable && { value: event.data }) } });
      } else {
        const bytes = errorRecord(at, event.bus, event.error);
        if (bytes) timed.push({ at, record: { group: 1, bytes } });
      }
    }
    for (let index = 0; index < linFrames; index += 1) {
      const at = BigInt(index) * 70_000_000n;
      const data = Uint8Array.of(index, 1, 2).subarray(0, index % 4);
      const bytes = linRecord(lin, at, { bus: 1 + (index % 2), id: 0x10 + (index % 3), data });
      timed.push({ at, record: { group: 2, bytes, ...(variable && { value: data }) } });
    }
    for (const [index, plan] of plans.entries()) {
      const group = measuredGroup(plan, index);
      groups.push(group);
      timed.push(...recordsOf(group, plan, groups.length - 1));
    }
    timed.sort((a, b) => Number(a.at - b.at));
    const { bytes } = writeMdf4(
      {
        startNs: start,
        comment: '<HDcomment><TX/></HDcomment>',
        groups,
        records: timed.map(({ record }) => record),
      },
      layoutOf(layout),
    );
    return { bytes, extension: '.mf4' };
  });

/** Only records of one length can be transposed, only unsorted ones be unfinished. */
function layoutOf({ sorted, unfinished, packing, blockBytes }: Mdf4Layout): Mdf4Layout {
  const packed = packing === 'transposed' && !sorted ? 'deflate' : packing;
  return { sorted, unfinished: unfinished && !sorted, packing: packed, blockBytes };
}

function measuredGroup({ channels, hasInvalidation }: GroupPlan, index: number): SampleGroup {
  const placed: SampleChannel[] = [
    { name: `time ${index}`, unit: 's', kind: 2, dataType: dataTypes.float, at: 0, bits: 64 },
  ];
  let at = 8;
  for (const [number, { kind, isBig, bits, bit, conversion, gap }] of channels.entries()) {
    placed.push({
      name: `C${index}_${number}`,
      unit: 'm',
      dataType: isBig ? bigEndian[kind] : dataTypes[kind],
      at,
      bit,
      bits,
      ...(conversion && { conversion }),
      ...(hasInvalidation && number % 2 === 0 && { invalidBit: number }),
    });
    at += Math.ceil((bit + bits) / 8) + gap;
  }
  const invalidBytes = hasInvalidation ? Math.ceil(channels.length / 8) : 0;
  return { name: `Group ${index}`, recordBytes: at, channels: placed, invalidBytes };
}

/** Whole numbers of any bits, figures of a modest size. */
function recordsOf(group: SampleGroup, { records, stepNs, seed }: GroupPlan, index: number) {
  const random = createRandom(seed);
  return Array.from({ length: records }, (_, number): { at: bigint; record: SampleRecord } => {
    const bytes = Buffer.from(random.bytes(group.recordBytes + (group.invalidBytes ?? 0)));
    const at = BigInt(number) * BigInt(stepNs);
    for (const { dataType, at: place, bits, kind } of group.channels) {
      const value =
        kind === 2 ? Number(at) / 1e9 : (random.next() - 0.5) * 10 ** Math.floor(random.next() * 6);
      if (dataType === dataTypes.float && bits === 32) bytes.writeFloatLE(value, place);
      else if (dataType === dataTypes.float) bytes.writeDoubleLE(value, place);
      else if (dataType === bigEndian.float && bits === 32) bytes.writeFloatBE(value, place);
      else if (dataType === bigEndian.float) bytes.writeDoubleBE(value, place);
    }
    return { at, record: { group: index, bytes } };
  });
}

export const mdf4Format: RandomFormat = {
  name: 'mdf4',
  reader: 'asammdf 8.8.28',
  script: 'mdf.py',
  files,
  // Its times are 64-bit seconds; it calculates with 32-bit numbers where the raw values are such.
  nearNs: 1_000,
  nearShare: 1e-6,
  hasValues: true,
  metricKey: ({ name, source }) => (name === 'signal' && source.startsWith('Group ') ? source : undefined),
};

import fc from 'fast-check';
import {
  DataflashWriter,
  dataflashBytes,
  longestMessage,
} from '../../../../samples/dataflash/dataflash-writer.ts';
import { createRandom, type Random } from '../../../../samples/random.ts';
import type { RandomFile, RandomFormat } from '../random-format.ts';

const characters = [...'bBhHiIfdcCeELMqQgnNZ'];

/** Whole numbers of each format, from and to. */
const ranges: Readonly<Record<string, [from: number, to: number]>> = {
  b: [-128, 127],
  B: [0, 255],
  // pymavlink takes modes for signed numbers.
  M: [0, 127],
  h: [-32_768, 32_767],
  H: [0, 65_535],
  i: [-(2 ** 31), 2 ** 31 - 1],
  I: [0, 2 ** 32 - 1],
  q: [-(2 ** 50), 2 ** 50],
  Q: [0, 2 ** 50],
};

/** Figures in the unit of each format, whose raw values fit. */
const figures: Readonly<Record<string, number>> = {
  c: 320,
  C: 655,
  e: 2e7,
  E: 4e7,
  L: 180,
  f: 1e6,
  d: 1e9,
  g: 1_000,
};
const positive = ['C', 'E'];

const type = fc
  .array(fc.constantFrom(...characters), { minLength: 1, maxLength: 10, size: 'max' })
  .filter((list) => dataflashBytes(`Q${list.join('')}`) <= longestMessage);

const files = fc
  .record({
    types: fc.array(type, { minLength: 1, maxLength: 5, size: 'max' }),
    messages: fc.array(
      fc.record({
        type: fc.nat(100),
        stepUs: fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 2_000_000 })),
        seed: fc.integer(),
      }),
      { minLength: 1, maxLength: 80, size: 'max' },
    ),
  })
  .map(({ types, messages }): RandomFile => {
    const writer = new DataflashWriter();
    for (const [index, list] of types.entries()) {
      const columns = list.map((character, at) => `F${at}${character}`);
      writer.define(130 + index, `RN${index}`, `Q${list.join('')}`, ['TimeUS', ...columns].join(','));
    }
    let timeUs = 1_000_000;
    for (const { type: chosen, stepUs, seed } of messages) {
      timeUs += stepUs;
      const index = chosen % types.length;
      const random = createRandom(seed);
      writer.write(`RN${index}`, timeUs, ...(types[index] ?? []).map((each) => randomValue(each, random)));
    }
    return { bytes: writer.bytes(), extension: '.bin' };
  });

function randomValue(character: string, random: Random): number | string {
  const [from, to] = ranges[character] ?? [0, 0];
  if (to > 0) return from + Math.floor(random.next() * (to - from));
  const figure = figures[character];
  if (figure === undefined) return 'text'.slice(0, random.next() * 5);
  return random.next() * figure * (positive.includes(character) || random.next() < 0.5 ? 1 : -1);
}

export const dataflashFormat: RandomFormat = {
  name: 'dataflash',
  reader: 'pymavlink 2.4.50',
  script: 'dataflash.py',
  files,
  hasValues: 'common',
  unread: { topics: /^FMT$/, because: 'definitions are no messages to it' },
  nearNs: 1_000,
};

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleDbc, sampleLayoutDbc } from '../../../../../samples/dbc/sample-dbc.ts';
import type {
  CanDatabase,
  MessageDefinition,
} from '../../../../../src/recordings/meaning/dbc/can-database.ts';
import {
  createMessageDecoder,
  physicalValue,
} from '../../../../../src/recordings/meaning/dbc/message-decoder.ts';
import { openDatabase } from '../../../../../src/recordings/meaning/dbc/open-database.ts';
import { createRawReader, neededBytes } from '../../../../../src/recordings/meaning/dbc/raw-reader.ts';
import { readReal, realRecordings } from '../../../../support/recordings/real-recordings.ts';

interface Answer {
  name: string;
  id: number;
  extended: boolean;
  j1939: boolean;
  payloads: { data: string; values: Record<string, number> }[];
}

/** Results of cantools 45.1 (`test/oracles/dbc/ask.py`). */
const answers: Record<string, Answer[]> = JSON.parse(
  readFileSync(new URL('../../../../oracles/dbc/expected.json', import.meta.url), 'utf8'),
);
const samples: Record<string, () => Uint8Array> = {
  'sample-vehicle.dbc': sampleDbc,
  'sample-layouts.dbc': () => sampleLayoutDbc({ random: 40 }),
};
/**
 * Sent from the null address (254), so a parameter group, though its file gives no frame format: cantools sees none.
 */
const groupsByAddress = new Set(['EC1']);

function decode(message: MessageDefinition, data: Uint8Array): Record<string, number> {
  const values: Record<string, number> = {};
  createMessageDecoder(message)(data, 0, data.byteLength, (index, raw) => {
    const signal = message.signals[index];
    if (signal) values[signal.name] = physicalValue(signal, raw);
  });
  return values;
}

function check(database: CanDatabase, expected: Answer[]): void {
  expect(database.messages.map(({ name }) => name).sort()).toEqual(expected.map(({ name }) => name).sort());
  for (const { name, id, extended, j1939, payloads } of expected) {
    const message = database.find(id, extended);
    expect(message).toMatchObject({ name, j1939: j1939 || groupsByAddress.has(name) });
    for (const { data, values } of payloads) {
      const found = decode(message as MessageDefinition, Buffer.from(data, 'hex'));
      expect(Object.keys(found).sort()).toEqual(Object.keys(values).sort());
      for (const [signal, value] of Object.entries(values)) {
        const error = Math.abs((found[signal] as number) - value);
        expect(error, `${name}.${signal} of ${data}`).toBeLessThanOrEqual(1e-12 * Math.abs(value));
      }
    }
  }
}

describe('signals are decoded as cantools decodes them', () => {
  test.each(Object.keys(samples))('of %s', (name) => {
    check(openDatabase(name, (samples[name] as () => Uint8Array)()), answers[name] as Answer[]);
  });

  const real = Object.keys(answers).filter((name) => !(name in samples));
  test.skipIf(!realRecordings).each(real)('of %s', (name) => {
    check(openDatabase(name, readReal(`dbc/${name}`)), answers[name] as Answer[]);
  });
});

/** Bit by bit, by the numbering of the format. */
function bitByBit(data: Uint8Array, startBit: number, size: number, bigEndian: boolean): bigint {
  let value = 0n;
  let bit = startBit;
  for (let place = 0; place < size; place += 1) {
    const one = BigInt(((data[bit >> 3] as number) >> (bit & 7)) & 1);
    value = bigEndian ? (value << 1n) | one : value | (one << BigInt(place));
    bit = bigEndian && (bit & 7) === 0 ? bit + 15 : bit + (bigEndian ? -1 : 1);
  }
  return value;
}

test('integers of every place, length and byte order are decoded from their bits', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 24, maxLength: 24 }),
      fc.integer({ min: 0, max: 127 }),
      fc.integer({ min: 1, max: 64 }),
      fc.boolean(),
      fc.boolean(),
      (data, startBit, size, bigEndian, signed) => {
        const layout = { startBit, size, bigEndian, signed, float: false };
        fc.pre(neededBytes(layout) <= 20);
        const bits = bitByBit(data, startBit, size, bigEndian);
        const expected = Number(signed ? BigInt.asIntN(size, bits) : bits);
        expect(createRawReader(layout)?.(data, 0)).toBe(expected);
        const moved = new Uint8Array(27);
        moved.set(data, 3);
        expect(createRawReader(layout)?.(moved, 3)).toBe(expected);
      },
    ),
    { numRuns: 3_000 },
  );
});

describe('a frame', () => {
  const database = openDatabase('sample', sampleLayoutDbc());
  const message = (id: number, extended = false) => database.find(id, extended) as MessageDefinition;

  test('that is too short has only the signals that are completely in it', () => {
    expect(Object.keys(decode(message(0x102), new Uint8Array(8)))).toEqual(['SingleLittle', 'SingleBig']);
    expect(decode(message(0x102), new Uint8Array(7))).toEqual({ SingleLittle: 0 });
    expect(decode(message(0x102), new Uint8Array())).toEqual({});
  });

  test('has only the multiplexed signals that its switches select', () => {
    const names = (...data: number[]) =>
      Object.keys(decode(message(0x103), Uint8Array.of(...data, 0, 0, 0, 0)));
    expect(names(2, 8, 1, 0)).toEqual(['Outer', 'Inner', 'Deep']);
    expect(names(2, 6, 1, 0)).toEqual(['Outer', 'Inner']);
    expect(names(4, 8, 1, 0)).toEqual(['Outer', 'Shallow']);
    expect(names(9, 8, 1, 0)).toEqual(['Outer']);
  });

  test('of a parameter group is known whatever its priority, sender and destination', () => {
    const vehicle = openDatabase('sample', sampleDbc());
    expect(vehicle.find(0x18f00431, true)?.name).toBe('EEC1');
    expect(vehicle.find(0x0cfef10b, true)?.name).toBe('CCVS1');
    expect(vehicle.find(0x18f00500, true)).toBeUndefined();
    expect(vehicle.find(0x0c9, false)?.name).toBe('Speed_01');
    expect(vehicle.find(0x0c9, true)).toBeUndefined();
  });
});

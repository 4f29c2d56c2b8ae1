import fc from 'fast-check';
import { tlogTopics } from '../../../../samples/tlog/tlog-topics.ts';
import { TlogWriter } from '../../../../samples/tlog/tlog-writer.ts';
import { createVehicle } from '../../../../samples/vehicle.ts';
import type { RandomFile, RandomFormat } from '../random-format.ts';
import { numberBytes } from './number-bytes.ts';

const cTypes = {
  u1: 'uint8',
  i1: 'int8',
  u2: 'uint16',
  i2: 'int16',
  u4: 'uint32',
  i4: 'int32',
  f4: 'float',
  u8: 'uint64',
};

/** Types of the fields of each message in the order of the wire, taken from those of the sample. */
const state = createVehicle(1, []).at({ seconds: 0, file: 0, drive: 0 });
const messages = tlogTopics.map(({ id, crcExtra, fields }) => ({
  id,
  crcExtra,
  types: fields({ state, noise: 0, index: 0, has: () => false }).flatMap(([type, ...values]) =>
    values.map(() => cTypes[type]),
  ),
}));

/** Whose definition has no extensions, which frames of version 1 cannot have. */
const plain: readonly number[] = [0, 30, 74];

const files = fc
  .record({
    startUs: fc.integer({ min: 1_000_000_000_000_000, max: 2_000_000_000_000_000 }),
    frames: fc.array(
      fc.record({
        message: fc.constantFrom(...messages),
        stepUs: fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 2_000_000 })),
        isOld: fc.boolean(),
        isSigned: fc.boolean(),
        system: fc.integer({ min: 1, max: 3 }),
        component: fc.constantFrom(1, 100),
        seed: fc.integer(),
      }),
      { minLength: 4, maxLength: 80, size: 'max' },
    ),
  })
  .map(({ startUs, frames }): RandomFile => {
    const writer = new TlogWriter();
    let timeUs = startUs;
    for (const { message, stepUs, isOld, isSigned, system, component, seed } of frames) {
      timeUs += stepUs;
      const { id, crcExtra, types } = message;
      const version = isOld && plain.includes(id) ? 1 : 2;
      const options = { system, component, version, isSigned: isSigned && version === 2 } as const;
      writer.write(timeUs, { id, crcExtra, payload: numberBytes(types, seed) }, options);
    }
    return { bytes: writer.bytes(), extension: '.tlog' };
  });

export const tlogFormat: RandomFormat = {
  name: 'tlog',
  reader: 'pymavlink 2.4.50',
  script: 'tlog.py',
  files,
  hasValues: 'common',
  nearNs: 1_000,
};

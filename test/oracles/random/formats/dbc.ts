import fc from 'fast-check';
import type { SampleFrame } from '../../../../samples/can/can-event.ts';
import { fdLengths } from '../../../../samples/can/length-code.ts';
import { writeCandump } from '../../../../samples/candump/write-candump.ts';
import { writeDbc } from '../../../../samples/dbc/dbc-writer.ts';
import { layoutMessages, randomMessages } from '../../../../samples/dbc/layout-messages.ts';
import { createRandom } from '../../../../samples/random.ts';
import type { RandomFile, RandomFormat } from '../random-format.ts';

/** Without switches: cantools refuses a payload whose switch selects nothing. */
const plainMessages = layoutMessages.filter(({ signals }) => signals.every(({ multiplex }) => !multiplex));

const files = fc
  .record({
    seed: fc.integer(),
    messages: fc.integer({ min: 1, max: 8 }),
    hasPlain: fc.boolean(),
    startNs: fc.bigInt({ min: 1_000_000_000_000_000n, max: 2_000_000_000_000_000n }),
    frames: fc.array(
      fc.record({ message: fc.nat(100), stepUs: fc.integer({ min: 0, max: 100_000 }), seed: fc.integer() }),
      { minLength: 1, maxLength: 80, size: 'max' },
    ),
  })
  .map(({ seed, messages: count, hasPlain, startNs, frames }): RandomFile => {
    const messages = [...randomMessages(seed, count), ...(hasPlain ? plainMessages : [])];
    let timeNs = startNs * 1_000n;
    const written = frames.map(({ message, stepUs, seed: own }): SampleFrame => {
      const {
        id,
        extended = false,
        length,
      } = messages[message % messages.length] as (typeof messages)[number];
      timeNs += BigInt(stepUs) * 1_000n;
      const bytes = fdLengths.find((each) => each >= length) ?? 64;
      return { timeNs, bus: 1, id, extended, fd: bytes > 8, data: createRandom(own).bytes(bytes) };
    });
    return { bytes: writeCandump(written), extension: '.log', dbc: writeDbc(messages) };
  });

export const dbcFormat: RandomFormat = {
  name: 'dbc',
  reader: 'cantools 45.1.0 on frames of python-can 4.6.1',
  script: 'dbc.py',
  files,
  nearNs: 1_000,
  hasBytes: true,
  hasValues: true,
};

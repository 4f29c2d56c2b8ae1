import fc from 'fast-check';
import type { SampleFrame } from '../../../../samples/can/can-event.ts';
import { writeCandump } from '../../../../samples/candump/write-candump.ts';
import type { SampleMessage } from '../../../../samples/dbc/dbc-writer.ts';
import type { RandomFile } from '../random-format.ts';
import { databaseFrame, databaseMessages, type MessageOptions } from './database-messages.ts';

/** Drives with a random database each; `write` gets a seed for what its format leaves open. */
export function databaseFiles(
  options: MessageOptions,
  write: (messages: readonly SampleMessage[], seed: number) => Pick<RandomFile, 'peer'> & { dbc: string },
): fc.Arbitrary<RandomFile> {
  return fc
    .record({
      seed: fc.integer(),
      messages: fc.integer({ min: 1, max: 8 }),
      startUs: fc.bigInt({ min: 1_000_000_000_000_000n, max: 2_000_000_000_000_000n }),
      frames: fc.array(
        fc.record({ message: fc.nat(100), stepUs: fc.integer({ min: 0, max: 100_000 }), seed: fc.integer() }),
        { minLength: 1, maxLength: 80, size: 'max' },
      ),
    })
    .map(({ seed, messages: count, startUs, frames }) => {
      const messages = databaseMessages(seed, count, options);
      let timeNs = startUs * 1_000n;
      const written = frames.map(({ message, stepUs, seed: own }): SampleFrame => {
        timeNs += BigInt(stepUs) * 1_000n;
        return { timeNs, ...databaseFrame(messages[message % count] as SampleMessage, own) };
      });
      return { bytes: writeCandump(written), extension: '.log', ...write(messages, seed + 1) };
    });
}

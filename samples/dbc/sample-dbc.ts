import { writeDbc } from './dbc-writer.ts';
import { layoutMessages, randomMessages } from './layout-messages.ts';
import { vehicleMessages } from './vehicle-messages.ts';

/** Definitions of the frames of `samples/can`. Written in Windows code page 1252, like most such files. */
export function sampleDbc(): Uint8Array {
  return Buffer.from(writeDbc(vehicleMessages), 'latin1');
}

/** A database with signals in every layout; with that number of `random` messages in addition. */
export function sampleLayoutDbc({
  seed = 1,
  random = 0,
}: {
  seed?: number;
  random?: number;
} = {}): Uint8Array {
  return Buffer.from(writeDbc([...layoutMessages, ...randomMessages(seed, random)]));
}

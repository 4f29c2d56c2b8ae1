import { writeDbc } from './dbc-writer.ts';
import { layoutMessages, randomMessages } from './layout-messages.ts';
import { vehicleMessages } from './vehicle-messages.ts';

/** What the frames of `samples/can` mean. Written in Windows code page 1252, as most such files are. */
export function sampleDbc(): Uint8Array {
  return Buffer.from(writeDbc(vehicleMessages), 'latin1');
}

/** A database in which signals lie in every way; with that number of `random` messages in addition. */
export function sampleLayoutDbc({
  seed = 1,
  random = 0,
}: {
  seed?: number;
  random?: number;
} = {}): Uint8Array {
  return Buffer.from(writeDbc([...layoutMessages, ...randomMessages(seed, random)]));
}

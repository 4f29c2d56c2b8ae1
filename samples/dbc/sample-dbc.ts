import { brakes } from '../can/operation-faults.ts';
import { writeDbc } from './dbc-writer.ts';
import { layoutMessages, randomMessages } from './layout-messages.ts';
import { vehicleMessages } from './vehicle-messages.ts';

/** Definitions of the frames of `samples/can`. Written in Windows code page 1252, like most such files. */
export function sampleDbc(): Uint8Array {
  return Buffer.from(writeDbc(vehicleMessages), 'latin1');
}

/** Definition of the frames of the brakes, which are protected from end to end. */
export function protectedDbc(): Uint8Array {
  const signals = [
    { name: 'Brakes_05_CRC', start: 8, size: 8 },
    { name: 'Brakes_05_BZ', start: 16, size: 8 },
  ];
  return Buffer.from(writeDbc([{ id: brakes, name: 'Brakes_05', length: 8, signals }]));
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

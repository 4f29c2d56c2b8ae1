import type { RepairOutput } from '../../../src/recordings/repair/recording-repair.ts';

/** Keeps what is written. */
export function memoryOutput(): RepairOutput & { bytes(): Uint8Array<ArrayBuffer> } {
  let parts: Uint8Array[] = [];
  const bytes = () => Uint8Array.from(Buffer.concat(parts));
  return {
    write: (part) => {
      parts.push(part);
    },
    truncate: (size) => {
      parts = [bytes().subarray(0, size)];
    },
    rewrite: (part, at) => {
      const whole = bytes();
      whole.set(part, at);
      parts = [whole];
    },
    bytes,
  };
}

import { createHash } from 'node:crypto';
import { crc32 } from '../crc32.ts';
import { Crc64 } from './crc64.ts';

/** The checksum behind the blocks of an xz stream. */
export interface BlockCheck {
  /** Bytes that it takes. */
  size: number;
  add(bytes: Uint8Array): void;
  /** Whether the stored bytes are those of what was added; true if the kind is not known. */
  matches(stored: Uint8Array): boolean;
}

/** 2.1.1.2: sizes of the 16 kinds, most of which are not used yet. */
const sizes = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];

export function blockCheck(kind: number): BlockCheck {
  const size = sizes[kind & 15] as number;
  switch (kind & 15) {
    case 1: {
      let sum = 0;
      return {
        size,
        add: (bytes) => {
          sum = crc32(bytes, sum);
        },
        matches: (stored) => Buffer.from(stored).readUInt32LE(0) === sum,
      };
    }
    case 4: {
      const sum = new Crc64();
      return {
        size,
        add: (bytes) => sum.add(bytes),
        matches: (stored) => Buffer.compare(stored, sum.bytes) === 0,
      };
    }
    case 10: {
      const hash = createHash('sha256');
      return { size, add: (bytes) => hash.update(bytes), matches: (stored) => hash.digest().equals(stored) };
    }
    default:
      return { size, add: () => undefined, matches: () => true };
  }
}

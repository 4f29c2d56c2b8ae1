import { createHash } from 'node:crypto';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import type { Random } from '../../samples/random.ts';

export interface Recording {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  sha256: string;
  poison: boolean;
}

/** Larger than one part of a multipart upload. */
const largeBytes = 9 * 1024 * 1024;

/** Mostly small drives, sometimes one that is uploaded in parts, sometimes one that no parser can read. */
export function recording(random: Random): Recording {
  const seed = Math.floor(random.next() * 2 ** 31);
  const kind = random.next();
  if (kind < 0.15) return poison(random, seed);
  const bytes = sampleMcap({ seed, seconds: 5, ...(kind > 0.93 && { bytes: largeBytes }) });
  return of(`drive-${seed}.mcap`, bytes, false);
}

/** Noise, or text. */
function poison(random: Random, seed: number): Recording {
  const kind = Math.floor(random.next() * 2);
  const bytes = kind === 0 ? random.bytes(4_096) : Buffer.from(`not a recording ${seed}\n`.repeat(100));
  return of(`poison-${seed}.bin`, bytes, true);
}

function of(name: string, bytes: Uint8Array, poison: boolean): Recording {
  const copy = Uint8Array.from(bytes);
  return { name, bytes: copy, sha256: createHash('sha256').update(copy).digest('hex'), poison };
}

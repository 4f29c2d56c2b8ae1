import { expect } from 'vitest';
import { createRandom } from '../../../samples/random.ts';
import type { FileSummary } from '../../../src/recordings/summary/file-summary.ts';
import { summarise } from './summarise.ts';

/**
 * The part of an intact file that one damaged byte may cost, with its messages: a chunk, a block, a record. Bytes
 * outside all extents (headers, indexes) may be damaged without costing a message.
 */
export interface Extent {
  start: number;
  /** Exclusive. */
  end: number;
  messages: number;
  /** Messages that begin in the previous extent and end here, so that damage here costs them too. */
  continued?: number;
}

export interface IntactFile {
  bytes: Uint8Array;
  /** In ascending order, not overlapping. */
  extents: Extent[];
  /** Ranges whose loss may cost everything (e.g. the only definition of a format); none if the format repeats them. */
  vital?: { start: number; end: number }[];
}

export const damageKinds = ['cut', 'flip', 'zero', 'glue'] as const;
export type DamageKind = (typeof damageKinds)[number];

/**
 * Damages the file `runs` times and checks the rules of salvage: no exception escapes, the messages counted are never
 * more than those in the intact file, and never fewer than those outside the damaged extents. The seed is in every
 * failure.
 */
export async function checkDamage(
  intact: IntactFile,
  options: { seed: number; runs: number; kinds?: readonly DamageKind[] },
): Promise<void> {
  const whole = await summarise(intact.bytes);
  const total = intact.extents.reduce((sum, { messages }) => sum + messages, 0);
  expect({ code: whole.verdict.code, count: whole.message_count }).toEqual({ code: 'ok', count: total });

  const kinds = options.kinds ?? damageKinds;
  for (let run = 0; run < options.runs; run += 1) {
    const random = createRandom(options.seed + run).next;
    const kind = kinds[Math.floor(random() * kinds.length)] as DamageKind;
    const { bytes, from, to, copies } = damage(intact.bytes, kind, random);
    const at = `seed ${options.seed + run}: ${kind} of ${from} to ${to}`;
    let summary: FileSummary;
    try {
      summary = await summarise(bytes);
    } catch (cause) {
      throw new Error(`${at}: the reader threw`, { cause });
    }
    const least = copies * total - lost(intact, from, to);
    const most = copies * total;
    const found = summary.message_count;
    if (found > most || found < least) {
      throw new Error(`${at}: ${found} messages, expected ${least} to ${most}; ${summary.verdict.message}`);
    }
  }
}

function damage(
  intact: Uint8Array,
  kind: DamageKind,
  random: () => number,
): { bytes: Uint8Array; from: number; to: number; copies: number } {
  const at = Math.floor(random() * intact.byteLength);
  const bytes = Uint8Array.from(intact);
  switch (kind) {
    case 'cut':
      return { bytes: bytes.subarray(0, at), from: at, to: intact.byteLength, copies: 1 };
    case 'flip':
      bytes[at] = (bytes[at] as number) ^ (1 + Math.floor(random() * 255));
      return { bytes, from: at, to: at + 1, copies: 1 };
    case 'zero': {
      const to = Math.min(intact.byteLength, at + 1 + Math.floor(random() * 512));
      return { bytes: bytes.fill(0, at, to), from: at, to, copies: 1 };
    }
    case 'glue':
      return { bytes: Buffer.concat([intact, intact]), from: 0, to: 0, copies: 2 };
  }
}

/** Messages in the extents that the damage touches; all of them if it hits something vital. */
function lost({ extents, vital = [] }: IntactFile, from: number, to: number): number {
  const touches = ({ start, end }: { start: number; end: number }) => from < end && to > start;
  const vitalHit = vital.some(touches);
  return extents.reduce((sum, extent) => {
    const { messages, continued = 0 } = extent;
    return sum + (vitalHit || touches(extent) ? messages + continued : 0);
  }, 0);
}

import { bzip2 } from './bzip2-stream.ts';
import { gzip } from './gzip.ts';
import { leadingZeros } from './leading-zeros.ts';
import { lz4 } from './lz4-frames.ts';
import type { Packing } from './packing.ts';
import { utf16Big, utf16Little } from './utf16.ts';
import { xz } from './xz.ts';
import { zstd } from './zstd.ts';

export const packings: readonly Packing[] = [zstd, gzip, bzip2, lz4, xz];

/** Layers of texts that are no compression. */
export const textEncodings: readonly Packing[] = [utf16Little, utf16Big];

/** Layers that are no compression. */
export const encodings: readonly Packing[] = [...textEncodings, leadingZeros];

/** Whether these are the first bytes of a compressed file. */
export function isPacked(head: Uint8Array): boolean {
  return packings.some(({ detects }) => detects(head));
}

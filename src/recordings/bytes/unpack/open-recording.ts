import type { ByteSource } from '../byte-source.ts';
import { detectionBytes } from '../file-head.ts';
import { peekSource } from '../sources/peeked-source.ts';
import type { Packing } from './packing.ts';
import { encodings, packings } from './packings.ts';
import { type Unpacking, unpackingSource } from './unpacking-source.ts';

/** Double compression occurs in the field; deeper nesting is treated as an attack. */
const maxDepth = 2;

export interface OpenedRecording {
  /** The first bytes of the decompressed recording. */
  head: Uint8Array;
  source: ByteSource;
  /** From the outermost inwards. */
  unpackings: Unpacking[];
  close(): Promise<void>;
}

/**
 * Decompresses a recording, however it is compressed; each compression is detected by its bytes. Texts become UTF-8.
 * @param passed the layers besides compressions that are looked through
 */
export async function openRecording(
  source: ByteSource,
  signal?: AbortSignal,
  passed: readonly Packing[] = encodings,
): Promise<OpenedRecording> {
  const unpackings: Unpacking[] = [];
  let peeked = await peekSource(source, detectionBytes);
  for (;;) {
    const { head } = peeked;
    const packing = packings.find((each) => each.detects(head));
    const isPacked = packing !== undefined && unpackings.length < maxDepth;
    const layer = isPacked ? packing : passed.find((each) => each.detects(head));
    if (!layer || unpackings.at(-1)?.isEncoding) return { ...peeked, unpackings };
    const unpacking = unpackingSource(peeked.source, layer, signal);
    unpackings.push(unpacking);
    peeked = await peekSource(unpacking.source, detectionBytes);
  }
}

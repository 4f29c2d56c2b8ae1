import type { ByteSource } from '../byte-source.ts';
import { detectionBytes } from '../file-head.ts';
import { peekSource } from '../sources/peeked-source.ts';
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
 */
export async function openRecording(source: ByteSource, signal?: AbortSignal): Promise<OpenedRecording> {
  const unpackings: Unpacking[] = [];
  let peeked = await peekSource(source, detectionBytes);
  for (;;) {
    const { head } = peeked;
    const packing = packings.find((each) => each.detects(head));
    const isPacked = packing !== undefined && unpackings.length < maxDepth;
    const layer = isPacked ? packing : encodings.find((each) => each.detects(head));
    if (!layer || unpackings.at(-1)?.isEncoding) return { ...peeked, unpackings };
    const unpacking = unpackingSource(peeked.source, layer, signal);
    unpackings.push(unpacking);
    peeked = await peekSource(unpacking.source, detectionBytes);
  }
}

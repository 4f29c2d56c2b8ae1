import type { ByteReader } from '../byte-reader.ts';
import type { DamageLog } from '../damage.ts';
import type { Packing } from './packing.ts';

/** One piece of the text; at most three times as many bytes in UTF-8. */
const pieceBytes = 1 << 16;

/** Without a byte order mark, as much of the beginning must be plain letters, and at least so many characters. */
const plainShare = 0.7;
const leastCharacters = 8;

/** With a mark: texts of other scripts have some. */
const markedShare = 0.3;

const byteOrderMark = 0xfeff;

/**
 * Text in UTF-16 (Unicode 16.0, 3.10), as Windows editors and redirections write it, with or without a byte order
 * mark: it becomes UTF-8 before anything else looks at it, so that no reader of a text format has to know it.
 */
export const utf16Little = encoding('UTF-16LE', true);
export const utf16Big = encoding('UTF-16BE', false);

function encoding(name: 'UTF-16LE' | 'UTF-16BE', littleEndian: boolean): Packing {
  return {
    name,
    isEncoding: true,
    detects: (head) => isUtf16(head, littleEndian),
    unpack: (reader, damaged) => decode(reader, damaged, name),
  };
}

/** By characters that are plain letters, and the absence of control characters, which binary data has. */
function isUtf16(head: Uint8Array, littleEndian: boolean): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const characters = head.byteLength >> 1;
  const marked = characters > 0 && view.getUint16(0, littleEndian) === byteOrderMark;
  let plain = 0;
  for (let at = marked ? 1 : 0; at < characters; at += 1) {
    const unit = view.getUint16(at * 2, littleEndian);
    if (isPlain(unit)) plain += 1;
    else if (unit < 0x20) return false;
  }
  if (marked) return plain > (characters - 1) * markedShare;
  return characters >= leastCharacters && plain >= characters * plainShare;
}

function isPlain(unit: number): boolean {
  return (unit >= 0x20 && unit < 0x7f) || unit === 9 || unit === 10 || unit === 13;
}

async function* decode(
  reader: ByteReader,
  damaged: DamageLog['add'],
  name: string,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(name);
  while (await reader.fill(2)) {
    const length = Math.min(reader.available & ~1, pieceBytes);
    const piece = Buffer.from(decoder.decode(reader.slice(0, length), { stream: true }));
    reader.advance(length);
    if (piece.byteLength > 0) yield piece;
  }
  const rest = Buffer.from(decoder.decode());
  if (rest.byteLength > 0) yield rest;
  if (!(await reader.fill(1))) return;
  const at = reader.offset;
  reader.advance(1);
  damaged('truncated', at, at + 1, 'the text ends in the middle of a character');
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('latin1');

export interface DecodedText {
  text: string;
  /** Bytes of a part of the text in the file. */
  byteLength(part: string): number;
  /** Before the text: a byte order mark. */
  skipped: number;
}

/**
 * DBC files name no encoding: UTF-8 where they are valid UTF-8, else Windows code page 1252, in which most are
 * written.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const skipped = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  try {
    return { text: utf8.decode(bytes), byteLength: (part) => Buffer.byteLength(part), skipped };
  } catch {
    return { text: latin1.decode(bytes), byteLength: (part) => part.length, skipped: 0 };
  }
}

import type { Channel } from './definitions.ts';

/** cn_data_type (ASAM MDF 4.1, CN block). */
const encodings: Record<number, string> = { 6: 'latin1', 7: 'utf-8', 8: 'utf-16le', 9: 'utf-16be' };

/** Longer texts do not stand for numbers. */
const maxBytes = 256;

/** A text at a fixed place of a record. */
export class TextField {
  readonly #at: number;
  readonly #bytes: number;
  readonly #decode: (bytes: Uint8Array) => string;

  private constructor({ byteOffset, bitCount }: Channel, encoding: string) {
    this.#at = byteOffset;
    this.#bytes = bitCount >> 3;
    const decoder = new TextDecoder(encoding);
    this.#decode = (bytes) => decoder.decode(bytes);
  }

  /** Undefined if the channel is not text, or not within `recordBytes`. */
  static of(channel: Channel, recordBytes: number): TextField | undefined {
    const encoding = encodings[channel.dataType];
    const bytes = channel.bitCount >> 3;
    const isText = encoding !== undefined && (channel.kind === 'fixed' || channel.kind === 'maximum');
    if (!isText || bytes > maxBytes || channel.byteOffset + bytes > recordBytes) return undefined;
    return new TextField(channel, encoding);
  }

  /** Up to its first zero character. */
  read(data: Uint8Array, start: number): string {
    const at = start + this.#at;
    const text = this.#decode(data.subarray(at, at + this.#bytes));
    const end = text.indexOf('\0');
    return end < 0 ? text : text.slice(0, end);
  }
}

import {
  CapnpPointers,
  elementSizes,
  InvalidCapnp,
  kinds,
  type Segment,
  type Target,
  wordBytes,
} from './capnp-pointers.ts';

const utf8 = new TextDecoder('utf-8');

/** Numbers of a list that are read: lists here have one for each core or sensor. */
const maxNumbers = 1_024;

/** One message, whose segment table begins at `at` of the bytes; they contain all of it. */
export class CapnpMessage {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly #pointers: CapnpPointers;

  constructor(bytes: Uint8Array, view: DataView, at: number) {
    this.bytes = bytes;
    this.view = view;
    this.#pointers = new CapnpPointers(view, at);
  }

  /** Throws `InvalidCapnp` if the message has none. */
  root(): CapnpStruct {
    const { first } = this.#pointers;
    const root = first && this.structAt(first, 0);
    if (!root) throw new InvalidCapnp('the message has no root');
    return root;
  }

  structAt(segment: Segment, word: number): CapnpStruct | undefined {
    const target = this.#pointers.resolve(segment, word);
    if (target?.kind !== kinds.struct) return undefined;
    const dataWords = target.shape & 0xffff;
    const pointers = target.shape >>> 16;
    this.#pointers.claim(target, dataWords + pointers);
    return new CapnpStruct(this, target.segment, target.word, dataWords, pointers);
  }

  /** One after the other: a list may have millions. */
  *structsAt(segment: Segment, word: number): Generator<CapnpStruct> {
    const target = this.#pointers.resolve(segment, word);
    if (target?.kind !== kinds.list || (target.shape & 7) !== elementSizes.composite) return;
    const words = target.shape >>> 3;
    this.#pointers.claim(target, words + 1);
    const tag = this.#tagOf(target);
    const size = tag.dataWords + tag.pointers;
    // Elements without content cost no bytes, so that their number must cost something else.
    if (tag.count * Math.max(1, size) > words) throw new InvalidCapnp('a list is longer than its words');
    for (let index = 0; index < tag.count; index += 1) {
      const first = target.word + 1 + index * size;
      yield new CapnpStruct(this, target.segment, first, tag.dataWords, tag.pointers);
    }
  }

  /** First byte and number of elements of a list of numbers of `size`; undefined for other lists. */
  numbersAt(
    segment: Segment,
    word: number,
    size: 'byte' | 'twoBytes' | 'fourBytes',
  ): { at: number; count: number } | undefined {
    const target = this.#pointers.resolve(segment, word);
    if (target?.kind !== kinds.list || (target.shape & 7) !== elementSizes[size]) return undefined;
    const count = target.shape >>> 3;
    this.#pointers.claim(target, Math.ceil((count * 2 ** (elementSizes[size] - 2)) / wordBytes));
    return { at: target.segment.at + target.word * wordBytes, count };
  }

  #tagOf({ segment, word }: Target): { count: number; dataWords: number; pointers: number } {
    const at = segment.at + word * wordBytes;
    const shape = this.view.getUint32(at + 4, true);
    return { count: this.view.getUint32(at, true) >>> 2, dataWords: shape & 0xffff, pointers: shape >>> 16 };
  }
}

/** A struct; fields that its writer did not know yet read as 0, as absent or as empty. Offsets are in bytes. */
export class CapnpStruct {
  readonly #message: CapnpMessage;
  readonly #segment: Segment;
  readonly #word: number;
  readonly #dataWords: number;
  readonly #pointers: number;

  constructor(message: CapnpMessage, segment: Segment, word: number, dataWords: number, pointers: number) {
    this.#message = message;
    this.#segment = segment;
    this.#word = word;
    this.#dataWords = dataWords;
    this.#pointers = pointers;
  }

  /** Whether its writer knew the field: where it did not, there is no 0 either. */
  holds(offset: number, bytes: number): boolean {
    return offset + bytes <= this.#dataWords * wordBytes;
  }

  /** `bit` counts from the beginning of the struct, as in Cap'n Proto's own layouts. */
  flag(bit: number): boolean {
    return ((this.u8(bit >> 3) >> (bit & 7)) & 1) === 1;
  }

  u8(offset: number): number {
    return this.holds(offset, 1) ? this.#message.view.getUint8(this.#at(offset)) : 0;
  }

  i8(offset: number): number {
    return this.holds(offset, 1) ? this.#message.view.getInt8(this.#at(offset)) : 0;
  }

  u16(offset: number): number {
    return this.holds(offset, 2) ? this.#message.view.getUint16(this.#at(offset), true) : 0;
  }

  u32(offset: number): number {
    return this.holds(offset, 4) ? this.#message.view.getUint32(this.#at(offset), true) : 0;
  }

  i32(offset: number): number {
    return this.holds(offset, 4) ? this.#message.view.getInt32(this.#at(offset), true) : 0;
  }

  u64(offset: number): bigint {
    return this.holds(offset, 8) ? this.#message.view.getBigUint64(this.#at(offset), true) : 0n;
  }

  f32(offset: number): number {
    return this.holds(offset, 4) ? this.#message.view.getFloat32(this.#at(offset), true) : 0;
  }

  struct(pointer: number): CapnpStruct | undefined {
    return pointer < this.#pointers
      ? this.#message.structAt(this.#segment, this.#pointerWord(pointer))
      : undefined;
  }

  structs(pointer: number): Iterable<CapnpStruct> {
    return pointer < this.#pointers ? this.#message.structsAt(this.#segment, this.#pointerWord(pointer)) : [];
  }

  /** Position in the message's bytes and length of a field of bytes. */
  data(pointer: number): { at: number; count: number } | undefined {
    return this.#numbers(pointer, 'byte');
  }

  text(pointer: number): string {
    const found = this.#numbers(pointer, 'byte');
    // The last byte is 0.
    return found && found.count > 1
      ? utf8.decode(this.#message.bytes.subarray(found.at, found.at + found.count - 1))
      : '';
  }

  i8s(pointer: number): number[] {
    return this.#list(pointer, 'byte', (at) => this.#message.view.getInt8(at), 1);
  }

  u16s(pointer: number): number[] {
    return this.#list(pointer, 'twoBytes', (at) => this.#message.view.getUint16(at, true), 2);
  }

  f32s(pointer: number): number[] {
    return this.#list(pointer, 'fourBytes', (at) => this.#message.view.getFloat32(at, true), 4);
  }

  #list(
    pointer: number,
    size: 'byte' | 'twoBytes' | 'fourBytes',
    read: (at: number) => number,
    bytes: number,
  ): number[] {
    const found = this.#numbers(pointer, size);
    if (!found) return [];
    return Array.from({ length: Math.min(found.count, maxNumbers) }, (_, index) =>
      read(found.at + index * bytes),
    );
  }

  #numbers(pointer: number, size: 'byte' | 'twoBytes' | 'fourBytes') {
    return pointer < this.#pointers
      ? this.#message.numbersAt(this.#segment, this.#pointerWord(pointer), size)
      : undefined;
  }

  #at(offset: number): number {
    return this.#segment.at + this.#word * wordBytes + offset;
  }

  #pointerWord(pointer: number): number {
    return this.#word + this.#dataWords + pointer;
  }
}

/** Fields of a struct of Cap'n Proto: data by offset in bytes (flags by bit), and objects by pointer. */
export interface StructContent {
  u8?: Record<number, number>;
  u16?: Record<number, number>;
  u32?: Record<number, number>;
  i32?: Record<number, number>;
  u64?: Record<number, bigint>;
  f32?: Record<number, number>;
  flags?: number[];
  pointers?: Record<number, PointerContent>;
}

export type PointerContent =
  | { text: string }
  | { bytes: Uint8Array }
  | { u16s: number[] }
  | { f32s: number[] }
  | { struct: StructContent }
  | { structs: StructContent[] };

const word = 8;

/**
 * Writes messages of Cap'n Proto (https://capnproto.org/encoding.html), each object behind the one that points to it.
 * With `split`, the objects of the root are in a second segment, as the builders of other languages write large ones.
 */
export function writeMessage(root: StructContent, { split = false }: { split?: boolean } = {}): Uint8Array {
  const segments = split ? [new Segment(), new Segment()] : [new Segment()];
  const [first, last] = [segments[0] as Segment, segments.at(-1) as Segment];
  const at = first.allocate(1);
  const shape = shapeOf(root);
  const content = first.allocate(shape.dataWords + shape.pointers);
  first.structPointer(at, content, shape);
  writeData(first, content, root);
  const pointers = content + shape.dataWords;
  for (const [index, object] of Object.entries(root.pointers ?? {})) {
    const from = pointers + Number(index);
    if (!split) {
      writeObject(first, from, object);
      continue;
    }
    // A far pointer to a landing pad, which is an ordinary pointer.
    const pad = last.allocate(1);
    first.farPointer(from, 1, pad);
    writeObject(last, pad, object);
  }
  const table = Buffer.alloc((4 + 4 * segments.length + 7) & ~7);
  table.writeUInt32LE(segments.length - 1);
  for (const [index, segment] of segments.entries()) table.writeUInt32LE(segment.words, 4 + 4 * index);
  return Buffer.concat([table, ...segments.map((segment) => segment.bytes())]);
}

interface Shape {
  dataWords: number;
  pointers: number;
}

class Segment {
  #bytes = Buffer.alloc(1_024);
  words = 0;

  /** The first word of the space. */
  allocate(words: number): number {
    const at = this.words;
    this.words += words;
    while (this.words * word > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes], 2 * this.#bytes.length);
    return at;
  }

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.words * word);
  }

  structPointer(at: number, content: number, { dataWords, pointers }: Shape): void {
    this.pointer(at, (content - at - 1) << 2, dataWords + pointers * 65_536);
  }

  listPointer(at: number, content: number, size: number, count: number): void {
    this.pointer(at, ((content - at - 1) << 2) | 1, count * 8 + size);
  }

  farPointer(at: number, segment: number, pad: number): void {
    this.pointer(at, (pad << 3) | 2, segment);
  }

  pointer(at: number, low: number, high: number): void {
    this.#bytes.writeInt32LE(low, at * word);
    this.#bytes.writeUInt32LE(high, at * word + 4);
  }

  put(at: number, bytes: Uint8Array): void {
    this.#bytes.set(bytes, at * word);
  }

  get buffer(): Buffer {
    return this.#bytes;
  }
}

/** As large as the fields that are set ask for; readers take missing ones for zero. */
function shapeOf({ u8, u16, u32, i32, u64, f32, flags, pointers }: StructContent): Shape {
  const end = (fields: Record<number, unknown> | undefined, bytes: number) =>
    Math.max(0, ...Object.keys(fields ?? {}).map((offset) => Number(offset) + bytes));
  const bytes = Math.max(
    ...[end(u8, 1), end(u16, 2), end(u32, 4), end(i32, 4), end(u64, 8), end(f32, 4)],
    ...(flags ?? []).map((bit) => Math.floor(bit / 8) + 1),
  );
  return { dataWords: Math.ceil(bytes / word), pointers: end(pointers, 1) };
}

function writeData(
  segment: Segment,
  content: number,
  { u8, u16, u32, i32, u64, f32, flags }: StructContent,
): void {
  const { buffer } = segment;
  const at = content * word;
  for (const [offset, value] of Object.entries(u8 ?? {})) buffer.writeUInt8(value, at + Number(offset));
  for (const [offset, value] of Object.entries(u16 ?? {})) buffer.writeUInt16LE(value, at + Number(offset));
  for (const [offset, value] of Object.entries(u32 ?? {})) buffer.writeUInt32LE(value, at + Number(offset));
  for (const [offset, value] of Object.entries(i32 ?? {})) buffer.writeInt32LE(value, at + Number(offset));
  for (const [offset, value] of Object.entries(u64 ?? {}))
    buffer.writeBigUInt64LE(value, at + Number(offset));
  for (const [offset, value] of Object.entries(f32 ?? {})) buffer.writeFloatLE(value, at + Number(offset));
  for (const bit of flags ?? [])
    buffer.writeUInt8(buffer.readUInt8(at + (bit >> 3)) | (1 << (bit & 7)), at + (bit >> 3));
}

function writeObject(segment: Segment, from: number, object: PointerContent): void {
  if ('struct' in object) {
    const shape = shapeOf(object.struct);
    const content = segment.allocate(shape.dataWords + shape.pointers);
    segment.structPointer(from, content, shape);
    fill(segment, content, object.struct, shape);
  } else if ('structs' in object) writeStructs(segment, from, object.structs);
  else if ('text' in object) writeNumbers(segment, from, Buffer.from(`${object.text}\0`), 2, 1);
  else if ('bytes' in object) writeNumbers(segment, from, object.bytes, 2, 1);
  else if ('u16s' in object) writeNumbers(segment, from, bytesOf(Uint16Array.from(object.u16s)), 3, 2);
  else writeNumbers(segment, from, bytesOf(Float32Array.from(object.f32s)), 4, 4);
}

function bytesOf({ buffer }: { buffer: ArrayBufferLike }): Uint8Array {
  return new Uint8Array(buffer);
}

function fill(segment: Segment, content: number, struct: StructContent, { dataWords }: Shape): void {
  writeData(segment, content, struct);
  for (const [index, object] of Object.entries(struct.pointers ?? {}))
    writeObject(segment, content + dataWords + Number(index), object);
}

function writeNumbers(segment: Segment, from: number, bytes: Uint8Array, size: number, each: number): void {
  const content = segment.allocate(Math.ceil(bytes.length / word));
  segment.listPointer(from, content, size, bytes.length / each);
  segment.put(content, bytes);
}

function writeStructs(segment: Segment, from: number, structs: StructContent[]): void {
  const shapes = structs.map(shapeOf);
  const shape = {
    dataWords: Math.max(0, ...shapes.map(({ dataWords }) => dataWords)),
    pointers: Math.max(0, ...shapes.map(({ pointers }) => pointers)),
  };
  const size = shape.dataWords + shape.pointers;
  const tag = segment.allocate(1 + structs.length * size);
  segment.listPointer(from, tag, 7, structs.length * size);
  segment.pointer(tag, structs.length << 2, shape.dataWords + shape.pointers * 65_536);
  for (const [index, struct] of structs.entries()) fill(segment, tag + 1 + index * size, struct, shape);
}

export type UlogValue = number | boolean | Uint8Array;

/** Writes ULog messages (https://docs.px4.io/main/en/dev_log/ulog_file_format.html) one after the other. */
export class UlogWriter {
  readonly #parts: Uint8Array[] = [];

  constructor(startUs: number) {
    const head = Buffer.alloc(16);
    Buffer.from([0x55, 0x4c, 0x6f, 0x67, 0x01, 0x12, 0x35, 0x01]).copy(head);
    head.writeBigUInt64LE(BigInt(startUs), 8);
    this.#parts.push(head);
  }

  /** `incompatible`: the first byte of the flags that readers must support. */
  flagBits(incompatible = 0): void {
    const content = Buffer.alloc(40);
    content[8] = incompatible;
    this.#message('B', content);
  }

  format(text: string): void {
    this.#message('F', Buffer.from(text));
  }

  info(key: string, value: string | number): void {
    const bytes = typeof value === 'string' ? Buffer.from(value) : Buffer.from(Uint32Array.of(value).buffer);
    const type = typeof value === 'string' ? `char[${bytes.byteLength}]` : 'uint32_t';
    const name = Buffer.from(`${type} ${key}`);
    this.#message('I', Buffer.concat([Uint8Array.of(name.byteLength), name, bytes]));
  }

  parameter(name: string, value: number): void {
    const key = Buffer.from(`float ${name}`);
    const bytes = Buffer.from(Float32Array.of(value).buffer);
    this.#message('P', Buffer.concat([Uint8Array.of(key.byteLength), key, bytes]));
  }

  /** One part of information that comes in several. */
  infoMultiple(key: string, value: string | Uint8Array, isContinued: boolean): void {
    const bytes = Buffer.from(value as string);
    const type = typeof value === 'string' ? 'char' : 'uint8_t';
    const name = Buffer.from(`${type}[${bytes.byteLength}] ${key}`);
    this.#message('M', Buffer.concat([Uint8Array.of(Number(isContinued), name.byteLength), name, bytes]));
  }

  subscribe(id: number, multiId: number, name: string): void {
    this.#message('A', Buffer.concat([Uint8Array.of(multiId, id & 0xff, id >> 8), Buffer.from(name)]));
  }

  /** `fields` follow the time: numbers are floats, booleans one byte, bytes are written as they are. */
  data(id: number, timeUs: number, fields: UlogValue[]): void {
    const head = Buffer.alloc(10);
    head.writeUInt16LE(id, 0);
    head.writeBigUInt64LE(BigInt(timeUs), 2);
    this.#message('D', Buffer.concat([head, ...fields.map(bytesOf)]));
  }

  log(level: number, timeUs: number, text: string): void {
    const head = Buffer.alloc(9);
    head.writeUInt8(0x30 + level, 0);
    head.writeBigUInt64LE(BigInt(timeUs), 1);
    this.#message('L', Buffer.concat([head, Buffer.from(text)]));
  }

  taggedLog(level: number, tag: number, timeUs: number, text: string): void {
    const head = Buffer.alloc(11);
    head.writeUInt8(0x30 + level, 0);
    head.writeUInt16LE(tag, 1);
    head.writeBigUInt64LE(BigInt(timeUs), 3);
    this.#message('C', Buffer.concat([head, Buffer.from(text)]));
  }

  dropout(milliseconds: number): void {
    this.#message('O', Uint8Array.of(milliseconds & 0xff, milliseconds >> 8));
  }

  sync(): void {
    this.#message('S', Uint8Array.of(0x2f, 0x73, 0x13, 0x20, 0x25, 0x0c, 0xbb, 0x12));
  }

  /** A message of a type that this version of the format does not define. */
  later(type: string, content: Uint8Array): void {
    this.#message(type, content);
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }

  #message(type: string, content: Uint8Array): void {
    const head = Buffer.alloc(3);
    head.writeUInt16LE(content.byteLength, 0);
    head.writeUInt8(type.charCodeAt(0), 2);
    this.#parts.push(head, content);
  }
}

function bytesOf(value: UlogValue): Uint8Array {
  if (typeof value === 'number') return new Uint8Array(Float32Array.of(value).buffer);
  return typeof value === 'boolean' ? Uint8Array.of(Number(value)) : value;
}

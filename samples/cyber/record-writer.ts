/** Section types of `cyber/proto/record.proto`. */
const sections = { header: 0, chunkHeader: 1, chunkBody: 2, index: 3, channel: 4 } as const;

const headerRoom = 2_048;

interface Channel {
  name: string;
  type: string;
  protoDesc: Uint8Array;
  messages: number;
}

/** Writes records of Apollo Cyber RT in chunks, as its recorder does. */
export class RecordWriter {
  readonly #parts: Uint8Array[] = [new Uint8Array(16 + headerRoom)];
  readonly #channels = new Map<string, Channel>();
  /** Entries of the index; those of channels count their messages at the end. */
  readonly #indexes: (() => Uint8Array)[] = [];
  /** Where each message is in the file, in order. */
  readonly extents: { start: number; end: number }[] = [];
  #chunk: { before: Uint8Array; name: string; timeNs: bigint; content: Uint8Array }[] = [];
  /** Fields that the chunk has before its next message. */
  #fields: Uint8Array[] = [];
  #size = 16 + headerRoom;
  #messages = 0;
  #chunks = 0;
  #times: [first: bigint, last: bigint] = [0n, 0n];
  readonly #messagesPerChunk: number;

  constructor({ messagesPerChunk = 500 }: { messagesPerChunk?: number } = {}) {
    this.#messagesPerChunk = messagesPerChunk;
  }

  channel(name: string, type: string, protoDesc: Uint8Array): void {
    const channel = { name, type, protoDesc, messages: 0 };
    this.#channels.set(name, channel);
    const content = Buffer.concat([textField(1, name), textField(2, type), bytesField(3, protoDesc)]);
    const position = this.#section(sections.channel, content);
    this.#indexes.push(() => {
      const count = number(1, BigInt(channel.messages));
      const cache = [count, textField(2, name), textField(3, type), bytesField(4, protoDesc)];
      return indexEntry(sections.channel, position, 101, Buffer.concat(cache));
    });
  }

  /** A section of any type, and a field of the chunk that is open, as a later version may write them. */
  section(type: number, content: Uint8Array): void {
    this.#flush();
    this.#section(type, content);
  }

  field(field: number, content: Uint8Array): void {
    this.#fields.push(bytesField(field, content));
  }

  message(name: string, timeNs: bigint, content: Uint8Array): void {
    const channel = this.#channels.get(name);
    if (channel) channel.messages += 1;
    if (this.#messages === 0) this.#times[0] = timeNs;
    this.#times[1] = timeNs;
    this.#messages += 1;
    this.#chunk.push({ before: Buffer.concat(this.#fields), name, timeNs, content });
    this.#fields = [];
    if (this.#chunk.length >= this.#messagesPerChunk) this.#flush();
  }

  /** Without `closed` the file is as a recorder leaves it that was killed: no index, and a header of the beginning. */
  bytes({ closed = true }: { closed?: boolean } = {}): Uint8Array {
    this.#flush();
    const indexPosition = this.#size;
    if (closed) this.#section(sections.index, Buffer.concat(this.#indexes.map((entry) => entry())));
    const header = Buffer.concat([
      number(1, 1n),
      number(2, 0n),
      number(3, 0n),
      number(4, 20_000_000_000n),
      number(5, 60_000_000_000n),
      ...(closed
        ? [
            number(6, BigInt(indexPosition)),
            number(7, BigInt(this.#chunks)),
            number(8, BigInt(this.#channels.size)),
            number(9, this.#times[0]),
            number(10, this.#times[1]),
            number(11, BigInt(this.#messages)),
            number(12, BigInt(this.#size)),
            number(13, 1n),
          ]
        : []),
      number(14, 209_715_200n),
    ]);
    const first = this.#parts[0] as Uint8Array;
    first.set(sectionHead(sections.header, header.byteLength));
    first.set(header, 16);
    return new Uint8Array(Buffer.concat(this.#parts));
  }

  #flush(): void {
    if (this.#chunk.length === 0) return;
    const times = this.#chunk.map(({ timeNs }) => timeNs);
    const [begin, end] = [times[0] ?? 0n, times.at(-1) ?? 0n];
    const count = BigInt(this.#chunk.length);
    const chunkHeader = [number(1, begin), number(2, end), number(3, count), number(4, 1n)];
    const headerAt = this.#section(sections.chunkHeader, Buffer.concat(chunkHeader));
    const headerCache = Buffer.concat([number(1, count), number(2, begin), number(3, end), number(4, 1n)]);
    this.#indexes.push(() => indexEntry(sections.chunkHeader, headerAt, 102, headerCache));
    const messages = this.#chunk.map(({ name, timeNs, content }) =>
      bytesField(1, Buffer.concat([textField(1, name), number(2, timeNs), bytesField(3, content)])),
    );
    let at = this.#size + 16;
    for (const [index, { byteLength }] of messages.entries()) {
      at += this.#chunk[index]?.before.byteLength ?? 0;
      this.extents.push({ start: at, end: at + byteLength });
      at += byteLength;
    }
    const bodyAt = this.#section(
      sections.chunkBody,
      Buffer.concat(
        messages.flatMap((message, index) => [this.#chunk[index]?.before ?? Buffer.alloc(0), message]),
      ),
    );
    this.#indexes.push(() => indexEntry(sections.chunkBody, bodyAt, 103, number(1, count)));
    this.#chunks += 1;
    this.#chunk = [];
  }

  #section(type: number, content: Uint8Array): number {
    const position = this.#size;
    this.#parts.push(sectionHead(type, content.byteLength), content);
    this.#size += 16 + content.byteLength;
    return position;
  }
}

/** `SingleIndex`: type, position, and what the index repeats of the section. */
function indexEntry(type: number, position: number, cacheField: number, cache: Uint8Array): Uint8Array {
  const head = [number(1, BigInt(type)), number(2, BigInt(position))];
  return bytesField(1, Buffer.concat([...head, bytesField(cacheField, cache)]));
}

function sectionHead(type: number, size: number): Uint8Array {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(type);
  head.writeBigUInt64LE(BigInt(size), 8);
  return head;
}

function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let left = value;
  while (left > 0x7fn) {
    bytes.push(Number(left & 0x7fn) | 0x80);
    left >>= 7n;
  }
  return [...bytes, Number(left)];
}

function number(field: number, value: bigint): Uint8Array {
  return Uint8Array.from([...varint(BigInt(field * 8)), ...varint(value)]);
}

export function bytesField(field: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([
    Uint8Array.from([...varint(BigInt(field * 8 + 2)), ...varint(BigInt(content.byteLength))]),
    content,
  ]);
}

function textField(field: number, text: string): Uint8Array {
  return bytesField(field, Buffer.from(text));
}

import { connect } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';

/**
 * The part of Kafka's protocol needed for requests that kafkajs 2.2.4 does not know
 * (https://kafka.apache.org/protocol; flexible versions as defined by KIP-482).
 */
export interface KafkaRequest {
  apiKey: number;
  apiVersion: number;
  /** Whether this version of the request has tagged fields. */
  flexible: boolean;
  body: Buffer;
}

const timeoutMs = 5_000;
const largestAnswer = 16 * 1024 * 1024;

/** One request over a connection of its own. Resolves to the body of the response. */
export async function askKafka(
  { host, port, tls }: { host: string; port: number; tls: ConnectionOptions | undefined },
  { apiKey, apiVersion, flexible, body }: KafkaRequest,
): Promise<AnswerReader> {
  const header = [int16(apiKey), int16(apiVersion), int32(correlationId), string('argus'), ...tags(flexible)];
  const request = Buffer.concat([...header, body]);
  const socket = tls ? connectTls({ ...tls, host, port }) : connect({ host, port });
  socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`no answer within ${timeoutMs} ms`)));
  try {
    socket.write(Buffer.concat([int32(request.length), request]));
    const answer = new AnswerReader(await readAnswer(socket));
    answer.int32();
    if (flexible) answer.tags();
    return answer;
  } finally {
    socket.destroy();
  }
}

const correlationId = 1;

async function readAnswer(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  let received = Buffer.alloc(0);
  for await (const chunk of chunks) {
    received = Buffer.concat([received, chunk]);
    if (received.length < 4) continue;
    const size = received.readInt32BE(0);
    if (size < 0 || size > largestAnswer) throw new Error(`an answer of ${size} bytes`);
    if (received.length >= 4 + size) return received.subarray(4, 4 + size);
  }
  throw new Error('the broker ended the connection');
}

export const int8 = (value: number): Buffer => Buffer.from([value]);
const int16 = (value: number) => filled(2, (to) => to.writeInt16BE(value));
const int32 = (value: number) => filled(4, (to) => to.writeInt32BE(value));
export const string = (value: string): Buffer =>
  Buffer.concat([int16(Buffer.byteLength(value)), Buffer.from(value)]);
export const compactString = (value: string): Buffer =>
  Buffer.concat([compactLength(Buffer.byteLength(value)), Buffer.from(value)]);
/** Length of a compact array or string; undefined for null. */
export const compactLength = (length: number | undefined): Buffer =>
  unsignedVarint(length === undefined ? 0 : length + 1);
export const noTags = int8(0);
const tags = (flexible: boolean) => (flexible ? [noTags] : []);

function filled(length: number, fill: (to: Buffer) => void): Buffer {
  const to = Buffer.alloc(length);
  fill(to);
  return to;
}

function unsignedVarint(value: number): Buffer {
  const groups: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) groups.push((rest & 0x7f) | 0x80);
  return Buffer.from([...groups, rest]);
}

/**
 * Reads the fields of a response one after the other.
 * @throws RangeError past its end.
 */
export class AnswerReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.skip(2));
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.skip(4));
  }

  int64(): number {
    return Number(this.#bytes.readBigInt64BE(this.skip(8)));
  }

  string(): string {
    return this.#text(this.int16());
  }

  compactString(): string {
    return this.#text(this.#varint() - 1);
  }

  compactArray<T>(read: () => T): T[] {
    const length = this.#varint() - 1;
    const items: T[] = [];
    while (items.length < length) items.push(read());
    return items;
  }

  tags(): void {
    for (let left = this.#varint(); left > 0; left -= 1) {
      this.#varint();
      this.skip(this.#varint());
    }
  }

  /** @returns where the skipped bytes begin. */
  skip(length: number): number {
    const at = this.#at;
    this.#at += length;
    return at;
  }

  /** Empty for null, whose length is −1. */
  #text(length: number): string {
    if (length <= 0) return '';
    const at = this.skip(length);
    return this.#bytes.toString('utf8', at, at + length);
  }

  #varint(): number {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = this.#bytes.readUInt8(this.skip(1));
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }
}

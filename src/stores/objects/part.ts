import type { IncomingMessage } from 'node:http';
import { S3Error, successText } from './s3-error.ts';
import type { OpenPut } from './s3-http.ts';
import { type Reservation, slabBytes } from './slab-pool.ts';

/** A stretch of an upload that is being filled. */
export interface Part {
  /** Bytes that still fit. */
  room: number;
  write(chunk: Buffer): Promise<void> | void;
  /** Resolves to the part's ETag. */
  finish(): Promise<string>;
  abandon(): void;
}

/** Bytes go straight through to the store: costs no memory however slow the client; has to be filled. */
export function streamedPart(length: number, put: OpenPut): Part {
  return {
    room: length,
    write(chunk) {
      this.room -= chunk.length;
      return put.write(chunk);
    },
    finish: async () => etagOf(await put.finish()),
    abandon: () => undefined,
  };
}

export interface BufferedPart extends Part {
  bytes(): Buffer[];
  length(): number;
}

/** Bytes are collected first: for what may turn out shorter than a part. */
export function bufferedPart(
  capacity: number,
  memory: Reservation,
  send: (bytes: Buffer[]) => Promise<IncomingMessage>,
): BufferedPart {
  const slabs: Buffer[] = [];
  let length = 0;
  const bytes = () =>
    slabs.map((slab, index) => slab.subarray(0, Math.min(slabBytes, length - index * slabBytes)));
  return {
    room: capacity,
    bytes,
    length: () => length,
    write(chunk) {
      for (let done = 0; done < chunk.length; ) {
        const at = length % slabBytes;
        if (at === 0) slabs.push(memory.slab());
        const copied = chunk.copy(slabs.at(-1) as Buffer, at, done);
        done += copied;
        length += copied;
      }
      this.room -= chunk.length;
    },
    async finish() {
      try {
        return etagOf(await send(bytes()));
      } finally {
        memory.release();
      }
    },
    abandon: () => memory.release(),
  };
}

async function etagOf(response: IncomingMessage): Promise<string> {
  await successText(response);
  const { etag } = response.headers;
  if (!etag) throw new S3Error(response.statusCode ?? 0, 'no ETag');
  return etag;
}

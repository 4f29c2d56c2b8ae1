import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { isMissing } from './s3-error.ts';

/** Attempts without a byte in between. */
const mostTries = 5;
const pauseMs = 200;

/**
 * The bytes from `first` to `last`, both included. Where the store breaks off (some do when the reader pauses for minutes),
 * it is asked for the rest. Rejects when it cannot be read at all.
 */
export async function resumingRead(
  open: (first: number) => Promise<Readable>,
  first: number,
  last: number,
): Promise<Readable> {
  return Readable.from(chunksFrom(open, await open(first), first, last), { objectMode: false });
}

async function* chunksFrom(
  open: (first: number) => Promise<Readable>,
  begun: Readable,
  first: number,
  last: number,
): AsyncGenerator<Buffer> {
  let source: Readable | undefined = begun;
  let failures = 0;
  for (let at = first; at <= last; ) {
    try {
      source ??= await open(at);
      for await (const chunk of source as AsyncIterable<Buffer>) {
        at += chunk.length;
        if (chunk.length > 0) failures = 0;
        yield chunk;
      }
      if (at <= last) throw new Error('the object store ended the object early');
    } catch (error) {
      failures += 1;
      if (failures >= mostTries || isMissing(error)) throw error;
      source = undefined;
      await delay(pauseMs * failures);
    }
  }
}

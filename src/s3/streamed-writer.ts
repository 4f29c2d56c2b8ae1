import type { ObjectWriter } from './object-writer.ts';
import type { OpenPut } from './s3-http.ts';
import type { S3Object } from './s3-object.ts';

/**
 * For objects of (presumably) known size: streamed in one request, without buffering however slow the client. The last
 * chunk is held back until `commit`, so that nothing exists before it. If the size turns out wrong, what has been
 * stored is read back and written again by a writer that does not need the size.
 * No other upload may write to the same key: `abort` removes the object.
 */
export function createStreamedWriter(
  object: S3Object,
  expectedBytes: number,
  otherwise: () => ObjectWriter,
  signal: AbortSignal,
): ObjectWriter {
  let put: Promise<OpenPut<string>> | undefined;
  let opened: OpenPut<string> | undefined;
  let held: Buffer | undefined;
  let written = 0;
  let stored = false;
  let fallback: ObjectWriter | undefined;

  const open = () => {
    put ??= object.putStreamed(expectedBytes, signal);
    return put;
  };

  /** Pads the request to its declared length, then starts again with the first `length` bytes of it. */
  async function startOver(length: number): Promise<ObjectWriter> {
    const request = await open();
    for (let lacking = expectedBytes - written; lacking > 0; ) {
      const filler = Buffer.alloc(Math.min(lacking, 64 * 1024));
      await request.write(filler);
      lacking -= filler.length;
    }
    stored = true;
    await request.finish();
    const writer = otherwise();
    fallback = writer;
    let left = length;
    for await (const chunk of await object.get()) {
      await writer.write(chunk.subarray(0, left));
      left -= Math.min(left, chunk.length);
      if (left === 0) break;
    }
    return writer;
  }

  async function pass(chunk: Buffer): Promise<void> {
    opened = await open();
    written += chunk.length;
    await opened.write(chunk);
  }

  async function passBeyond(chunk: Buffer): Promise<void> {
    const fitting = expectedBytes - written;
    await pass(chunk.subarray(0, fitting));
    held = undefined;
    await (await startOver(expectedBytes)).write(chunk.subarray(fitting));
  }

  return {
    write(chunk) {
      if (fallback) return fallback.write(chunk);
      const before = held;
      held = chunk;
      const isBeyond = written + (before?.length ?? 0) + chunk.length > expectedBytes;
      if (!before) return isBeyond ? passBeyond(chunk) : undefined;
      if (isBeyond) return pass(before).then(() => passBeyond(chunk));
      if (!opened) return pass(before);
      written += before.length;
      return opened.write(before);
    },

    async commit() {
      if (fallback) return fallback.commit();
      const last = held ?? Buffer.alloc(0);
      if (written + last.length < expectedBytes) {
        if (held) await pass(held);
        return (await startOver(written)).commit();
      }
      await pass(last);
      stored = true;
      return (await open()).finish();
    },

    async abort() {
      await fallback?.abort();
      if (!put) return;
      // versitygw makes an object of what arrived before a request broke off.
      if (!stored) await (await put).closed;
      await object.remove().catch(() => undefined);
    },
  };
}

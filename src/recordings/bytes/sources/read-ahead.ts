import { setImmediate as turn } from 'node:timers/promises';

/** Bytes delivered between two turns of the event loop; more can only be fetched in such a turn. */
const turnBytes = 1 << 20;

/**
 * The same chunks, prefetched while the reader processes earlier ones; at most `limit` bytes (and one chunk) are
 * held. An error is thrown after the chunks before it. A caller that returns early must end `chunks` as well: it is
 * not awaited here.
 */
export async function* readAhead(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Uint8Array> {
  const queue: Uint8Array[] = [];
  let held = 0;
  let stopped = false;
  let failure: { cause: unknown } | undefined;
  let wakeReader: () => void = () => undefined;
  let wakeFetcher: () => void = () => undefined;
  let ended = false;

  async function fetch(): Promise<void> {
    try {
      for await (const chunk of chunks) {
        queue.push(chunk);
        held += chunk.byteLength;
        wakeReader();
        if (held >= limit && !stopped) {
          await new Promise<void>((resolve) => {
            wakeFetcher = resolve;
          });
        }
        if (stopped) return;
      }
    } catch (cause) {
      failure = { cause };
    } finally {
      ended = true;
      wakeReader();
    }
  }

  void fetch();
  try {
    let sinceTurn = 0;
    for (;;) {
      const chunk = queue.shift();
      if (chunk) {
        held -= chunk.byteLength;
        sinceTurn += chunk.byteLength;
        if (held < limit) wakeFetcher();
        yield chunk;
        if (sinceTurn >= turnBytes) {
          sinceTurn = 0;
          await turn();
        }
      } else if (failure) {
        throw failure.cause;
      } else if (ended) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          wakeReader = resolve;
        });
      }
    }
  } finally {
    stopped = true;
    wakeFetcher();
  }
}

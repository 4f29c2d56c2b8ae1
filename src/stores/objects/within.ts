import type { Readable } from 'node:stream';

/** Rejects when `work` takes longer than that: the client it is done with knows no deadline of its own. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The first `limit` items of a stream of objects. */
export async function first<T>(stream: Readable & AsyncIterable<T>, limit: number): Promise<T[]> {
  const items: T[] = [];
  for await (const item of stream) {
    items.push(item);
    if (items.length === limit) break;
  }
  return items;
}

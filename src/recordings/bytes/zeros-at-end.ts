import type { Verdict } from '../../domain/verdict.ts';
import type { ByteSource } from './byte-source.ts';
import { DamageLog } from './damage.ts';

/** A sector: what was damaged in another way hardly ends with as many. */
const leastZeros = 512;

/**
 * The verdict on a recording of `size` bytes of which `source` holds all. Where nothing can be read up to its end, and most of that is zeros,
 * it was not damaged but ended there: a recorder or its file system had set room aside, and power was lost before the file
 * was closed. Throws `SourceError`.
 */
export async function withZerosAtEnd(verdict: Verdict, source: ByteSource, size: number): Promise<Verdict> {
  const { code, offset, damaged = [], salvaged_messages: messages = 0 } = verdict;
  const [rest] = damaged;
  const isRest = damaged.length === 1 && rest?.start === offset && rest?.end === size;
  if (code !== 'corrupt' || !isRest) return verdict;
  const zeros = await zerosAtEnd(source, rest.start);
  if (zeros < leastZeros || zeros * 2 < size - rest.start) return verdict;
  const log = new DamageLog();
  log.add('truncated', rest.start, size, 'the recording ends, and zeros follow');
  return log.verdict(messages);
}

/** How many zeros a source ends with, counted from `start` on. */
async function zerosAtEnd(source: ByteSource, start: number): Promise<number> {
  let zeros = 0;
  for await (const piece of source.stream(start)) {
    const last = piece.findLastIndex((byte) => byte !== 0);
    zeros = last < 0 ? zeros + piece.byteLength : piece.byteLength - 1 - last;
  }
  return zeros;
}

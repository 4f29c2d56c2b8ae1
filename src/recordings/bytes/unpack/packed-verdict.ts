import type { ByteRange, Verdict } from '../../../domain/verdict.ts';
import type { Unpacking } from './unpacking-source.ts';

/**
 * The verdict on a recording that was unpacked while it was read, with all places in the file as it was uploaded.
 * `unpackings` from the outermost in. Damage of a packing comes first: what is wrong inside mostly follows from it.
 */
export function packedVerdict(inner: Verdict, unpackings: readonly Unpacking[], messages: number): Verdict {
  const damaged = unpackings.findIndex(({ damage }) => damage.any);
  const layer = unpackings[damaged];
  if (!layer)
    return inner.offset === undefined ? inner : placed(inner, unpackings, 'of the unpacked recording');
  const own = layer.damage.verdict(messages);
  const outer = placed(own, unpackings.slice(0, damaged), `of the unpacked ${layer.name} data`);
  return inner.code === 'ok' || inner.code === 'empty'
    ? outer
    : { ...outer, message: `${outer.message} Unpacked: ${inner.message}` };
}

/** `within` says whose bytes the sentence counts, where they are not those of the file. */
function placed(verdict: Verdict, around: readonly Unpacking[], within: string): Verdict {
  if (around.length === 0) return verdict;
  const { offset = 0, damaged = [] } = verdict;
  return {
    ...verdict,
    message: verdict.message.replace(/^At byte \d+/, (place) => `${place} ${within}`),
    offset: around.reduceRight((at, { offsets }) => offsets.before(at), offset),
    damaged: joined(damaged.map((range) => around.reduceRight(rangeInPacked, range))),
  };
}

function rangeInPacked({ start, end }: ByteRange, { offsets, packed }: Unpacking): ByteRange {
  const from = offsets.before(start);
  return { start: from, end: Math.max(from + 1, offsets.after(end) ?? packed.size) };
}

/** Ranges that lay apart may come from the same packed bytes. */
function joined(ranges: ByteRange[]): ByteRange[] {
  const result: ByteRange[] = [];
  for (const { start, end } of ranges) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

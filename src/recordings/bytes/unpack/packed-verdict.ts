import type { ByteRange, Verdict } from '../../../domain/verdict.ts';
import type { Unpacking } from './unpacking-source.ts';

/**
 * The verdict on a recording that was decompressed while it was read, with all places in the uploaded file.
 * `unpackings` from the outermost inwards. Damage to a compression comes first: inner damage is mostly its
 * consequence.
 */
export function packedVerdict(
  inner: Verdict,
  unpackings: readonly Unpacking[],
  { messages, isRecording }: { messages: number; isRecording: boolean },
): Verdict {
  const damaged = unpackings.findIndex(({ damage }) => damage.any);
  const layer = unpackings[damaged];
  const within = inside(unpackings.at(-1)).within;
  // Zeros in front of what is no recording say nothing of it.
  if (!layer || (layer.name === 'zeros' && (inner.code === 'unknown_format' || !isRecording)))
    return inner.offset === undefined ? inner : placed(inner, unpackings, within);
  const own = layer.damage.verdict(messages);
  // Nothing is packed in zeros: they are in front of what the layer around them holds.
  const around =
    layer.name === 'zeros' ? inside(unpackings[damaged - 1]).within : `of the unpacked ${layer.name} data`;
  const outer = placed(own, unpackings.slice(0, damaged), around);
  return inner.code === 'ok' || inner.code === 'empty'
    ? outer
    : { ...outer, message: `${outer.message} ${inside(layer).opening}: ${inner.message}` };
}

/** How a sentence names what is inside a layer: behind "At byte N", and at its beginning. */
function inside(layer: Unpacking | undefined): { within: string; opening: string } {
  if (layer?.isEncoding) return { within: 'of the text in UTF-8', opening: 'In UTF-8' };
  if (layer?.name === 'zeros') return { within: 'behind the zeros', opening: 'Behind them' };
  return { within: 'of the unpacked recording', opening: 'Unpacked' };
}

/** `within` names the data to which the offsets of the sentence refer, if not to the file. */
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

/** Ranges that were separate may come from the same compressed bytes. */
function joined(ranges: ByteRange[]): ByteRange[] {
  const result: ByteRange[] = [];
  for (const { start, end } of ranges) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

import { segmentTableBytes } from '../../meaning/decode/capnp-pointers.ts';

const wordBytes = 8;

/** Messages are built in segments that grow, so that a few are enough for the largest. */
export const maxSegments = 64;

/** The traversal limit of Cap'n Proto: readers refuse a larger message unless they are told otherwise. */
export const maxEventBytes = 64 * 2 ** 20;

/** The pointer to the root: a struct right behind it, with two words of data and one pointer, as `Event` has. */
export const usualRoot: Uint8Array = Uint8Array.of(0, 0, 0, 0, 2, 0, 1, 0);

/** Fields that a later version or a fork adds to `Event` make it longer, by no more than this. */
const longestRoot = { dataWords: 8, pointers: 4 } as const;

/** Root pointer, two words of data, one pointer. */
const rootWords = 4;

/** Bytes from the root pointer on that show whether this is an event. */
const shownBytes = 3 * wordBytes;

/** Bytes in which every head fits. */
export const headBytes = segmentTableBytes(maxSegments) + shownBytes;

/** The smallest event: the table of one segment, and the root without content. */
export const smallestEvent = segmentTableBytes(1) + rootWords * wordBytes;

/** No device runs longer without a restart, in nanoseconds. */
const longestUptimeHigh = Math.floor((400 * 24 * 3600 * 1e9) / 2 ** 32);

/** Kinds of events, about 150 by now; only a later version or a fork has more. */
const maxKind = 1_023;

/**
 * The bytes of the event whose segment table begins at `at`, as far as `end` shows it; 0 if there is none, -1 if too
 * few bytes are visible to say so.
 */
export function eventBytes(view: DataView, at: number, end: number): number {
  if (end - at < 4) return -1;
  const segments = view.getUint32(at, true) + 1;
  if (segments > maxSegments) return 0;
  const table = segmentTableBytes(segments);
  if (end - at < table + shownBytes) return -1;
  let words = 0;
  for (let index = 0; index < segments; index += 1) words += view.getUint32(at + 4 + 4 * index, true);
  const isPadded = segments % 2 === 1 || view.getUint32(at + table - 4, true) === 0;
  const fits = view.getUint32(at + 4, true) >= rootWords && table + words * wordBytes <= maxEventBytes;
  return isPadded && fits && isEvent(view, at + table) ? table + words * wordBytes : 0;
}

/**
 * Whether the root at `at` is an `Event`: its shape, and a plausible time and kind. Behind the kind only `valid` is
 * defined, one bit; later fields may follow it.
 */
function isEvent(view: DataView, at: number): boolean {
  const dataWords = view.getUint16(at + 4, true);
  const pointers = view.getUint16(at + 6, true);
  if (view.getUint32(at, true) !== 0 || dataWords < 2 || pointers < 1) return false;
  if (dataWords > longestRoot.dataWords || pointers > longestRoot.pointers) return false;
  const isTimed = view.getUint32(at + wordBytes + 4, true) <= longestUptimeHigh;
  return isTimed && view.getUint16(at + 2 * wordBytes, true) <= maxKind;
}

/** The pointer to the root of the event that begins at `at`; a copy. */
export function rootOf(view: DataView, at: number): Uint8Array {
  const root = at + segmentTableBytes(view.getUint32(at, true) + 1);
  return new Uint8Array(view.buffer, view.byteOffset + root, wordBytes).slice();
}

/** Whether an event, or as much of one as is visible, begins at `at`. */
export function beginsEvent(view: DataView, at: number, end: number): boolean {
  return eventBytes(view, at, end) !== 0;
}

/**
 * The first event between `from` and `to` whose successor is visible in the bytes up to `end`, or that ends with them if
 * `isLast`; -1 if there is none. `pointer` is that to the roots of the log.
 */
export function findEvent(
  view: DataView,
  bytes: Uint8Array,
  {
    pointer,
    from,
    to,
    end,
    isLast,
  }: { pointer: Uint8Array; from: number; to: number; end: number; isLast: boolean },
): number {
  const lastRoot = to + segmentTableBytes(maxSegments) - 1;
  const searched = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(end, lastRoot + pointer.length));
  let root = searched.indexOf(pointer, from + segmentTableBytes(1));
  while (root >= 0) {
    for (let segments = 1; segments <= maxSegments; segments += segments === 1 ? 1 : 2) {
      // Tables of two and three segments have the same length; that of one is the shortest.
      const at = root - segmentTableBytes(segments);
      if (at < from) break;
      if (at < to && isFollowed(view, at, { table: root - at, end, isLast })) return at;
    }
    root = searched.indexOf(pointer, root + 1);
  }
  return -1;
}

function isFollowed(
  view: DataView,
  at: number,
  { table, end, isLast }: { table: number; end: number; isLast: boolean },
): boolean {
  const size = eventBytes(view, at, end);
  if (size <= 0 || segmentTableBytes(view.getUint32(at, true) + 1) !== table) return false;
  const next = at + size;
  if (next === end) return isLast;
  return eventBytes(view, next, end) > 0;
}

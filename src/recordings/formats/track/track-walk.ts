import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import { latin1, textOfBytes } from '../text/ascii.ts';
import { readCoordinates, readPoint, type TrackPoint, timeName } from './track-points.ts';

/** A point with all extensions that programs write has less than 2 KiB. */
const maxElement = 16 * 1024;
const window = 256 * 1024;
/** Times of a KML track that wait for their coordinates, which stand behind all of them: ten days at one a second. */
const maxWaiting = 1_000_000;

const opening = /<(?:[\w.-]+:)?(trkpt|Trackpoint|when|coord|Track)(?=[\s/>])/g;
const elements: ReadonlySet<string> = new Set(['trkpt', 'Trackpoint', 'when', 'coord']);
const rootEnd = /<\/(?:[\w.-]+:)?(?:gpx|kml|TrainingCenterDatabase)\s*>/;

export type PointSink = (point: TrackPoint, bytes: number, offset: number) => void;

interface Walk {
  damage: Pick<DamageLog, 'add'>;
  sink: PointSink;
  times: WaitingTimes;
}

/**
 * Finds the points of the tracks in a GPX, KML or TCX file, one after the other, so that damage costs the point that it is in.
 * Of KML only tracks with times count (`gx:Track`), whose times stand in front of their coordinates.
 */
export async function walkTrack(
  reader: ByteReader,
  damage: Pick<DamageLog, 'add'>,
  sink: PointSink,
): Promise<void> {
  const walk: Walk = { damage, sink, times: new WaitingTimes() };
  let isClosed = false;
  while (reader.remaining > 0) {
    const isLast = !(await reader.fill(window));
    const bytes = reader.slice(0, Math.min(window, reader.available));
    const text = latin1(bytes);
    isClosed ||= rootEnd.test(text);
    const next = readPiece(bytes, text, isLast, reader.offset, walk);
    reader.advance(isLast ? bytes.byteLength : next);
  }
  if (!isClosed)
    damage.add('truncated', reader.offset, reader.offset, 'the track ends without the end of its document');
}

/** The elements that begin in a piece of the file at `offset`; returns where the next piece begins in it. */
function readPiece(bytes: Uint8Array, text: string, isLast: boolean, offset: number, walk: Walk): number {
  const limit = isLast ? bytes.byteLength : bytes.byteLength - maxElement;
  let next = limit;
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match && match.index < limit; match = opening.exec(text)) {
    const { index } = match;
    const name = match[1] as string;
    if (name === 'Track') walk.times.clear();
    if (!elements.has(name)) continue;
    const end = endOf(text, index, match[0].slice(1));
    if (end !== undefined) {
      readElement(name, textOfBytes(bytes.subarray(index, end)), end - index, offset + index, walk);
      opening.lastIndex = end;
      next = Math.max(next, end);
    } else if (!isLast || text.length - index > maxElement) {
      // At the end of the file the element is cut, which the missing end of the root says.
      walk.damage.add(
        'corrupt',
        offset + index,
        offset + index + match[0].length,
        'a point of the track has no end',
      );
    }
  }
  return next;
}

function readElement(
  name: string,
  element: string,
  bytes: number,
  at: number,
  { damage, sink, times }: Walk,
): void {
  const content = () => element.replace(/<[^>]*>/g, '').trim();
  if (name === 'when') {
    times.add(content());
    return;
  }
  const point = name === 'coord' ? times.join(readCoordinates(content())) : readPoint(element);
  if (point) sink(point, bytes, at);
  else damage.add('corrupt', at, at + bytes, 'a point of the track cannot be read');
}

/** Behind the element that begins at `start`; undefined if it does not end within bounds, or another one begins before. */
function endOf(text: string, start: number, name: string): number | undefined {
  const again = text.indexOf(`<${name}`, start + 1);
  const within = text.slice(start, Math.min(again < 0 ? text.length : again, start + maxElement));
  const tagEnd = within.indexOf('>');
  if (tagEnd > 0 && within[tagEnd - 1] === '/') return start + tagEnd + 1;
  const close = within.indexOf(`</${name}`);
  const end = close < 0 ? -1 : within.indexOf('>', close);
  return end < 0 ? undefined : start + end + 1;
}

class WaitingTimes {
  #times: string[] = [];
  #next = 0;

  clear(): void {
    this.#times = [];
    this.#next = 0;
  }

  add(time: string): void {
    if (this.#times.length < maxWaiting) this.#times.push(time.slice(0, 64));
  }

  /** The point with the time that is next. */
  join(point: TrackPoint | undefined): TrackPoint | undefined {
    const time = this.#times[this.#next];
    this.#next += 1;
    if (time !== undefined) point?.set(timeName, time);
    return point;
  }
}

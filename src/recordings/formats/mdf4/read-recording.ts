import type { ByteSource } from '../../bytes/byte-source.ts';
import { BlockBounds } from './block-bounds.ts';
import { BlockReader, idBlockSize } from './blocks.ts';
import { LaneBuilder, type PlannedLane } from './build-lanes.ts';
import { DataLists } from './data-list.ts';
import { type DataEnds, dataPieces } from './data-pieces.ts';
import { ForwardStream } from './forward-stream.ts';
import type { Pages } from './pages.ts';
import { readData } from './read-data.ts';
import { DefinitionReader } from './read-definitions.ts';
import { recordingStartBytes } from './recording-start.ts';
import { type FoundBlock, scanFile } from './salvage.ts';
import type { WalkContext } from './walk-context.ts';

/** id_unfin_flags (ASAM MDF 4.1, ID block): what a recording that was not finalised leaves to its reader. */
const unfinished = { lastDataLength: 4, variableOffsets: 64 };

export interface RecordingFile {
  source: ByteSource;
  signal: AbortSignal | undefined;
  pages: Pages;
  /** Reads data from front to back. */
  stream: ForwardStream;
}

/** Reads one recording of a file; gives where another one begins behind it, if any. Throws `SourceError`. */
export async function readRecording(
  { source, signal, pages, stream }: RecordingFile,
  base: number,
  context: WalkContext,
): Promise<number | undefined> {
  const head = await pages.read(base, idBlockSize);
  if (!head) {
    context.damaged('truncated', base, source.size, 'the recording ends in its header');
    return undefined;
  }
  const flags = head[0] === 0x55 ? (head[60] as number) | ((head[61] as number) << 8) : 0;
  const blocks = new BlockReader(pages, base);
  const lists = new DataLists(blocks);
  let damages = 0;
  const damaged: WalkContext['damaged'] = (...damage) => {
    damages += 1;
    context.damaged(...damage);
  };
  const walk = { ...context, damaged };
  const definitions = new DefinitionReader(blocks, damaged);
  const definition = await definitions.read(context.builder);
  const builder = new LaneBuilder({
    ...walk,
    definition,
    blocks,
    lists,
    offsetsMissing: (flags & unfinished.variableOffsets) !== 0,
    openStream: () => new ForwardStream(source, signal),
  });
  const lanes: PlannedLane[] = [];
  for (const group of definition.dataGroups) {
    const lane = await builder.build(group);
    if (lane) lanes.push(lane);
  }
  const brokenLists = lanes.flatMap(({ data }) => data.broken);
  for (const link of brokenLists) definitions.broken(link, 'data cannot be found');

  const starts = [blocks.starts, ...lanes.map(({ data }) => data.offsets)].flat();
  const ends: DataEnds = { open: undefined, bounds: new BlockBounds(starts) };
  if ((flags & unfinished.lastDataLength) !== 0) {
    ends.open = lanes.reduce((last, { data }) => Math.max(last, ...data.offsets.slice(-1)), 0) || undefined;
  }
  const end = Math.max(blocks.end, await readData(lanes, stream, ends, walk));
  let next = ends.endedAt;
  const broken = definitions.brokenLinks.length > 0;
  // Where all links lead somewhere, only what lies behind everything can be missing: its link may have been overwritten.
  const from = broken ? base + idBlockSize : end;
  if (broken || (next === undefined && from + recordingStartBytes <= source.size)) {
    const knows = (offset: number) => definitions.knows(offset) || lists.knows(offset);
    const scan = await scanFile(stream, from, blocks, knows);
    next ??= scan.next;
    await salvage(scan.found, lanes);
  }
  for (const { lane } of lanes) lane.end();
  if (damages === 0 && flags === 0) compareCounts(lanes, damaged);
  return next;

  /** Data groups that no list led to, then data blocks of lanes whose list is broken. */
  async function salvage(found: readonly FoundBlock[], all: PlannedLane[]): Promise<void> {
    const late: PlannedLane[] = [];
    for (const { id, offset } of found) {
      if (id !== 'DG' || definitions.knows(offset)) continue;
      damaged('corrupt', offset, offset, 'there is a data group that no link leads to');
      for (const group of await definitions.dataGroups(offset)) {
        const lane = await builder.build(group);
        if (lane) late.push(lane);
      }
    }
    await readData(late, stream, ends, walk);
    all.push(...late);
    const broken = all.filter(({ data }) => data.broken.length > 0);
    const offsets = found.flatMap(({ id, offset }) => (id === 'DG' || lists.knows(offset) ? [] : [offset]));
    for (const { lane } of broken) lane.lose();
    for await (const piece of dataPieces(stream, offsets, ends, walk)) {
      const owner = ownerOf(piece.offset, broken);
      if (!owner || (piece.first && !owner.lane.accepts(piece.packed ? piece.bytes.byteLength : 0))) continue;
      await owner.lane.feed(piece, Number.NaN);
    }
  }
}

/** The lane whose list broke off nearest before this place of the file, or behind it where none is before. */
function ownerOf(offset: number, broken: readonly PlannedLane[]): PlannedLane | undefined {
  let owner: PlannedLane | undefined;
  let best = Number.POSITIVE_INFINITY;
  for (const planned of broken) {
    const last = planned.data.offsets.at(-1) ?? 0;
    const distance = last <= offset ? offset - last : Number.MAX_SAFE_INTEGER;
    if (distance < best) [owner, best] = [planned, distance];
  }
  return owner;
}

/** Catches what no checksum covers, such as a length that was overwritten. */
function compareCounts(lanes: readonly PlannedLane[], damaged: WalkContext['damaged']): void {
  for (const { lane } of lanes) {
    for (const { group, records } of lane.counts) {
      if (group.variableLength || group.cycles === records) continue;
      const what = `the file declares ${group.cycles} records of a group where ${records} were found`;
      damaged('corrupt', group.offset, group.offset, what);
    }
  }
}

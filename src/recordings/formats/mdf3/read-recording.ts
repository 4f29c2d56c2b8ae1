import { BlockBounds } from '../mdf/block-bounds.ts';
import type { ForwardStream } from '../mdf/forward-stream.ts';
import { GroupReaders } from '../mdf/group-reader.ts';
import type { Lane } from '../mdf/lane.ts';
import type { Pages } from '../mdf/pages.ts';
import type { WalkContext } from '../mdf/walk-context.ts';
import { Mdf3Blocks } from './blocks.ts';
import { laneOf } from './build-lane.ts';
import type { Mdf3Definition } from './definitions.ts';
import { type FileStart, idBlockBytes, readFileStart, versionWithMark } from './file-start.ts';
import { dataOf, type FileBounds, type GroupData } from './group-data.ts';
import { logTriggers } from './log-triggers.ts';
import { findLostGroups } from './lost-groups.ts';
import { DefinitionReader } from './read-definitions.ts';
import { findSecondRecording } from './second-recording.ts';

/** Data is passed on in pieces of at most this size. */
const maxPieceBytes = 2 ** 20;

/** The length of an HD block is between these, whatever the version. */
const headerSizes = { least: 104, most: 4_096 };

/** A data group with the reader of its records and the place of its data. */
interface PlannedLane {
  lane: Lane;
  data: GroupData;
}

/** Reads a recording: its definitions, then the data of one group after the other. Throws `SourceError`. */
export async function readRecording(
  pages: Pages,
  stream: ForwardStream,
  context: WalkContext,
): Promise<void> {
  const head = await pages.read(0, idBlockBytes + 4);
  if (!head) {
    context.damaged('truncated', 0, pages.size, 'the recording ends in its header');
    return;
  }
  let damages = 0;
  const walk: WalkContext = {
    ...context,
    damaged: (...damage) => {
      damages += 1;
      context.damaged(...damage);
    },
  };
  const start = readFileStart(head);
  const blocks = new Mdf3Blocks(pages, start, blockOrder(head, start));
  const definitions = new DefinitionReader(blocks, start.littleEndian, walk.damaged);
  const definition = await definitions.read();
  if (definitions.broken) await addLostGroups(definition, definitions, blocks, stream);
  logTriggers(definition, walk.builder);
  const open = isOpen(definition, start, blocks, walk);
  const lanes = planLanes(definition, { size: pages.size, open, bounds: boundsOf(definition, blocks) }, walk);
  for (const planned of lanes) await readLane(planned, stream);
  if (open) return;
  if (damages === 0) compareCounts(lanes, walk);
  await reportSecond(Math.max(blocks.end, ...lanes.map(({ data }) => data.end)), stream, walk);
}

/** Another recording that was appended has links of its own, and is not read. */
async function reportSecond(end: number, stream: ForwardStream, { damaged }: WalkContext): Promise<void> {
  const second = end < stream.size ? await findSecondRecording(stream, end) : -1;
  if (second >= 0)
    damaged('corrupt', second, stream.size, 'a second recording begins in the same file, and is not read');
}

/** The order of blocks is that of the file; some programs mean that of the values alone, and write blocks otherwise. */
function blockOrder(head: Uint8Array, { littleEndian }: FileStart): boolean {
  const size = new DataView(head.buffer, head.byteOffset).getUint16(idBlockBytes + 2, littleEndian);
  return size >= headerSizes.least && size <= headerSizes.most ? littleEndian : !littleEndian;
}

async function addLostGroups(
  definition: Mdf3Definition,
  definitions: DefinitionReader,
  blocks: Mdf3Blocks,
  stream: ForwardStream,
): Promise<void> {
  for (const offset of await findLostGroups(stream, blocks, (place) => definitions.knows(place))) {
    if (!definitions.knows(offset)) definition.dataGroups.push(...(await definitions.dataGroups(offset)));
  }
}

/**
 * Whether the numbers of records were never written. Versions before 3.30 have no mark for that; a file of them
 * without a single record, but with data that is no block, was not finished.
 */
function isOpen(
  { dataGroups }: Mdf3Definition,
  start: FileStart,
  blocks: Mdf3Blocks,
  { damaged }: WalkContext,
): boolean {
  if (start.countersMissing || start.version >= versionWithMark) return start.countersMissing;
  const starts = new Set(blocks.starts);
  const isData = (link: number) => link !== 0 && link < blocks.pages.size && !starts.has(link);
  const counted = dataGroups.some(({ groups }) => groups.some(({ cycles }) => cycles > 0));
  const first = dataGroups.find(({ data }) => isData(data));
  if (counted || !first) return false;
  const what = 'the number of records was never written, since the recording was not finished';
  damaged('truncated', first.offset, first.offset, what);
  return true;
}

function boundsOf({ dataGroups }: Mdf3Definition, blocks: Mdf3Blocks): BlockBounds {
  return new BlockBounds([...blocks.starts, ...dataGroups.map(({ data }) => data)]);
}

/** In the order of their data. */
function planLanes(definition: Mdf3Definition, bounds: FileBounds, walk: WalkContext): PlannedLane[] {
  const readers = new GroupReaders(walk);
  const lanes: PlannedLane[] = [];
  for (const group of definition.dataGroups) {
    const data = dataOf(group, bounds, walk.damaged);
    const lane = data && laneOf(group, bounds.open, { ...walk, definition, readers });
    if (data && lane) lanes.push({ lane, data });
  }
  return lanes.sort((a, b) => a.data.start - b.data.start);
}

async function readLane({ lane, data }: PlannedLane, stream: ForwardStream): Promise<void> {
  await stream.seek(data.start);
  const piece = { index: 0, packed: false, lost: false, unpackedBytes: 0 };
  let first = true;
  while (stream.offset < data.end) {
    const offset = stream.offset;
    const bytes = await stream.next(Math.min(maxPieceBytes, data.end - offset));
    if (bytes.byteLength === 0) break;
    const wait = lane.feed({ ...piece, bytes, offset, first }, Number.NaN, 0);
    if (wait !== undefined) await wait;
    first = false;
  }
  await lane.end();
}

/** Detects damage such as a number of records that was overwritten. */
function compareCounts(lanes: readonly PlannedLane[], { damaged }: WalkContext): void {
  for (const { lane } of lanes) {
    for (const { group, records } of lane.counts) {
      if (group.cycles === records) continue;
      const what = `the file declares ${group.cycles} records of a group where ${records} were found`;
      damaged('corrupt', group.offset, group.offset, what);
    }
  }
}

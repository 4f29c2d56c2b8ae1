import type { ForwardStream } from '../mdf/forward-stream.ts';
import type { WalkContext } from '../mdf/walk-context.ts';
import type { LaneBuilder, PlannedLane } from './build-lanes.ts';
import type { DataLists } from './data-list.ts';
import { type DataEnds, dataPieces } from './data-pieces.ts';
import { readData } from './read-data.ts';
import type { DefinitionReader } from './read-definitions.ts';
import type { FoundBlock } from './salvage.ts';

/** The readers of the recording that is searched. */
export interface SalvageTools {
  definitions: DefinitionReader;
  lists: DataLists;
  builder: LaneBuilder;
  stream: ForwardStream;
  ends: DataEnds;
  walk: WalkContext;
}

/**
 * Reads data groups to which no list led, which are added to `lanes`, then data blocks of lanes whose list is broken.
 */
export async function salvageLanes(
  found: readonly FoundBlock[],
  lanes: PlannedLane[],
  tools: SalvageTools,
): Promise<void> {
  const { stream, ends, walk, lists } = tools;
  const late = await lateLanes(found, tools);
  await readData(late, stream, ends, walk);
  lanes.push(...late);
  const broken = lanes.filter(({ data }) => data.broken.length > 0);
  for (const { lane } of broken) lane.lose();
  const offsets = found.flatMap(({ id, offset }) => (id === 'DG' || lists.knows(offset) ? [] : [offset]));
  for await (const piece of dataPieces(stream, offsets, ends, walk)) {
    const owner = ownerOf(piece.offset, broken);
    if (owner?.lane.joins(piece)) await owner.lane.feed(piece, Number.NaN, Number.NaN);
  }
}

async function lateLanes(
  found: readonly FoundBlock[],
  { definitions, builder, walk }: SalvageTools,
): Promise<PlannedLane[]> {
  const lanes: PlannedLane[] = [];
  for (const { id, offset } of found) {
    if (id !== 'DG' || definitions.knows(offset)) continue;
    walk.damaged('corrupt', offset, offset, 'there is a data group that no link leads to');
    const groups = await definitions.dataGroups(offset);
    builder.know(groups);
    for (const group of groups) {
      const lane = await builder.build(group);
      if (lane) lanes.push(lane);
    }
  }
  return lanes;
}

/** The lane whose list broke off nearest before this place of the file, or after it if none is before. */
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

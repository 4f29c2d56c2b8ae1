import { unsortedLane } from '../mdf/build-unsorted-lane.ts';
import type { FileDefinition } from '../mdf/definitions.ts';
import { problemOf } from '../mdf/group-problems.ts';
import type { GroupReaders } from '../mdf/group-reader.ts';
import type { Lane } from '../mdf/lane.ts';
import { RecordTime } from '../mdf/record-time.ts';
import { SortedLane } from '../mdf/sorted-lane.ts';
import type { WalkContext } from '../mdf/walk-context.ts';
import type { Mdf3DataGroup } from './definitions.ts';

interface LaneContext extends WalkContext {
  definition: FileDefinition;
  readers: GroupReaders;
}

/**
 * What reads the records of a data group; undefined if they cannot be read. `open`: the numbers of records were never
 * written.
 */
export function laneOf(dataGroup: Mdf3DataGroup, open: boolean, walk: LaneContext): Lane | undefined {
  const { definition, readers } = walk;
  const groups = dataGroup.groups.filter((group) => {
    const problem = problemOf(group);
    if (problem) walk.damaged('corrupt', group.offset, group.offset, problem);
    return !problem;
  });
  if (dataGroup.recordIdBytes > 0) {
    const options = { batch: walk.batch, damaged: walk.damaged, definition, offsetsMissing: false };
    return groups.length === 0 ? undefined : unsortedLane({ ...dataGroup, groups }, readers, options);
  }
  const kinds = dataGroup.groups.filter(({ cycles }) => open || cycles > 0);
  if (dataGroup.cut || kinds.length > 1) {
    const what = 'a data group has several kinds of records and nothing that distinguishes them';
    walk.damaged('corrupt', dataGroup.offset, dataGroup.offset, what);
    return undefined;
  }
  const [group] = kinds;
  if (!group || !groups.includes(group) || group.dataBytes === 0) return undefined;
  const reader = readers.readerOf(group, new RecordTime(group, definition), {
    data: undefined,
    invalid: undefined,
  });
  return new SortedLane(group, { size: group.dataBytes, positioned: false, companions: [] }, reader, walk);
}

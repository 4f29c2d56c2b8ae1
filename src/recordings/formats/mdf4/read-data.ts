import type { ForwardStream } from '../mdf/forward-stream.ts';
import type { WalkContext } from '../mdf/walk-context.ts';
import type { PlannedLane } from './build-lanes.ts';
import { type DataEnds, dataPieces } from './data-pieces.ts';
import { LaneWithValues } from './lane-with-values.ts';

interface Entry {
  offset: number;
  position: number;
  /** Its place in the list of the group's blocks. */
  block: number;
  planned: PlannedLane;
}

/**
 * Reads the data of all lanes. Lanes whose blocks are in ascending order are read in one pass over the file, however
 * their blocks are interleaved; the others each in a pass of their own. Returns the end of the last block read.
 */
export async function readData(
  lanes: readonly PlannedLane[],
  stream: ForwardStream,
  ends: DataEnds,
  context: WalkContext,
): Promise<number> {
  const together = lanes.filter(({ data, signalData }) => signalData.length === 0 && isRising(data.offsets));
  const common = together.flatMap(entriesOf).sort((a, b) => a.offset - b.offset);
  let end = await readEntries(common, stream, ends, context);
  for (const planned of lanes) {
    if (together.includes(planned)) continue;
    end = Math.max(end, await readEntries(entriesOf(planned), stream, ends, context));
    if (planned.lane instanceof LaneWithValues) continue;
    // Records that are found later still need their values.
    const keeps = planned.data.broken.length > 0;
    for (const values of planned.signalData) await values.close(keeps);
  }
  return end;
}

async function readEntries(
  entries: Entry[],
  stream: ForwardStream,
  ends: DataEnds,
  context: WalkContext,
): Promise<number> {
  const offsets = entries.map(({ offset }) => offset);
  let end = 0;
  for await (const piece of dataPieces(stream, offsets, ends, context)) {
    const entry = entries[piece.index];
    if (!entry) continue;
    // Awaiting data that is already available would cost more than the work in between.
    const wait = entry.planned.lane.feed(piece, piece.first ? entry.position : Number.NaN, entry.block);
    if (wait !== undefined) await wait;
    end = Math.max(end, stream.offset);
  }
  return end;
}

function entriesOf(planned: PlannedLane): Entry[] {
  const { offsets, positions } = planned.data;
  return offsets.map((offset, block) => ({
    offset,
    position: positions[block] ?? Number.NaN,
    block,
    planned,
  }));
}

function isRising(offsets: readonly number[]): boolean {
  return offsets.every((offset, index) => index === 0 || offset > (offsets[index - 1] as number));
}

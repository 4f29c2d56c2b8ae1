import type { ByteSource } from '../../bytes/byte-source.ts';
import { BlockBounds } from '../mdf/block-bounds.ts';
import { ForwardStream } from '../mdf/forward-stream.ts';
import type { Pages } from '../mdf/pages.ts';
import type { WalkContext } from '../mdf/walk-context.ts';
import { BlockReader, idBlockSize } from './blocks.ts';
import { LaneBuilder, type PlannedLane } from './build-lanes.ts';
import { DataLists } from './data-list.ts';
import type { DataEnds } from './data-pieces.ts';
import { readData } from './read-data.ts';
import { DefinitionReader } from './read-definitions.ts';
import { recordingStartBytes } from './recording-start.ts';
import { scanFile } from './salvage.ts';
import { salvageLanes } from './salvage-lanes.ts';
import { storedBlocks } from './stored-blocks.ts';

/** id_unfin_flags (ASAM MDF 4.1, ID block): steps that a recording that was not finalised leaves to its reader. */
const unfinished = { lastDataLength: 4, variableOffsets: 64 };

export interface RecordingFile {
  source: ByteSource;
  signal: AbortSignal | undefined;
  pages: Pages;
  /** Reads data from front to back. */
  stream: ForwardStream;
}

/** Reads one recording of a file; returns where another one begins after it, if any. Throws `SourceError`. */
export async function readRecording(
  file: RecordingFile,
  base: number,
  context: WalkContext,
): Promise<number | undefined> {
  const head = await file.pages.read(base, idBlockSize);
  if (!head) {
    context.damaged('truncated', base, file.source.size, 'the recording ends in its header');
    return undefined;
  }
  return new Recording(file, base, unfinishedFlags(head), context).read();
}

/** 0 if the recording was finalised. */
function unfinishedFlags(head: Uint8Array): number {
  const isUnfinished = head[0] === 0x55;
  return isUnfinished ? (head[60] as number) | ((head[61] as number) << 8) : 0;
}

class Recording {
  readonly #file: RecordingFile;
  readonly #base: number;
  readonly #flags: number;
  readonly #walk: WalkContext;
  readonly #blocks: BlockReader;
  readonly #lists: DataLists;
  readonly #definitions: DefinitionReader;
  #damages = 0;

  constructor(file: RecordingFile, base: number, flags: number, context: WalkContext) {
    this.#file = file;
    this.#base = base;
    this.#flags = flags;
    this.#walk = {
      ...context,
      damaged: (...damage) => {
        this.#damages += 1;
        context.damaged(...damage);
      },
    };
    this.#blocks = new BlockReader(file.pages, base);
    this.#lists = new DataLists(this.#blocks);
    this.#definitions = new DefinitionReader(this.#blocks, this.#walk.damaged);
  }

  async read(): Promise<number | undefined> {
    const { source, signal } = this.#file;
    const definition = await this.#definitions.read(this.#walk.builder);
    const builder = new LaneBuilder({
      ...this.#walk,
      definition,
      blocks: this.#blocks,
      lists: this.#lists,
      offsetsMissing: (this.#flags & unfinished.variableOffsets) !== 0,
      openStream: () => new ForwardStream(source, signal),
    });
    try {
      const lanes: PlannedLane[] = [];
      for (const group of definition.dataGroups) {
        const lane = await builder.build(group);
        if (lane) lanes.push(lane);
      }
      const next = await this.#readLanes(lanes, builder);
      const header = this.#base + idBlockSize;
      await this.#walk.measurement?.end(storedBlocks(this.#blocks), this.#base, header);
      return next;
    } finally {
      await builder.close();
    }
  }

  async #readLanes(lanes: PlannedLane[], builder: LaneBuilder): Promise<number | undefined> {
    for (const link of lanes.flatMap(({ data }) => data.broken))
      this.#definitions.broken(link, 'data cannot be found');
    const ends = this.#endsOf(lanes);
    const end = Math.max(this.#blocks.end, await readData(lanes, this.#file.stream, ends, this.#walk));
    const next = await this.#salvage(lanes, builder, ends, end);
    for (const { lane } of lanes) await lane.end();
    if (this.#damages === 0) reportLostValues(lanes, this.#walk.damaged);
    if (this.#damages === 0 && this.#flags === 0) compareCounts(lanes, this.#walk.damaged);
    return next;
  }

  #endsOf(lanes: readonly PlannedLane[]): DataEnds {
    const starts = [this.#blocks.starts, ...lanes.map(({ data }) => data.offsets)].flat();
    const ends: DataEnds = { open: undefined, bounds: new BlockBounds(starts) };
    if ((this.#flags & unfinished.lastDataLength) !== 0)
      ends.open = lanes.reduce((last, { data }) => Math.max(last, ...data.offsets.slice(-1)), 0) || undefined;
    return ends;
  }

  /** Searches for blocks to which no link leads, and reads them; returns where another recording begins. */
  async #salvage(
    lanes: PlannedLane[],
    builder: LaneBuilder,
    ends: DataEnds,
    end: number,
  ): Promise<number | undefined> {
    const { stream, source } = this.#file;
    const broken = this.#definitions.brokenLinks.length > 0;
    // If all links are valid, only blocks after everything else can be missing: their link may have been overwritten.
    const from = broken ? this.#base + idBlockSize : end;
    const isWhole = ends.endedAt !== undefined || this.#definitions.guarded;
    const isBehind = !isWhole && from + recordingStartBytes <= source.size;
    if (!broken && !isBehind) return ends.endedAt;
    const [definitions, lists, walk] = [this.#definitions, this.#lists, this.#walk];
    const knows = (offset: number) => definitions.knows(offset) || lists.knows(offset);
    const scan = await scanFile(stream, from, this.#blocks, knows);
    await salvageLanes(scan.found, lanes, { definitions, lists, builder, stream, ends, walk });
    return ends.endedAt ?? scan.next;
  }
}

/** Where a block of values is lost, that was reported already. */
function reportLostValues(lanes: readonly PlannedLane[], damaged: WalkContext['damaged']): void {
  for (const { lane, signalData } of lanes) {
    const at = lane.counts[0]?.group.offset ?? 0;
    if (signalData.some(({ lost }) => lost > 0))
      damaged('corrupt', at, at, 'values of variable length are not where their records say');
  }
}

/** Detects damage that no checksum covers, such as a length that was overwritten. */
function compareCounts(lanes: readonly PlannedLane[], damaged: WalkContext['damaged']): void {
  for (const { lane } of lanes) {
    for (const { group, records } of lane.counts) {
      if (group.variableLength || group.cycles === records) continue;
      const what = `the file declares ${group.cycles} records of a group where ${records} were found`;
      damaged('corrupt', group.offset, group.offset, what);
    }
  }
}

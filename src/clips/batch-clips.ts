import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createSingleflight } from '../async/singleflight.ts';
import { clipObjectKey, fileObjectKey } from '../domain/batch.ts';
import { ArgusError } from '../domain/error.ts';
import { versionWith } from '../recordings/meaning/dbc/database-version.ts';
import type { SharedDatabase } from '../recordings/meaning/dbc/shared-database.ts';
import type { Report } from '../report/report-schema.ts';
import { overlaps, shiftsOf } from '../signals/drive-clock.ts';
import type { ObjectStore } from '../stores/objects.ts';
import type { SignalFile, SignalFileStore } from '../stores/postgres/signal-files.ts';
import type { ClipMaker } from './clip-maker.ts';
import type { ClipWindow } from './clip-task.ts';
import { findingLines } from './finding-lines.ts';

/** To be raised when the same recordings yield another clip. */
const clipVersion = 5;
/** As long as a clip may wait and be made. */
const presignSeconds = 3600;

export interface ClipWish {
  batchId: string;
  window: ClipWindow;
  topics?: readonly string[] | undefined;
}

/** A clip in the object store. */
export interface StoredClip {
  key: string;
  size: number;
  etag: string;
}

export interface BatchClipDeps {
  files: Pick<SignalFileStore, 'ofBatch' | 'clockOffsets'>;
  databasesOf: (batchId: string) => Promise<SharedDatabase[]>;
  reportOf: (batchId: string) => Promise<Report | undefined>;
  objects: Pick<ObjectStore, 'stat' | 'putStream' | 'linkTo'>;
  maker: Pick<ClipMaker, 'make'>;
}

/**
 * Clips of a batch's recordings: made on first request, and kept in the object store below their batch under a key made
 * of everything that is in them. Concurrent requests share one making.
 */
export function createBatchClips({ files, databasesOf, reportOf, objects, maker }: BatchClipDeps) {
  const flights = createSingleflight<void>();

  async function clocksOf(batchId: string) {
    const [all, offsets] = await Promise.all([files.ofBatch(batchId), files.clockOffsets(batchId)]);
    return { all, shiftOf: shiftsOf(all, offsets) };
  }

  async function make(key: string, { batchId, window, topics }: ClipWish, parts: Parts): Promise<void> {
    const recordings = await Promise.all(
      parts.chosen.map(async ({ file, shiftNs }) => ({
        name: file.name,
        ...(await objects.linkTo(fileObjectKey(batchId, file.id), presignSeconds)),
        size: file.size,
        shiftNs,
      })),
    );
    const { databases, findings } = parts;
    await maker.make({ recordings, databases, window, topics, findings }, async ({ path, size }) => {
      await objects.putStream(key, createReadStream(path), {
        contentType: mcapMediaType,
        maxBytes: size,
        expectedBytes: size,
        signal: AbortSignal.timeout(storeMs),
      });
    });
  }

  return {
    /** @throws ArgusError `not_found`: no recording of the batch has anything of that time; as `ClipMaker.make`. */
    async get(wish: ClipWish): Promise<StoredClip> {
      const { batchId, window } = wish;
      const { all, shiftOf } = await clocksOf(batchId);
      const chosen = all.flatMap((file) => {
        const shiftNs = shiftOf(file);
        return shiftNs !== undefined && overlaps(file, shiftNs, window) ? [{ file, shiftNs }] : [];
      });
      if (chosen.length === 0)
        throw new ArgusError('not_found', 'No recording of the batch has anything of that time.');
      const [databases, report] = await Promise.all([databasesOf(batchId), reportOf(batchId)]);
      const shifts = new Map(all.map((file) => [file.id, shiftOf(file)]));
      const findings = report ? findingLines(report, window, (id) => shifts.get(id)) : [];
      const parts = { chosen, databases, findings };
      const name = nameOf(wish, parts);
      const key = clipObjectKey(batchId, `${name}.mcap`);
      const stored = async () => {
        const stat = await objects.stat(key);
        return stat && { key, size: stat.size, etag: `"${name}"` };
      };
      const present = await stored();
      if (present) return present;
      await flights(key, () => make(key, wish, parts));
      const made = await stored();
      if (!made) throw new ArgusError('unavailable', 'The clip could not be stored; try again shortly.');
      return made;
    },

    /** From the clock of one file to that of the drive; undefined for a file without known relation to it. */
    async toDrive(batchId: string, fileId: string, timeNs: bigint): Promise<bigint | undefined> {
      const { all, shiftOf } = await clocksOf(batchId);
      const file = all.find(({ id }) => id === fileId);
      const shiftNs = file && shiftOf(file);
      return shiftNs === undefined ? undefined : timeNs + shiftNs;
    },
  };
}

export type BatchClips = ReturnType<typeof createBatchClips>;

/** https://mcap.dev/spec/registry has none that is registered; the one that its tools use. */
export const mcapMediaType = 'application/octet-stream';
/** A gigabyte to a slow store. */
const storeMs = 5 * 60_000;

interface Parts {
  chosen: { file: SignalFile; shiftNs: bigint }[];
  databases: SharedDatabase[];
  findings: ReturnType<typeof findingLines>;
}

function nameOf({ window, topics }: ClipWish, { chosen, databases, findings }: Parts): string {
  const content = [
    clipVersion,
    versionWith(databases),
    [window.fromNs, window.toNs],
    topics?.toSorted() ?? 'all',
    chosen.map(({ file, shiftNs }) => [file.sha256, file.name, shiftNs]),
    findings.map(({ timeNs, severity, rule, text }) => [timeNs, severity, rule, text]),
  ];
  const text = JSON.stringify(content, (_, value) => (typeof value === 'bigint' ? String(value) : value));
  return createHash('sha256').update(text).digest('hex').slice(0, 40);
}

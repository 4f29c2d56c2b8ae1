import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { CanDatabases } from '../databases/can-databases.ts';
import type { BatchFile } from '../domain/batch.ts';
import { dependsOnContentAlone } from '../domain/verdict.ts';
import type { SharedDatabase } from '../recordings/meaning/dbc/shared-database.ts';
import { NoSpareThread } from '../recordings/pool/parse-pool-types.ts';
import type { FileSummary } from '../recordings/summary/file-summary.ts';
import type { AheadGroup, AheadStore } from '../stores/postgres/ahead.ts';
import type { SummaryStore } from '../stores/postgres/summaries.ts';
import { type Parsing, versionsFor } from './parsing.ts';

export interface ParseAheadDeps {
  ahead: AheadStore;
  summaries: Pick<SummaryStore, 'present'>;
  databasesOf: CanDatabases;
  parsing: Pick<Parsing, 'summariseAhead' | 'forget'>;
  /** Calls the listener when a file may have come; returns the function that stops it. Hints may be missed. */
  onHint(listener: () => void): () => void;
  /** Groups that are read at once. */
  lanes: number;
  /** Called with the number of files whose summaries were stored. */
  onKept: (files: number) => void;
  logger: Logger;
}

/** Where no file waits, unless a hint says otherwise. */
const pauseMs = 200;
/** Where few files waited, so that small files of an upload come together. */
const gatherMs = 20;
/** Until a thread is idle. */
const threadPauseMs = 50;
/** How often it is looked whether the batch still uploads. */
const lookMs = 1_000;
const pauseAfterErrorMs = 2_000;

/**
 * Reads files while the rest of their batch still uploads, in threads that nothing else needs, until `signal` aborts. All
 * that comes of it is summaries by content: states, events and counts of files are those of the run that finds them.
 */
export async function parseAhead(deps: ParseAheadDeps, signal: AbortSignal): Promise<void> {
  const { ahead, lanes, logger } = deps;
  const running = new Set<Promise<void>>();
  const alarm = createAlarm();
  const stopHints = deps.onHint(alarm.ring);
  signal.addEventListener('abort', alarm.ring, { once: true });
  let silent = false;
  while (!signal.aborted) {
    let pause = pauseMs;
    alarm.set();
    try {
      const group = await ahead.take();
      silent = false;
      if (group) pause = group.isFull ? 0 : gatherMs;
      if (group && group.files.length > 0) {
        const lane = readGroup(deps, group, signal)
          .catch((error: unknown) => failed(error, group))
          .finally(() => running.delete(lane));
        running.add(lane);
      }
    } catch (error) {
      if (!silent)
        logger.warn({ err: error }, 'files are not read ahead; they are read when their batch is complete');
      silent = true;
      pause = pauseAfterErrorMs;
    }
    if (running.size >= lanes) await Promise.race(running);
    if (pause === pauseMs) await alarm.waitFor(pause);
    else if (pause > 0) await delay(pause, undefined, { signal }).catch(() => undefined);
  }
  stopHints();
  await Promise.all(running);

  function failed(error: unknown, { batchId }: AheadGroup): void {
    if (signal.aborted) return;
    logger.info({ err: error, batch_id: batchId }, 'files were not read ahead');
  }
}

/** A pause that ends early when somebody rings, also if that was between `set` and the pause. */
function createAlarm() {
  let rung = false;
  let wake = () => {};
  return {
    set(): void {
      rung = false;
    },
    ring(): void {
      rung = true;
      wake();
    },
    waitFor: (milliseconds: number): Promise<void> =>
      new Promise((resolve) => {
        if (rung) return resolve();
        const timer = setTimeout(resolve, milliseconds);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}

/** One file after the other; what is left when the upload ends is left to the run. */
async function readGroup(
  { ahead, summaries, databasesOf, parsing, onKept, logger }: ParseAheadDeps,
  { batchId, files }: AheadGroup,
  stopping: AbortSignal,
): Promise<void> {
  const databases = await databasesOf(batchId);
  const present = await summaries.present(
    files.map(({ sha256 }) => sha256),
    versionsFor(databases),
  );
  const upload = watchUpload(ahead, batchId, stopping);
  const read: { file: BatchFile; summary: FileSummary }[] = [];
  try {
    for (const file of files) {
      if (file.size === 0 || present.has(file.sha256)) continue;
      const summary = await readOne({ parsing, logger }, file, databases, upload);
      if (summary && dependsOnContentAlone(summary.verdict.code)) read.push({ file, summary });
    }
    if (read.length === 0) return;
    await ahead.keep(read.map(({ file, summary }) => ({ fileId: file.id, sha256: file.sha256, summary })));
    onKept(read.length);
  } finally {
    upload.stop();
    for (const { file } of read) parsing.forget(file, databases);
  }
}

async function readOne(
  { parsing, logger }: Pick<ParseAheadDeps, 'parsing' | 'logger'>,
  file: BatchFile,
  databases: SharedDatabase[],
  upload: UploadWatch,
): Promise<FileSummary | undefined> {
  while (upload.isOpen() && !upload.over.aborted) {
    try {
      return await parsing.summariseAhead(file, databases, upload.over);
    } catch (error) {
      if (upload.over.aborted) return undefined;
      if (!(error instanceof NoSpareThread) || error.begun) {
        logger.debug({ err: error, batch_id: file.batch_id, file_id: file.id }, 'a file was not read ahead');
        return undefined;
      }
      await delay(threadPauseMs, undefined, { signal: upload.over }).catch(() => undefined);
    }
  }
  return undefined;
}

interface UploadWatch {
  /** While it is, another file may be begun. */
  isOpen(): boolean;
  /** Aborts when nobody needs the results any more. */
  over: AbortSignal;
  stop(): void;
}

function watchUpload(ahead: AheadStore, batchId: string, stopping: AbortSignal): UploadWatch {
  const over = new AbortController();
  let open = true;
  const look = setInterval(() => {
    ahead.stateOf(batchId).then(
      (state) => {
        open = state === 'open';
        if (state === 'over') over.abort();
      },
      // The database is away: what is being read may go on.
      () => undefined,
    );
  }, lookMs);
  return {
    isOpen: () => open,
    over: AbortSignal.any([stopping, over.signal]),
    stop: () => clearInterval(look),
  };
}

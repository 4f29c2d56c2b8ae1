import { Context } from '@temporalio/activity';
import type { Logger } from 'pino';
import { checkObject } from '../custody/check-object.ts';
import { createPace } from '../custody/pace.ts';
import type { ObjectFinding } from '../domain/custody.ts';
import { ArgusError } from '../domain/error.ts';
import type { ObjectStore } from '../stores/objects.ts';
import type { CustodyFile, CustodyStore } from '../stores/postgres/custody.ts';

export interface CustodyDeps {
  policy: { CUSTODY_MIB_PER_SECOND: number; CUSTODY_EVERY_DAYS: number };
  custody: CustodyStore;
  objects: Pick<ObjectStore, 'stat' | 'getRange' | 'ping'>;
  logger: Pick<Logger, 'error' | 'info'>;
}

export interface Watched {
  files: number;
  /** Of these files. */
  bytes: number;
  lost: number;
  changed: number;
  unreadable: number;
  /** Whose incident is over. */
  found: number;
}

/** A run ends after this time, a minute less what a worker may need to begin; a file is read to its end. */
const runMs = 50_000;
const beatMs = 5_000;
/** Files that are looked up at once. */
const pageSize = 100;
/** Recordings with an incident are looked at again this often, so many a run. */
const again = { minutes: 60, files: 20 };
const mebibyte = 1024 * 1024;

/** Safe to repeat. */
export function createCustodyActivities({ policy, custody, objects, logger }: CustodyDeps) {
  return {
    /** Reads recordings again, from where the run before ended, and writes down which are not as they were uploaded. */
    async watchRecordings(): Promise<Watched> {
      const watched: Watched = { files: 0, bytes: 0, lost: 0, changed: 0, unreadable: 0, found: 0 };
      if (policy.CUSTODY_MIB_PER_SECOND === 0) return watched;
      const context = Context.current();
      const beat = setInterval(() => context.heartbeat(), beatMs);
      const signal = context.cancellationSignal;
      const paced = createPace(policy.CUSTODY_MIB_PER_SECOND * mebibyte, signal);
      const deadline = performance.now() + runMs;
      const isTime = () => performance.now() < deadline && !signal.aborted;
      try {
        for (const file of await custody.dueAgain(again.minutes, again.files)) {
          if (isTime()) await look(file, watched, paced);
        }
        await goOn(watched, paced, isTime);
        return watched;
      } finally {
        clearInterval(beat);
      }
    },
  };

  async function goOn(watched: Watched, paced: Pace, isTime: () => boolean): Promise<void> {
    const pass = await custody.continuePass(policy.CUSTODY_EVERY_DAYS);
    if (!pass) return;
    for (let { after } = pass; ; ) {
      const page = await custody.filesAfter(after, pageSize);
      for (const file of page) {
        if (!isTime()) return;
        await look(file, watched, paced);
        await custody.passed(file.id, file.size);
      }
      after = page.at(-1)?.id ?? after;
      if (page.length < pageSize) break;
    }
    await custody.endPass();
  }

  /** @throws ArgusError when the store does not answer at all: the next run goes on from here. */
  async function unreadable(error: unknown): Promise<ObjectFinding> {
    if (!(error instanceof ArgusError)) throw error;
    await objects.ping();
    return { outcome: 'unreadable' };
  }

  async function look(file: CustodyFile, watched: Watched, paced: Pace): Promise<void> {
    const finding = await checkObject(objects, file, { paced }).catch(unreadable);
    watched.files += 1;
    watched.bytes += file.size;
    if (finding.outcome !== 'sound') watched[finding.outcome] += 1;
    if (!(await custody.record(file.id, finding))) return;
    const named = { batch_id: file.batch_id, file_id: file.id };
    if (finding.outcome === 'sound') {
      watched.found += 1;
      logger.info(named, 'a recording is as it was uploaded again');
    } else logger.error({ ...named, ...finding }, 'a recording is not as it was uploaded');
  }
}

type Pace = ReturnType<typeof createPace>;

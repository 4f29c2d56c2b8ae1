import type { Logger } from 'pino';
import type { ObjectFinding } from '../domain/custody.ts';
import { ArgusError } from '../domain/error.ts';
import type { ObjectStore } from '../stores/objects.ts';
import type { CustodyFile, CustodyStore } from '../stores/postgres/custody.ts';
import { checkObject } from './check-object.ts';
import { createPace } from './pace.ts';

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

/** Files that are looked up at once. */
const pageSize = 100;
/** Recordings with an incident are looked at again this often, so many a run. */
const again = { minutes: 60, files: 20 };
const mebibyte = 1024 * 1024;

/**
 * Reads recordings again, from where the run before ended, and writes down which are not as they were uploaded. Begins no
 * file after `runMs`; `signal` ends it in the middle of one, which the next run begins anew. Safe to repeat.
 * @throws ArgusError when the object store or PostgreSQL is away.
 */
export async function watchRecordings(
  { policy, custody, objects, logger }: CustodyDeps,
  { runMs, signal }: { runMs: number; signal: AbortSignal },
): Promise<Watched> {
  const watched: Watched = { files: 0, bytes: 0, lost: 0, changed: 0, unreadable: 0, found: 0 };
  if (policy.CUSTODY_MIB_PER_SECOND === 0) return watched;
  const paced = createPace(policy.CUSTODY_MIB_PER_SECOND * mebibyte, signal);
  const deadline = performance.now() + runMs;
  const isTime = () => performance.now() < deadline && !signal.aborted;

  for (const file of await custody.dueAgain(again.minutes, again.files)) {
    if (isTime()) await look(file);
  }
  const pass = await custody.continuePass(policy.CUSTODY_EVERY_DAYS);
  if (pass) await goOn(pass.after);
  return watched;

  async function goOn(from: string | null): Promise<void> {
    for (let after = from; ; ) {
      const page = await custody.filesAfter(after, pageSize);
      for (const file of page) {
        if (!isTime()) return;
        await look(file);
        await custody.passed(file.id, file.size);
      }
      after = page.at(-1)?.id ?? after;
      if (page.length < pageSize) break;
    }
    await custody.endPass();
  }

  async function look(file: CustodyFile): Promise<void> {
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

  /** Not to be had although the store answers; where it does not, the next run goes on from here. */
  async function unreadable(error: unknown): Promise<ObjectFinding> {
    if (!(error instanceof ArgusError)) throw error;
    await objects.ping();
    return { outcome: 'unreadable' };
  }
}

import { t } from '../language.ts';

/** Without locks, which need HTTPS or this machine, tabs do not know of each other. */
type Locks = Pick<LockManager, 'request' | 'query'> | undefined;

const prefix = 'argus-upload-';

/** Does the work unless another tab of this browser uploads to the batch. @throws Error where one does. */
export async function inOneTab(batchId: string, work: () => Promise<void>, locks: Locks): Promise<void> {
  if (!locks) return work();
  await locks.request(prefix + batchId, { ifAvailable: true }, async (lock) => {
    if (!lock) throw new Error(t('Another tab of this browser uploads to this batch: go on there.'));
    await work();
  });
}

/** The batches to which a tab of this browser uploads now. */
export async function uploadedNow(locks: Locks): Promise<ReadonlySet<string>> {
  const { held = [] } = (await locks?.query()) ?? {};
  return new Set(held.flatMap(({ name = '' }) => (name.startsWith(prefix) ? name.slice(prefix.length) : [])));
}

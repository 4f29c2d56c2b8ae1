import { setTimeout as sleep } from 'node:timers/promises';
import type { FileIdentity, LocalFile } from '../../client/upload/local-file.ts';
import { plural } from '../../domain/plural.ts';
import { totalSize } from './batch-job.ts';
import { deliveryText } from './delivery-text.ts';
import { onSignal } from './on-signal.ts';
import type { PreparedUpload } from './prepare-upload.ts';
import { createSayOnce } from './say-once.ts';
import type { UploadOptions } from './upload-options.ts';
import type { UploadPolicy } from './upload-policy.ts';
import type { UploadView } from './upload-view.ts';
import { type BatchLimits, lookAgain, type Seen, takeUpTo, whyComplete } from './watch-decision.ts';

/** As many as a batch is designed for would make a receipt of 20 MB. */
const mostFiles = 10_000;
/** Between two looks at most. */
const longestPauseMs = 5_000;
/** Policies change rarely. */
const policyMs = 10 * 60_000;

/** Follows folders into which a recorder writes: what is closed is sent, until the process is told to end. */
export async function watchFolders(
  { job, find, plan, policy }: PreparedUpload,
  paths: readonly string[],
  options: UploadOptions,
  view: UploadView,
): Promise<never> {
  const settleMs = options.settle * 1000;
  const limits: BatchLimits = {
    silenceMs: options.silence * 1000,
    bytes: options.batchSize,
    files: mostFiles,
  };
  const pauseMs = Math.min(longestPauseMs, settleMs / 2, limits.silenceMs / 2);
  const sayOnce = createSayOnce(view);
  /** What could not be sent as it is, so that it is not tried again and again. */
  const givenUp = new Map<string, FileIdentity>();
  const currentPolicy = remembered(policy);
  let seen: Seen = new Map();
  let changedAt = performance.now();

  const triesAnew = ({ path, size, mtime }: LocalFile) => {
    const before = givenUp.get(path);
    return before?.size !== size || before.mtime !== mtime;
  };

  /** @returns whether more is waiting. */
  async function sendClosed(): Promise<boolean> {
    const found = await find(true);
    const look = lookAgain(seen, found.files, { nowMs: performance.now(), wallMs: Date.now(), settleMs });
    seen = look.seen;
    if (look.hasChanged) changedAt = performance.now();
    const planned = plan(look.closed.filter(triesAnew), await currentPolicy());
    sayOnce([...found.leftOut, ...planned.held]);
    const stored = job.memory.stored.values();
    const send = takeUpTo(planned.send, limits.bytes - totalSize(stored));
    if (send.length === 0) return false;
    view.add(send);
    const failed = await job.send({
      send,
      outdated: planned.outdated.filter(({ path }) => send.some((file) => file.path === path)),
    });
    for (const { path } of failed) {
      const file = send.find((one) => one.path === path);
      if (file) givenUp.set(path, file);
    }
    sayOnce(failed);
    return true;
  }

  async function completeIfDue(silentMs: number): Promise<void> {
    const files = job.memory.stored.size;
    const bytes = totalSize(job.memory.stored.values());
    const reason = whyComplete({ files, bytes, silentMs }, limits);
    if (reason === undefined) return;
    view.note(`the batch is complete with ${plural(files, 'file')}: ${reason}`);
    view.note(deliveryText(await job.finish()));
  }

  onSignal(
    () => {
      view.end();
      const files = job.memory.stored.size;
      const open =
        files === 0
          ? ''
          : `; ${plural(files, 'file')} of an open batch ${files === 1 ? 'is' : 'are'} with the server, and the next start goes on`;
      view.note(`argus: ended${open}`);
    },
    // Who asks a service to end gets 0.
    () => 0,
  );
  const earlier = await job.settle();
  if (earlier) view.note(deliveryText(earlier));
  view.note(`watching ${paths.join(', ')}`);
  for (;;) {
    const isBusy = await sendClosed();
    // While files wait to be sent it is not silent.
    await completeIfDue(isBusy ? 0 : performance.now() - changedAt);
    if (isBusy) continue;
    view.end();
    await sleep(pauseMs);
  }
}

function remembered(fetch: () => Promise<UploadPolicy>): () => Promise<UploadPolicy> {
  let known: { policy: UploadPolicy; at: number } | undefined;
  return async () => {
    if (known && performance.now() - known.at < policyMs) return known.policy;
    known = { policy: await fetch(), at: performance.now() };
    return known.policy;
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalFile } from '../../client/upload/local-file.ts';
import { currentLanguage, ofCommandLine, phrase } from '../language.ts';
import { onSignal } from '../on-signal.ts';
import { totalSize } from './batch-job.ts';
import { deliveryText } from './delivery-text.ts';
import type { FoundRecordings } from './find-files.ts';
import { failedFiles, heldLines } from './held-files.ts';
import type { HeldFile } from './holdings-report.ts';
import type { UploadPlan } from './plan-upload.ts';
import type { PreparedUpload } from './prepare-upload.ts';
import { createSayOnce } from './say-once.ts';
import type { UploadOptions } from './upload-options.ts';
import type { UploadView } from './upload-view.ts';
import { type BatchLimits, lookAgain, type Seen, takeUpTo, whyComplete } from './watch-decision.ts';
import { everythingNow } from './wishes.ts';

/** As many as a batch is designed for would make a receipt of 20 MB. */
const mostFiles = 10_000;
/** Between two looks at most. */
const longestPauseMs = 5_000;
/** As long as a server lets its policy be kept. */
const hearMs = 5 * 60_000;
/** What is held changes with each file. */
const reportMs = 60_000;

/** Follows folders into which a recorder writes: what is closed is sent, until the process is told to end. */
export async function watchFolders(
  { job, find, plan, known, vehicleSide }: PreparedUpload,
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
  const givenUp = new Map<string, HeldFile>();
  let wishes = everythingNow;
  let heardAt = Number.NEGATIVE_INFINITY;
  let reportedAt = Number.NEGATIVE_INFINITY;
  let seen: Seen = new Map();
  let changedAt = performance.now();

  const triesAnew = ({ path, size, mtime }: LocalFile) => {
    const before = givenUp.get(path)?.file;
    return before?.size !== size || before.mtime !== mtime;
  };

  /** @returns whether more is waiting. */
  async function sendClosed(): Promise<boolean> {
    const found = await find(true);
    const look = lookAgain(seen, found.files, { nowMs: performance.now(), wallMs: Date.now(), settleMs });
    seen = look.seen;
    if (look.hasChanged) changedAt = performance.now();
    await listen();
    const planned = await plan(look.closed.filter(triesAnew), wishes);
    sayOnce([...found.leftOut, ...heldLines(planned.held)]);
    await tell(found, look.closed, planned);
    const stored = job.memory.stored.values();
    const send = takeUpTo(planned.send, limits.bytes - totalSize(stored));
    if (send.length === 0) return false;
    view.add(send);
    const failed = await job.send({
      send,
      outdated: planned.outdated.filter(({ path }) => send.some((file) => file.path === path)),
    });
    for (const held of failedFiles(failed, send)) givenUp.set(held.file.path, held);
    sayOnce(failed);
    return true;
  }

  async function listen(): Promise<void> {
    if (performance.now() - heardAt < hearMs) return;
    wishes = await vehicleSide.hear();
    heardAt = performance.now();
  }

  /** Says to the server what became of its requests, and what stays here. */
  async function tell(
    found: FoundRecordings,
    closed: readonly LocalFile[],
    { held, send }: UploadPlan,
  ): Promise<void> {
    if (wishes.requests.length > 0) wishes = await vehicleSide.answer(wishes, known(found), true);
    if (performance.now() - reportedAt < reportMs) return;
    const isClosed = new Set(closed.map(({ path }) => path));
    const failed = found.files.flatMap((file) => (triesAnew(file) ? [] : (givenUp.get(file.path) ?? [])));
    await vehicleSide.report([
      ...held,
      ...failed,
      ...send.map((file) => ({ file, why: 'waiting' as const })),
      ...found.files
        .filter(({ path }) => !isClosed.has(path))
        .map((file) => ({ file, why: 'recording' as const })),
    ]);
    reportedAt = performance.now();
  }

  async function completeIfDue(silentMs: number): Promise<void> {
    const files = job.memory.stored.size;
    const bytes = totalSize(job.memory.stored.values());
    const reason = whyComplete({ files, bytes, silentMs }, limits);
    if (reason === undefined) return;
    const complete = { files: currentLanguage().count(files, 'file'), reason: ofCommandLine(reason) };
    view.note(phrase('the batch is complete with {files}: {reason}', complete));
    view.note(deliveryText(await job.finish()));
  }

  onSignal(
    () => {
      view.end();
      view.note(endText(job.memory.stored.size));
    },
    // Who asks a service to end gets 0.
    () => 0,
  );
  const earlier = await job.settle();
  if (earlier) view.note(deliveryText(earlier));
  view.note(phrase('watching {paths}', { paths: paths.join(', ') }));
  for (;;) {
    const isBusy = await sendClosed();
    // While files wait to be sent it is not silent.
    await completeIfDue(isBusy ? 0 : performance.now() - changedAt);
    if (isBusy) continue;
    view.end();
    await sleep(pauseMs);
  }
}

/** @param stored Files that the batch which is not complete has. */
function endText(stored: number): string {
  if (stored === 0) return phrase('argus: ended');
  const files = currentLanguage().count(stored, 'file');
  return stored === 1
    ? phrase('argus: ended; {files} of an open batch is with the server, and the next start goes on', {
        files,
      })
    : phrase('argus: ended; {files} of an open batch are with the server, and the next start goes on', {
        files,
      });
}

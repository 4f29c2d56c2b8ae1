import type { ArgusClient } from '../../client/client.ts';
import { plural } from '../../domain/plural.ts';
import { checkOutcome } from '../check-outcome.ts';
import { CommandError } from '../command-error.ts';
import type { LeftOut } from '../files-under.ts';
import { followStages } from '../follow-stages.ts';
import { ofCommandLine, phrase } from '../language.ts';
import { onSignal } from '../on-signal.ts';
import { printJson } from '../print-json.ts';
import { failOnUnread } from '../recordings-under.ts';
import { createStageView } from '../stage-view.ts';
import type { Delivery } from './batch-job.ts';
import { deliveredText, deliveryJson, deliveryText, leftOutText } from './delivery-text.ts';
import { failedFiles, heldLines } from './held-files.ts';
import type { UploadPlan } from './plan-upload.ts';
import type { PreparedUpload } from './prepare-upload.ts';
import { quoted } from './quoted.ts';
import type { UploadOptions } from './upload-options.ts';
import type { UploadView } from './upload-view.ts';

/** Uploads what is there now as one batch, and follows it to its report. */
export async function uploadOnce(
  client: ArgusClient,
  { job, find, plan, known, vehicleSide }: PreparedUpload,
  paths: readonly string[],
  options: UploadOptions,
  view: UploadView,
): Promise<void> {
  const howToResume = () => {
    const batchId = options.batch ?? job.memory.batchId;
    if (batchId === undefined) return `${phrase('To continue, run the same command again')}\n`;
    const command = `argus --server ${client.server} upload --batch ${batchId} ${paths.map(quoted).join(' ')}`;
    return `${phrase('To continue, run the same command again, or: {command}', { command })}\n`;
  };
  const stopListening = onSignal(() => {
    view.end();
    process.stderr.write(`\n${phrase('The upload is not finished.')} ${howToResume()}`);
  });
  let leftOut: LeftOut[];
  let failed: LeftOut[];
  let delivery: Delivery | undefined;
  try {
    const earlier = await job.settle();
    if (earlier) view.note(deliveryText(earlier));
    const found = await find(job.memory.stored.size > 0);
    failOnUnread(found.leftOut);
    const wishes = await vehicleSide.hear();
    const planned = await plan(found.files, wishes);
    leftOut = [...found.leftOut, ...planned.delivered, ...heldLines(planned.held)];
    announce(planned, found.leftOut, view);
    view.add([...planned.send, ...planned.stored]);
    for (const file of planned.stored) view.stored(file);
    failed = await job.send(planned);
    if (job.memory.stored.size > 0) delivery = await job.finish();
    else if (earlier) delivery = earlier;
    // Another run may be given other paths: what is not here may be elsewhere on the vehicle.
    await vehicleSide.answer(wishes, known(found), false);
    await vehicleSide.report([...planned.held, ...failedFiles(failed, planned.send)]);
  } catch (error) {
    view.end();
    if (job.memory.batchId !== undefined) process.stderr.write(howToResume());
    throw error;
  } finally {
    stopListening();
    view.end();
  }
  await showOutcome(client, delivery, [...leftOut, ...failed], options, view);
  if (failed.length > 0) {
    throw new CommandError(
      'filesFailed',
      `${plural(failed.length, 'file')} could not be sent:\n${leftOutText(failed)}`,
      'Once nothing writes to them any more, run the same command again: what is safe already is not sent again.',
    );
  }
}

function announce(planned: UploadPlan, notFound: readonly LeftOut[], view: UploadView): void {
  const notSent = [...notFound, ...heldLines(planned.held)];
  if (notSent.length > 0) view.note(leftOutText(notSent));
  const delivered = deliveredText(planned.delivered);
  if (delivered !== undefined) view.note(ofCommandLine(delivered));
  const there = planned.stored.length;
  if (there > 0)
    view.note(
      ofCommandLine(
        `going on: ${plural(there, 'file')} of the batch ${there === 1 ? 'is' : 'are'} there already`,
      ),
    );
}

async function showOutcome(
  client: ArgusClient,
  delivery: Delivery | undefined,
  leftOut: readonly LeftOut[],
  options: UploadOptions,
  view: UploadView,
): Promise<void> {
  if (delivery) view.note(deliveryText(delivery));
  else view.note(ofCommandLine('There is nothing to upload now.'));
  if (options.detach || !delivery) {
    if (options.json) printJson(deliveryJson(delivery, leftOut));
    else if (delivery) process.stdout.write(`${delivery.batchId}\n`);
    return;
  }
  await follow(client, delivery.batchId, options);
}

async function follow(client: ArgusClient, batchId: string, { json }: UploadOptions): Promise<void> {
  const command = `argus watch ${batchId}`;
  const hint = phrase('Everything is uploaded. To keep following it: {command}', { command });
  const stopFollowing = onSignal(() => process.stderr.write(`\n${hint}\n`));
  const view = createStageView(process.stderr);
  const last = await followStages(client, batchId, view);
  stopFollowing();
  if (last.status === 'completed') {
    // Drawing a report takes more memory than the upload: a vehicle does not load it.
    const { report } = await import('../commands/report.ts');
    await report(client, batchId, { json });
  }
  checkOutcome(last);
}

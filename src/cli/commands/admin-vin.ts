import { stat } from 'node:fs/promises';
import { plural } from '../../domain/plural.ts';
import { deleteVin } from '../../vins/delete-vin.ts';
import { exportVin } from '../../vins/export-vin.ts';
import { folderSink } from '../../vins/folder-sink.ts';
import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { currentLanguage, ofCommandLine, phrase } from '../language.ts';
import { makeFolder } from '../make-folder.ts';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';
import { onServers } from './admin-servers.ts';

interface Json {
  json?: true | undefined;
}

export async function showVin(vin: string): Promise<void> {
  const found = await onServers(async ({ stores }) => ({
    vin,
    ...(await stores.vins.holdings(vin)),
    legal_hold: (await stores.legalHolds.get(vin)) ?? null,
  }));
  printJson(found);
}

export async function holdVin(vin: string, { reason, json }: Json & { reason: string }): Promise<void> {
  await onServers(({ stores }) => stores.legalHolds.place(vin, reason, null));
  if (json) printJson({ vin, held: true, reason });
  else
    say(
      phrase('Nothing of {vin} is deleted until {command}.', {
        vin,
        command: `\`argus admin vin release ${vin}\``,
      }),
    );
}

export async function releaseVin(vin: string, { json }: Json): Promise<void> {
  const was = await onServers(({ stores }) => stores.legalHolds.release(vin));
  if (json) printJson({ vin, held: false, was_held: was });
  else
    say(phrase(was ? '{vin} is under no legal hold any more.' : '{vin} was under no legal hold.', { vin }));
}

export async function adminExportVin(
  vin: string,
  { output, json }: Json & { output: string },
): Promise<void> {
  if (await stat(output).catch(() => undefined)) {
    throw new CommandError('usage', `${output} is there already`, 'Give a folder that is not there yet.');
  }
  const exported = await onServers(async ({ stores }) => {
    const { batches: found } = await stores.vins.holdings(vin);
    if (found === 0) throw new CommandError('usage', `there is no batch of ${vin}`, 'Is it the whole VIN?');
    makeFolder(output);
    return exportVin(stores, vin, folderSink(output));
  });
  const { batches, files, bytes, troubles, trouble_count } = exported;
  if (json) printJson({ output, ...exported });
  else {
    const { count } = currentLanguage();
    for (const { key, why } of troubles) say(`${key}: ${why}`);
    say(
      phrase('{batches}, {recordings}, {bytes} bytes written to {output}.', {
        batches: count(batches, 'batch', 'batches'),
        recordings: count(files, 'recording'),
        bytes,
        output,
      }),
    );
  }
  if (trouble_count > 0) process.exitCode = exitCodes.unhealthy.code;
}

export async function adminDeleteVin(
  vin: string,
  { yes, json }: Json & { yes?: true | undefined },
): Promise<void> {
  const { batches, files, bytes } = await onServers(({ stores }) => stores.vins.holdings(vin));
  const all = `${plural(batches, 'batch', 'batches')} with ${plural(files, 'file')}, ${bytes} bytes`;
  if (!yes) {
    throw new CommandError(
      'usage',
      `this would delete ${all}`,
      'Nothing brings them back. Give --yes if that is what you want.',
    );
  }
  const { deleted, kept } = await onServers(({ stores }) => deleteVin(stores, vin));
  if (json) printJson({ vin, batches, deleted, kept });
  else {
    for (const { batch_id, why } of kept)
      say(phrase('{batch} is kept: {why}', { batch: batch_id, why: ofCommandLine(why) }));
    say(
      phrase(
        '{batches} of {all} deleted; objects go with the next sweeps. Kafka and Temporal forget what they have by their own retention.',
        { batches: currentLanguage().count(deleted, 'batch', 'batches'), all: batches },
      ),
    );
  }
  if (kept.length > 0) process.exitCode = exitCodes.refused.code;
}

import { type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { usualParallel } from '../../client/upload/open-link.ts';
import { highestPriority, labelBounds } from '../../domain/file-facts.ts';
import { batchId } from './batch-id.ts';
import { byteCount } from './byte-count.ts';
import type { OpenClient } from './open-client-type.ts';

/** More connections than that gain nothing on any link. */
const mostParallel = 32;

export function addUploadCommand(program: Command, client: OpenClient): void {
  program
    .command('upload')
    .description(
      'upload recording files as one batch, follow it, print the report; goes on where it was stopped',
    )
    .argument('<path...>', 'files, or folders of them; symbolic links are followed')
    .addOption(
      new Option('--vehicle <id>', 'id of the vehicle; required unless --batch is given').env(
        'ARGUS_VEHICLE',
      ),
    )
    .addOption(
      new Option(
        '--vin <vin>',
        'vehicle identification number, 17 characters; required unless --batch is given',
      ).env('ARGUS_VIN'),
    )
    .addOption(
      new Option(
        '--platform <name>',
        'kind of vehicle, whose rules and CAN databases apply to the batch',
      ).env('ARGUS_PLATFORM'),
    )
    .option('--urgent', 'have it read before batches that are not urgent')
    .addOption(
      new Option('--recorded-at <time>', 'when the files were recorded, as 2026-01-31T12:00:00Z').argParser(
        recordingTime,
      ),
    )
    .addOption(
      new Option(
        '--priority <n>',
        '0 to 9: files of a higher one are read before the others of the batch',
      ).argParser(filePriority),
    )
    .option(
      '--label <text>',
      'shown with each file, as route=alps; may be given several times',
      (text: string, before: string[] | undefined) => addLabel(text, before),
    )
    .option('--batch <id>', 'continue the interrupted upload of a batch, also of another machine', batchId)
    .addOption(
      new Option('--parallel <n>', 'how many files at once')
        .argParser(parallelCount)
        .default(usualParallel)
        .env('ARGUS_PARALLEL'),
    )
    .addOption(
      new Option('--limit-rate <rate>', 'at most so many bytes a second over all files, as 500k or 2M')
        .argParser(byteCount)
        .env('ARGUS_LIMIT_RATE'),
    )
    .addOption(
      new Option(
        '--metered',
        'bytes are paid for here: leave what the policy of the server keeps for other links; without it NetworkManager is asked',
      ).env('ARGUS_METERED'),
    )
    .option('--no-metered', 'bytes cost nothing here, whatever NetworkManager says')
    .option('--no-policy', 'send everything, whatever the policy of the server says')
    .option('--again', 'send also what is safe already by a receipt')
    .option(
      '--receipt <file>',
      'keep a copy of the signed receipt of what is stored, and may be deleted here',
    )
    .option('--delete-after-receipt', 'delete here what the verified receipt names and is unchanged')
    .addOption(
      new Option(
        '--state <folder>',
        'where progress and receipts are kept; usually ~/.local/state/argus',
      ).env('ARGUS_STATE'),
    )
    .addOption(
      new Option(
        '--watch',
        'follow folders of a recorder, batch after batch, until SIGTERM or Ctrl-C',
      ).conflicts('batch'),
    )
    .option(
      '--settle <seconds>',
      'with --watch: a file is closed when it has not changed for so long',
      seconds,
      30,
    )
    .option(
      '--silence <seconds>',
      'with --watch: a batch is complete when nothing has come for so long',
      seconds,
      120,
    )
    .addOption(
      new Option('--batch-size <bytes>', 'with --watch: a batch is complete when it has so much')
        .argParser(byteCount)
        .default(2 * 1024 ** 3, '2G'),
    )
    .option('-d, --detach', 'do not wait for the report')
    .option('--json', 'print the report as JSON; with --detach what was handed over')
    .action(async (paths, options) =>
      (await import('../commands/upload.ts')).upload(await client(), paths, options),
    );
}

function parallelCount(text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= mostParallel) return count;
  throw new InvalidArgumentError(`Give a whole number from 1 to ${mostParallel}.`);
}

function filePriority(text: string): number {
  if (/^\d$/.test(text) && Number(text) <= highestPriority) return Number(text);
  throw new InvalidArgumentError(`Give a whole number from 0 to ${highestPriority}.`);
}

/** The server looks at the rest. */
function recordingTime(text: string): string {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/i.test(text) && !Number.isNaN(Date.parse(text)))
    return text;
  throw new InvalidArgumentError('Give a time with its zone, as 2026-01-31T12:00:00Z.');
}

function addLabel(text: string, before: readonly string[] = []): string[] {
  const label = text.trim();
  const { most, longest } = labelBounds;
  if (label === '' || label.includes(',') || [...label].length > longest) {
    throw new InvalidArgumentError(`Give 1 to ${longest} characters without a comma.`);
  }
  const labels = [...new Set([...before, label])];
  if (labels.length > most) throw new InvalidArgumentError(`Give at most ${most} labels.`);
  return labels;
}

function seconds(text: string): number {
  const count = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (count > 0) return count;
  throw new InvalidArgumentError('Give a number of seconds.');
}

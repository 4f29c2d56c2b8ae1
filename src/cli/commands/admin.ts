import { type BackupPlan, backupPlan, type PlanStep } from '../../admin/backup-plan.ts';
import { rebuildRedis } from '../../admin/rebuild-redis.ts';
import { rebuildTemporal } from '../../admin/rebuild-temporal.ts';
import { republishEvents } from '../../admin/republish-events.ts';
import { type ObjectProblem, verifyObjects } from '../../admin/verify-objects.ts';
import { createKeyRing } from '../../receipts/key-ring.ts';
import { padTo } from '../../text/display-width.ts';
import { CommandError } from '../command-error.ts';
import { configOrUsage } from '../config-or-usage.ts';
import { exitCodes } from '../exit-codes.ts';
import { currentLanguage, ofCommandLine, phrase } from '../language.ts';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';
import { onServers } from './admin-servers.ts';

interface Json {
  json?: true | undefined;
}

export function printBackupPlan({ json }: Json): void {
  const plan = backupPlan(configOrUsage());
  if (json) printJson(plan);
  else process.stdout.write(`${planText(plan)}\n`);
}

export async function adminRebuildRedis({ json }: Json): Promise<void> {
  const written = await onServers(({ stores }) => rebuildRedis(stores));
  const { batches, files } = written;
  if (json) printJson(written);
  else {
    const { count } = currentLanguage();
    say(
      phrase('{barriers} with {files} written.', {
        barriers: count(batches, 'barrier'),
        files: count(files, 'file'),
      }),
    );
  }
}

export async function adminRebuildTemporal({ json }: Json): Promise<void> {
  const { looked, repaired } = await onServers(rebuildTemporal);
  if (json) printJson({ looked, repaired });
  else
    say(
      phrase('{batches} looked at, {repaired} of them repaired.', {
        batches: currentLanguage().count(looked, 'open batch', 'open batches'),
        repaired,
      }),
    );
}

export async function adminRotateReceiptKey({ json }: Json): Promise<void> {
  const id = await onServers(({ stores, config }) =>
    createKeyRing(stores.receiptKeys, config.RECEIPT_KEY_FILE).rotate(),
  );
  if (json) printJson({ key: id });
  else say(phrase('Receipts are signed with {key} from now on.', { key: id }));
}

export async function adminRepublishEvents({ since, json }: Json & { since: string }): Promise<void> {
  const from = new Date(since);
  if (Number.isNaN(from.getTime())) {
    throw new CommandError('usage', `${since} is no time.`, 'Give one as 2026-11-29T08:00:00Z.');
  }
  const published = await onServers(({ stores, config, logger }) =>
    republishEvents(
      {
        events: stores.events,
        publish: stores.kafka.publish,
        ensureTopics: stores.kafka.ensureTopics,
        topic: config.KAFKA_TOPIC,
        deadLetterTopic: config.KAFKA_DLQ_TOPIC,
        logger,
      },
      from,
    ),
  );
  if (json) printJson({ published });
  else say(phrase('{events} published again.', { events: currentLanguage().count(published, 'event') }));
}

export async function adminVerifyObjects({
  digest,
  json,
}: Json & { digest?: true | undefined }): Promise<void> {
  const troubles: ObjectProblem[] = [];
  const onProblem = (trouble: ObjectProblem) => {
    troubles.push(trouble);
    if (!json) say(`${padTo(phrase(trouble.kind), 8)}  ${trouble.key}  ${trouble.detail}`);
  };
  const seen = await onServers(({ stores }) => verifyObjects(stores, { digest: digest ?? false, onProblem }));
  const count = (kind: ObjectProblem['kind']) => troubles.filter((one) => one.kind === kind).length;
  const sum = { ...seen, lost: count('lost'), changed: count('changed'), orphaned: count('orphaned') };
  if (json) printJson({ ...sum, troubles });
  else {
    const language = currentLanguage();
    say(
      phrase(
        digest ? '{files} of {batches}, {bytes} bytes, read again:' : '{files} of {batches}, {bytes} bytes:',
        {
          files: language.count(sum.files, 'file'),
          batches: language.count(sum.batches, 'batch', 'batches'),
          bytes: sum.bytes,
        },
      ),
    );
    say(phrase('{lost} lost, {changed} changed, {orphaned} orphaned.', sum));
  }
  if (sum.lost + sum.changed > 0) process.exitCode = exitCodes.unhealthy.code;
}

function planText({ backup, restore }: BackupPlan): string {
  return [
    `${phrase('Back up, in this order:')}\n\n${stepLines(backup)}`,
    `${phrase('Restore, in this order:')}\n\n${stepLines(restore)}`,
  ].join('\n');
}

function stepLines(steps: PlanStep[]): string {
  return steps
    .map(({ title, because, commands }, index) =>
      [stepText(index + 1, title, because), ...commands.map((line) => `   ${line}`), ''].join('\n'),
    )
    .join('\n');
}

function stepText(number: number, title: string, because: string): string {
  return phrase('{number}. {title}. {because}', {
    number,
    title: ofCommandLine(title),
    because: ofCommandLine(because),
  });
}

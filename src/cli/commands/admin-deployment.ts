import { type AdvisedBuild, advisedBuilds, type Deployment } from '../../admin/build-advice.ts';
import { CommandError } from '../command-error.ts';
import { currentLanguage, ofCommandLine, phrase, phrases } from '../language.ts';
import { printJson } from '../print-json.ts';
import { printTable } from '../print-table.ts';
import { say } from '../say.ts';
import { onServers } from './admin-servers.ts';

export async function adminDeployment({ json }: { json?: true | undefined }): Promise<void> {
  const deployment = await onServers(({ orchestrator }) => orchestrator.deployment());
  const builds = advisedBuilds(deployment);
  if (json) printJson({ ...deployment, builds });
  else printDeployment(deployment, builds);
}

interface Promotion {
  percent?: string | undefined;
  unversioned?: true | undefined;
  json?: true | undefined;
}

export async function adminPromote(
  build: string | undefined,
  { percent, unversioned, json }: Promotion,
): Promise<void> {
  if ((build === undefined) !== (unversioned === true))
    throw new CommandError(
      'usage',
      'Name a build, or give --unversioned.',
      '`argus admin deployment` lists builds.',
    );
  const share = build === undefined || percent === undefined ? 100 : shareOf(percent);
  await onServers(({ orchestrator }) =>
    build === undefined || percent === undefined
      ? orchestrator.setCurrentBuild(build ?? null)
      : orchestrator.setRampingBuild(build, share),
  );
  if (json) printJson({ build: build ?? null, percent: share });
  else say(promotionText(build, percent === undefined ? undefined : share));
}

function promotionText(build: string | undefined, share: number | undefined): string {
  if (build === undefined) return phrase('New batches begin on workers without versions.');
  return share === undefined
    ? phrase('New batches begin on build {build}.', { build })
    : phrase('{percent} % of new batches begin on build {build}.', { percent: share, build });
}

export async function adminMoveBatches({
  from,
  json,
}: {
  from: string;
  json?: true | undefined;
}): Promise<void> {
  const { moved, to } = await onServers(({ orchestrator }) => orchestrator.moveBatches(from));
  if (json) printJson({ moved, from, to });
  else
    say(
      phrase('{batches} moved from build {from} to {to}.', {
        batches: currentLanguage().count(moved, 'batch', 'batches'),
        from,
        to,
      }),
    );
}

function shareOf(text: string): number {
  const share = Number(text);
  if (text.trim() !== '' && share >= 0 && share <= 100) return share;
  throw new CommandError('usage', `${text} is no share.`, 'Give one from 0 to 100.');
}

function printDeployment({ name, current, ramping }: Deployment, builds: readonly AdvisedBuild[]): void {
  say(
    current === null
      ? phrase('Deployment {name}: new batches begin on workers without versions.', { name })
      : phrase('Deployment {name}: new batches begin on build {build}.', { name, build: current }),
  );
  if (ramping) say(phrase('{percent} % of them begin on build {build}.', ramping));
  const rows = builds.map(({ build, status, batches, workflowWorkers, parseWorkers, advice }) => [
    build,
    status,
    `${batches}`,
    `${workflowWorkers}`,
    `${parseWorkers}`,
    ofCommandLine(advice),
  ]);
  printTable(phrases('BUILD', 'STATUS', 'OPEN BATCHES', 'WORKFLOW WORKERS', 'PARSE WORKERS', ''), rows);
}

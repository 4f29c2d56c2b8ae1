import { spawnSync } from 'node:child_process';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { refusedLicences } from './licences/licences.ts';
import { lockedPackages } from './licences/lock-file.ts';
import { checkRenderedChart, type OutsideResult, outsideChecks, runOutsideCheck } from './outside-checks.ts';

const folders = [
  'src',
  'console/src',
  'stack',
  'samples',
  'bench',
  'chaos',
  'corpus',
  'examples',
  'scripts',
  'test',
];

/** Every check of the code that does not run it. */
const commands: [title: string, command: string[]][] = [
  ['format and lint', ['biome', 'check', '--error-on-warnings', '.']],
  ['types', ['tsc', '--noEmit']],
  ['types of the console', ['tsc', '--noEmit', '--project', 'console/tsconfig.json']],
  ['types of its tests', ['tsc', '--noEmit', '--project', 'test/unit/console/tsconfig.json']],
  ['import rules', ['depcruise', ...folders, '--config', '.dependency-cruiser.cjs']],
  ['unused code and dependencies', ['knip']],
];

let failed = 0;

function report(title: string, startedAt: number, ok: boolean): void {
  if (!ok) failed += 1;
  console.log(`${ok ? '✓' : '✗'} ${title} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
}

for (const [title, [command = '', ...args]] of commands) {
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(`node_modules/.bin/${command}`, args, { encoding: 'utf8' });
  report(title, startedAt, status === 0);
  if (status !== 0) console.log(`${stdout}${stderr}`.trimEnd());
}

const readAt = performance.now();
const refused = refusedLicences(lockedPackages());
report('licences', readAt, refused.length === 0);
for (const sentence of refused) console.log(sentence);

function reportOutside(title: string, startedAt: number, { missing, wrong }: OutsideResult): void {
  if (missing === undefined) report(title, startedAt, wrong === undefined);
  else console.log(`– ${title}: ${missing}`);
  if (wrong !== undefined) console.log(wrong);
}

for (const check of outsideChecks) reportOutside(check.title, performance.now(), runOutsideCheck(check));
reportOutside('schemas of Kubernetes', performance.now(), await checkRenderedChart());

const startedAt = performance.now();
try {
  await bundleWorkflowCode({
    workflowsPath: new URL('../src/workflows/index.ts', import.meta.url).pathname,
    logger: new DefaultLogger('WARN'),
  });
  report('workflow bundle', startedAt, true);
} catch (error) {
  report('workflow bundle', startedAt, false);
  console.log(error);
}

process.exitCode = failed === 0 ? 0 : 1;

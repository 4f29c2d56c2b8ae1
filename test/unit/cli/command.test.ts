import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import getPort from 'get-port';
import { describe, expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { cliPage, pageWithCommands } from '../../../scripts/cli-page.ts';
import { checkOutcome } from '../../../src/cli/check-outcome.ts';
import { describeFailure, failureText } from '../../../src/cli/describe-failure.ts';
import { exitCodes } from '../../../src/cli/exit-codes.ts';
import { idAdvice } from '../../../src/cli/program/id-sources.ts';
import { createProgram } from '../../../src/cli/program.ts';
import { apiErrorFrom } from '../../../src/client/api-error.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

function argus(...args: string[]) {
  return spawnSync(process.execPath, [`${root}bin/argus.mjs`, ...args], { encoding: 'utf8' });
}

describe('the command line', () => {
  test('prints its version, and its exit codes with the help', () => {
    expect(argus('--version')).toMatchObject({ status: 0, stdout: `${packageJson.version}\n` });
    const { status, stdout } = argus('--help');
    expect(status).toBe(0);
    for (const { code, meaning } of Object.values(exitCodes))
      expect(stdout).toMatch(`${code}`.padEnd(5) + meaning);
  });

  test('accepts the server before and after the command, and says what to do if it is unavailable', async () => {
    const server = `http://127.0.0.1:${await getPort()}`;
    for (const args of [
      ['-s', server, 'list'],
      ['list', '-s', server],
    ]) {
      const { status, stderr } = argus(...args);
      expect(status).toBe(exitCodes.unreachable.code);
      expect(stderr).toContain(`Argus cannot be reached at ${server}: connect ECONNREFUSED`);
      expect(stderr).toContain('Is Argus running there? Start it with `npm start`');
    }
  });

  test('refuses unknown input with an exit code of its own', () => {
    expect(argus('list', '--nope').status).toBe(exitCodes.usage.code);
    expect(argus('-s', 'argus', 'list').stderr).toContain('http://127.0.0.1:8080');
    const { status, stderr } = argus('upload', `${root}bin`);
    expect({ status, stderr }).toMatchObject({
      status: exitCodes.usage.code,
      stderr: expect.stringContaining('--vehicle'),
    });
  });
});

test('docs/cli.md has the commands, the settings and the exit codes of the program', () => {
  const page = readFileSync(cliPage, 'utf8');
  expect(page, 'run npm run docs').toBe(pageWithCommands(page));
  for (const { code, meaning } of Object.values(exitCodes))
    expect(page).toContain(`| ${code} | ${meaning} |`);
});

test('a refusal names code and request, and the next step', () => {
  const body = JSON.stringify({ error: 'No such batch.', code: 'not_found', request_id: 'r-9' });
  const failure = describeFailure(apiErrorFrom(404, body));
  expect(failure.ending).toBe('refused');
  expect(failureText(failure)).toBe(
    'argus: No such batch. (not_found, request r-9)\n`argus batches` shows the newest batches.\n',
  );
});

test('every command that takes an id says where ids come from', () => {
  const taking = (command: CommandUnknownOpts): CommandUnknownOpts[] => [
    ...(command.registeredArguments.some((one) => /^(id|batch|vehicle|subscription)$/.test(one.name()))
      ? [command]
      : []),
    ...command.commands.flatMap(taking),
  ];
  const commands = taking(createProgram());
  expect(commands.map((command) => command.name())).toContain('watch');
  for (const command of commands) expect(idAdvice(command), command.name()).toMatch(/^`argus .*\.$/);
});

test.each([
  [404, { error: 'There is no batch.', code: 'not_found' }],
  [400, { error: 'id must be a UUID.', code: 'validation', field: 'id', details: { where: 'path' } }],
])('advice on a wrong id is where the right ones are: %d', (status, body) => {
  const failure = describeFailure(
    apiErrorFrom(status, JSON.stringify(body)),
    '`argus keys list` lists them.',
  );
  expect(failure.nextStep).toBe('`argus keys list` lists them.');
});

test('a batch that failed, and one with failed files, exit differently', () => {
  const batch = { batch_id: 'b', total_files: 7, failed_files: 0 };
  expect(() => checkOutcome({ ...batch, status: 'completed' })).not.toThrow();
  const endings = [
    { ...batch, status: 'completed' as const, failed_files: 2 },
    { ...batch, status: 'failed' as const, failure_message: 'No parse worker.' },
  ].map((outcome) => {
    try {
      checkOutcome(outcome);
      return undefined;
    } catch (error) {
      return describeFailure(error);
    }
  });
  expect(endings.map((ending) => ending?.ending)).toEqual(['filesFailed', 'batchFailed']);
  expect(endings[0]?.nextStep).toContain('argus retry b --only-failed');
  expect(endings[1]?.nextStep).toContain('argus why b');
});

import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { allCommands, type CommandNode, commandTree } from '../../../src/cli/completion/command-tree.ts';
import { exitCodes } from '../../../src/cli/exit-codes.ts';
import { createProgram } from '../../../src/cli/program.ts';
import { runCommand } from '../../support/run-command.ts';

const commands = allCommands(commandTree(createProgram())).filter((one) => one.commands.length === 0);
const nameOf = ({ path }: CommandNode) => path.slice(1).join(' ');
const answer = { error: 'Say who you are.', code: 'unauthorized', request_id: 'r-1' };
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  url = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
  vi.stubEnv('XDG_CONFIG_HOME', join(tmpdir(), 'argus-none'));
  vi.stubEnv('ARGUS_TOKEN', 'argus_r_of_nobody');
  // What works on the servers themselves must not find any.
  vi.stubEnv('DB_PASSWORD', undefined);
});
afterAll(() => {
  server.close();
  vi.unstubAllEnvs();
});

/** With something for all that is required, although nothing of it exists. */
function argumentsOf({ path, arguments: args, options }: CommandNode): string[] {
  const values = args
    .filter(({ usage }) => usage.startsWith('<'))
    .map(({ choices }) => choices[0] ?? '/none/such');
  const required = options.filter((option) => option.required);
  return [
    ...path.slice(1),
    ...required.flatMap(({ flags, choices }) => [flags.at(-1) ?? '', choices[1] ?? 'none']),
    ...values,
  ];
}

describe('with --json', () => {
  test.each(commands.map((command) => [nameOf(command), command]))(
    '%s prints JSON alone, and an error as one line of JSON on standard error',
    async (_name, command) => {
      expect(command.options.flatMap(({ flags }) => flags)).toContain('--json');
      const { status, stdout, stderr } = await runCommand(...argumentsOf(command), '--server', url, '--json');
      if (status === 0) {
        expect(JSON.parse(stdout)).toBeTypeOf('object');
        return;
      }
      expect(stdout).toBe('');
      const failure = JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '');
      expect(failure).toMatchObject({
        error: expect.stringMatching(/./),
        code: expect.stringMatching(/^[a-z_]+$/),
        exit_code: status,
        next_step: expect.stringMatching(/./),
      });
      expect(Object.values(exitCodes).map(({ code }) => code)).toContain(status);
    },
  );

  test('an error of the API keeps its code and its request', async () => {
    const { status, stderr } = await runCommand('batches', '--json', '-s', url);
    expect(status).toBe(exitCodes.refused.code);
    expect(JSON.parse(stderr)).toMatchObject({ ...answer, exit_code: 3 });
    expect(stderr).toContain('argus login');
  });

  test('a command line that is not understood is an error like others', async () => {
    for (const args of [
      ['batches', '--nope'],
      ['nope'],
      ['keys'],
      ['keys', 'create'],
      ['batches', '-n', 'x'],
    ]) {
      const { status, stdout, stderr } = await runCommand(...args, '--json');
      expect({ status, stdout }).toEqual({ status: exitCodes.usage.code, stdout: '' });
      expect(JSON.parse(stderr)).toMatchObject({ code: 'usage', exit_code: 2 });
    }
  });
});

test('without --json errors are sentences, with the next step on a line of its own', async () => {
  const { stdout, stderr } = await runCommand('batches', '-s', url);
  expect(stdout).toBe('');
  expect(stderr).toBe(
    'argus: Say who you are. (unauthorized, request r-1)\n' +
      'Sign in with `argus login`, or set ARGUS_TOKEN; an admin makes tokens with `argus keys create`.\n',
  );
});

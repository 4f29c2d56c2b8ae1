import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { exitCodes } from '../../../src/cli/exit-codes.ts';
import type { Role } from '../../../src/domain/identity.ts';
import { runCommand } from '../../support/run-command.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

let api: TestApi;
let home: string;
const credentials = () => join(home, 'argus/credentials.json');

beforeAll(async () => {
  api = await startTestApi();
  home = mkdtempSync(join(tmpdir(), 'argus-signed-in-'));
  vi.stubEnv('XDG_CONFIG_HOME', home);
  vi.stubEnv('ARGUS_SERVER', undefined);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
  await api.close();
});

async function makeToken(role: Role, name: string) {
  const created = await api.stores.tokens.create({
    ...{ id: uuidv7(), name, role, vehicle_id: null, expires_at: null, created_by: 'a test' },
  });
  if (!created) throw new Error('no token was made');
  return created;
}

/** Without the token in the environment. */
async function argus(...args: string[]) {
  vi.stubEnv('ARGUS_TOKEN', undefined);
  return runCommand(...args);
}

async function loginWith(token: string) {
  vi.stubEnv('ARGUS_TOKEN', token);
  return runCommand('login', '--server', api.url);
}

test('while Argus is open there is nothing to sign in with, and it says so', async () => {
  expect((await argus('whoami', '-s', api.url)).stdout).toContain('is open: everybody may do everything');
  const { status, stderr } = await loginWith('argus_a_invented');
  expect(status).toBe(exitCodes.refused.code);
  expect(stderr).toContain('argus admin init');
});

test('login keeps server and token once the server has accepted them; logout forgets the token', async () => {
  const { token } = await makeToken('admin', 'the admin');
  await until('the API to be closed', async () => (await api.call('/batches')).status === 401);
  const nobody = await argus('whoami', '-s', api.url);
  expect(nobody.status).toBe(exitCodes.refused.code);
  expect(nobody.stderr).toContain('you are nobody');
  const refused = await loginWith('argus_a_invented');
  expect(refused.status).toBe(exitCodes.refused.code);
  expect(refused.stderr).toContain('does not accept this token');
  expect(() => statSync(credentials())).toThrow('ENOENT');

  const signedIn = await loginWith(token);
  expect(signedIn).toMatchObject({ status: 0, stderr: '' });
  expect(signedIn.stdout).toContain(`Signed in to ${api.url} as the admin, admin.`);
  expect(signedIn.stdout).not.toContain(token);
  expect(statSync(credentials()).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(join(home, 'argus/config.json'), 'utf8'))).toEqual({ server: api.url });

  // From now on neither server nor token has to be named.
  expect(JSON.parse((await argus('whoami', '--json')).stdout)).toEqual({
    server: api.url,
    identity: { name: 'the admin', role: 'admin', vehicle_id: null },
    open: false,
  });
  expect((await argus('batches', '--json')).stdout).toBe('[]\n');

  expect((await argus('logout')).stdout).toContain('is forgotten');
  expect((await argus('logout')).stdout).toContain('No token was kept');
  const { status, stderr } = await argus('batches');
  expect(status).toBe(exitCodes.refused.code);
  expect(stderr).toContain('argus login');
});

test('login takes a token from a pipe, and shows it nowhere', async () => {
  const { token } = await makeToken('operator', 'a script');
  const command = fileURLToPath(new URL('../../../bin/argus.mjs', import.meta.url));
  const child = spawn(process.execPath, [command, 'login', '--json', '-s', api.url], {
    env: { ...process.env, XDG_CONFIG_HOME: home, ARGUS_TOKEN: undefined },
  });
  child.stdin.end(`${token}\nmore\n`);
  const [stdout, stderr] = await Promise.all([child.stdout, child.stderr].map(text));
  expect(JSON.parse(stdout ?? ''), stderr).toEqual({
    server: api.url,
    identity: { name: 'a script', role: 'operator', vehicle_id: null },
    stored_in: credentials(),
  });
  expect(stderr).not.toContain(token);
  expect((await argus('whoami')).stdout).toBe(`To ${api.url} you are a script, operator.\n`);
});

test('an admin makes, lists and revokes tokens; others may not', async () => {
  await loginWith((await makeToken('admin', 'another admin')).token);
  const vehicle = await argus('keys', 'create', '--name', 'truck 7', '--role', 'vehicle', '--json');
  expect(vehicle.status).toBe(exitCodes.usage.code);
  const reader = await argus('keys', 'create', '--name', 'a screen', '--role', 'reader', '--days', '30');
  expect(reader.stdout).toMatch(/^argus_r_[\w-]{43}\n$/);
  expect(reader.stderr).toContain('shown only now');
  const made = await argus(
    ...['keys', 'create', '--name', 'truck 7', '--role', 'vehicle', '--vehicle', 'truck-7', '--json'],
  );
  const { token_id, token } = JSON.parse(made.stdout);
  expect(token).toMatch(/^argus_v_/);
  const listed: { token_id: string; name: string }[] = JSON.parse(
    (await argus('keys', 'list', '-n', '2', '--json')).stdout,
  );
  expect(listed.map(({ name }) => name)).toEqual(['truck 7', 'a screen']);
  expect(listed[0]).toMatchObject({ token_id, role: 'vehicle', vehicle_id: 'truck-7', revoked_at: null });
  expect((await argus('keys', 'revoke', token_id)).stdout).toContain('Revoked');
  expect((await argus('keys', 'list')).stdout).toMatch(
    /^\S+ {2}argus_v_\S+ {2}vehicle .* truck-7 .*revoked$/m,
  );
  expect((await argus('keys', 'revoke', uuidv7())).status).toBe(exitCodes.refused.code);

  await loginWith(reader.stdout.trim());
  const { status, stderr } = await argus('keys', 'list');
  expect(status).toBe(exitCodes.refused.code);
  expect(stderr).toContain('The role reader does not allow this');
});

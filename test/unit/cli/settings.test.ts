import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { applySettings } from '../../../src/cli/settings/apply-settings.ts';
import { forgetToken, storedToken, storeToken } from '../../../src/cli/settings/stored-tokens.ts';
import { runCommand } from '../../support/run-command.ts';

let home: string;
const inFolder = (name: string) => join(home, 'argus', name);
const writeConfig = (value: unknown) =>
  writeFileSync(inFolder('config.json'), typeof value === 'string' ? value : JSON.stringify(value));

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'argus-config-'));
  mkdirSync(join(home, 'argus'));
  vi.stubEnv('XDG_CONFIG_HOME', home);
  for (const name of ['ARGUS_SERVER', 'ARGUS_TOKEN', 'ARGUS_VEHICLE']) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

async function settings(...args: string[]) {
  const { status, stdout, stderr } = await runCommand('config', '--json', ...args);
  expect(status, stderr).toBe(0);
  const rows: { setting: string; value: unknown; from: string }[] = JSON.parse(stdout);
  return Object.fromEntries(rows.map(({ setting, value, from }) => [setting, [value, from]]));
}

describe('argus config', () => {
  test('shows that a flag comes before the environment, the file and the default', async () => {
    expect(await settings()).toMatchObject({
      server: ['http://127.0.0.1:8080', 'default'],
      vehicle: [null, 'nowhere'],
      token: [null, 'nowhere'],
    });
    writeConfig({ server: 'http://of-the-file', vehicle: 'truck-7' });
    expect(await settings()).toMatchObject({
      server: ['http://of-the-file', 'file'],
      vehicle: ['truck-7', 'file'],
    });
    vi.stubEnv('ARGUS_SERVER', 'http://of-the-environment');
    vi.stubEnv('ARGUS_VEHICLE', 'truck-8');
    expect(await settings()).toMatchObject({
      server: ['http://of-the-environment', 'environment'],
      vehicle: ['truck-8', 'environment'],
    });
    expect(await settings('-s', 'http://of-the-flag')).toMatchObject({
      server: ['http://of-the-flag', 'flag'],
    });
  });

  test('never shows a token, and says where it is from', async () => {
    await storeToken('http://127.0.0.1:8080', 'argus_r_secret');
    expect((await settings()).token).toEqual(['set', 'login']);
    expect((await settings('-s', 'http://elsewhere')).token).toEqual([null, 'nowhere']);
    vi.stubEnv('ARGUS_TOKEN', 'argus_r_secret');
    expect((await settings()).token).toEqual(['set', 'environment']);
    const { stdout, stderr } = await runCommand('config');
    expect(stdout + stderr).not.toContain('secret');
  });

  test.each([
    ['{"sever": "http://x"}', 'there is no setting "sever"', 'Settings are server, vehicle'],
    ['{"server": ["http://x"]}', 'server is not a string', 'Mend'],
    ['{"token": "argus_r_x"}', 'holds a token, which is kept apart', 'argus login'],
    ['[]', 'holds no JSON object', 'Write it as'],
    ['{"server": ', 'is not JSON', 'Mend it, or remove it'],
  ])('refuses %s by name', async (text, error, nextStep) => {
    writeConfig(text);
    for (const command of ['config', 'batches']) {
      const { status, stderr } = await runCommand(command);
      expect(status).toBe(2);
      expect(stderr).toContain(`${inFolder('config.json')}`);
      expect(stderr).toContain(error);
      expect(stderr).toContain(nextStep);
    }
  });
});

test('commands take what the file says', async () => {
  writeConfig({ server: 'no address' });
  expect((await runCommand('batches')).stderr).toContain('no address is not the address of a server');
  writeConfig({ server: 'http://127.0.0.1:1', vehicle: true });
  const { stderr } = await runCommand('upload', '--vin', 'WVWZZZ1JZ3W386752', import.meta.dirname);
  expect(stderr).toContain('vehicle needs a value, not true or false');
});

describe('a flag', () => {
  function program() {
    const seen: unknown[] = [];
    const root = new Command('argus').exitOverride();
    root
      .command('go')
      .addOption(new Option('--metered').env('ARGUS_TEST_METERED'))
      .addOption(new Option('--limit-rate <n>').env('ARGUS_TEST_RATE').argParser(Number))
      .hook('preAction', (_, one) => applySettings(root, one))
      .action((options) => {
        seen.push(options);
      });
    const go = async (...args: string[]) => {
      await root.parseAsync(['go', ...args], { from: 'user' });
      return seen.at(-1);
    };
    return { go };
  }

  test.each([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
    ['', false],
  ])('whose variable is %j is %j', async (value, wanted) => {
    vi.stubEnv('ARGUS_TEST_METERED', value);
    expect(await program().go()).toMatchObject({ metered: wanted });
    expect(await program().go('--metered')).toMatchObject({ metered: true });
  });

  test('whose variable is something else is refused by name', async () => {
    vi.stubEnv('ARGUS_TEST_METERED', 'perhaps');
    await expect(program().go()).rejects.toThrow('ARGUS_TEST_METERED is "perhaps"');
  });

  test('and a number can stand in the file', async () => {
    writeConfig({ metered: true, limit_rate: 500 });
    expect(await program().go()).toEqual({ metered: true, limitRate: 500 });
    expect(await program().go('--limit-rate', '7')).toEqual({ metered: true, limitRate: 7 });
  });
});

describe('tokens', () => {
  test('are kept for each server, for their owner alone', async () => {
    await storeToken('https://one.example/', 'first');
    await storeToken('https://two.example/argus', 'second');
    expect(await storedToken('https://one.example')).toBe('first');
    expect(await storedToken('https://two.example/argus/')).toBe('second');
    for (const other of ['http://one.example', 'https://one.example:8443', 'https://two.example'])
      expect(await storedToken(other)).toBeUndefined();
    expect(statSync(inFolder('credentials.json')).mode & 0o777).toBe(0o600);
    expect(await forgetToken('https://one.example')).toBe(true);
    expect(await forgetToken('https://one.example')).toBe(false);
    expect(JSON.parse(readFileSync(inFolder('credentials.json'), 'utf8'))).toEqual({
      tokens: { 'https://two.example/argus': 'second' },
    });
  });

  test('are not taken from a file that others can read, or that holds something else', async () => {
    await storeToken('https://one.example', 'first');
    chmodSync(inFolder('credentials.json'), 0o640);
    await expect(storedToken('https://one.example')).rejects.toThrow('can be read by other users');
    writeFileSync(inFolder('credentials.json'), '{"tokens": [1]}');
    chmodSync(inFolder('credentials.json'), 0o600);
    await expect(storedToken('https://one.example')).rejects.toThrow('holds no tokens');
  });
});

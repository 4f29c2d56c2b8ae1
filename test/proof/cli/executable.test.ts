import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { sampleUlog } from '../../../samples/ulog/sample-ulog.ts';
import { buildExecutables, noticesName } from '../../../scripts/executable/build.ts';
import { type Architecture, architectures, nodePackages } from '../../../scripts/executable/node-binary.ts';
import type { Inspection } from '../../../src/cli/inspect/inspection.ts';

test('the executables have the Node that is tested', () => {
  expect(nodePackages.version).toBe(packageJson.devDependencies.node);
});

const canRun = process.platform === 'linux' && (architectures as string[]).includes(process.arch);

describe.runIf(canRun)('the single executable', () => {
  let folder: string;
  let executable: string;
  let empty: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'argus-executable-'));
    empty = join(folder, 'empty');
    mkdirSync(empty);
    [executable = ''] = await buildExecutables(folder, [process.arch as Architecture]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Where there is neither Node nor anything else. */
  function argus(...args: string[]) {
    const env = { HOME: empty, PATH: empty, XDG_CONFIG_HOME: empty };
    return spawnSync(executable, args, { cwd: empty, env, encoding: 'utf8' });
  }

  test('is one file, and says its version', () => {
    expect(readdirSync(folder).toSorted()).toEqual([noticesName, `argus-linux-${process.arch}`, 'empty']);
    expect(statSync(executable).mode & 0o111).toBe(0o111);
    expect(argus('--version')).toMatchObject({ status: 0, stdout: `${packageJson.version}\n`, stderr: '' });
    expect(argus('upload', '--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Usage: argus upload [options] <path...>'),
    });
  });

  test('has the licences of all that it contains beside it', () => {
    const [, ...sections] = readFileSync(join(folder, noticesName), 'utf8').split(`\n${'-'.repeat(80)}\n`);
    const titles = sections.map((section) => section.trim().split('\n', 1)[0]);
    expect(titles).toEqual(
      expect.arrayContaining([
        'Argus',
        expect.stringMatching(/^Node.js 24/),
        expect.stringMatching(/^zod 4.* \(MIT\)$/),
      ]),
    );
    for (const section of sections) expect(section).toMatch(/copyright|permission|spdx\.org/i);
  });

  test('reads recordings, and writes a page about them', () => {
    const recordings = join(folder, 'recordings');
    mkdirSync(recordings);
    writeFileSync(join(recordings, 'a.mcap'), sampleMcap({ seconds: 5 }));
    writeFileSync(join(recordings, 'b.ulg'), sampleUlog({ seconds: 5 }));
    const page = join(folder, 'report.html');
    const { status, stdout, stderr } = argus('inspect', recordings, '--json', '--report', page);
    rmSync(recordings, { recursive: true });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const files: Inspection[] = JSON.parse(stdout);
    expect(files.map(({ format, verdict }) => [format, verdict.code])).toEqual([
      ['mcap', 'ok'],
      ['ulog', 'ok'],
    ]);
    expect(statSync(page).size).toBeGreaterThan(10_000);
  });

  test('loads what talks to a server, and completes itself', () => {
    const { status, stderr } = argus('batches', '-s', 'http://127.0.0.1:1');
    expect(status).toBe(4);
    expect(stderr).toContain('Argus cannot be reached');
    expect(argus('completion', 'bash').stdout).toContain('complete -o default -F _argus argus');
  });

  test('says of what it cannot do where it can be done', () => {
    for (const args of [['admin', 'token', 'list'], ['doctor'], ['admin', 'vin', 'show', 'x']]) {
      const { status, stderr } = argus(...args);
      expect(status).toBe(2);
      expect(stderr).toContain('npx argus');
    }
    const report = argus('inspect', executable, '--report', 'x.pdf');
    expect({ status: report.status, stdout: report.stdout }).toEqual({ status: 2, stdout: '' });
    expect(report.stderr).toContain('Use .html or .json');
  });
});

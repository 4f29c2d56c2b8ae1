import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleCandump } from '../../../samples/candump/sample-candump.ts';
import { sampleDbc } from '../../../samples/dbc/sample-dbc.ts';
import { buildLibrary } from '../../../scripts/library/build.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** An external project that has installed the packed library. */
let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'argus-library-'));
  await buildLibrary(join(project, 'built'));
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', project], {
    cwd: join(project, 'built'),
  });
  const [{ filename }] = JSON.parse(stdout);
  const installed = join(project, 'node_modules/argus');
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xf', join(project, filename), '-C', installed, '--strip-components=1']);
  const { dependencies } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(dependencies), '@types/node']) await link(name);
  await writeFile(join(project, 'package.json'), '{ "type": "module" }');
  await copyFile(join(root, 'examples/summarise.ts'), join(project, 'summarise.ts'));
  // A compiler, npm and tar, which wait for a core on a machine with other work.
});

afterAll(() => rm(project, { recursive: true, force: true }));

/** As installed from a registry; no test downloads anything. */
async function link(name: string): Promise<void> {
  const path = join(project, 'node_modules', name);
  await mkdir(dirname(path), { recursive: true });
  await symlink(join(root, 'node_modules', name), path);
}

async function exampleOn(...files: [name: string, bytes: Uint8Array][]): Promise<string> {
  for (const [name, bytes] of files) await writeFile(join(project, name), bytes);
  const { stdout } = await run(execPath, ['summarise.ts', ...files.map(([name]) => name)], { cwd: project });
  return stdout;
}

describe('the packed library', () => {
  test('runs the example on a recording and its database', async () => {
    const printed = await exampleOn(
      ['drive.log', sampleCandump({ seconds: 5, faults: [] })],
      ['drive.dbc', sampleDbc()],
    );
    expect(printed).toContain('drive.log: candump, ');
    expect(printed).toContain('verdict: ok\n');
    expect(printed).toMatch(/metric vehicle_speed_kmh of .*Speed_01\.VehicleSpeed: mean \d/);
  });

  test('gives a verdict on a file that is not a recording', async () => {
    expect(await exampleOn(['notes.txt', Buffer.from('no recording')])).toContain(
      'verdict: unknown_format (not usable)',
    );
  });

  test('has types that fit the example', async () => {
    const compilerOptions = {
      target: 'es2024',
      module: 'nodenext',
      types: ['node'],
      strict: true,
      noEmit: true,
    };
    await writeFile(
      join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['summarise.ts'] }),
    );
    const check = run(join(root, 'node_modules/.bin/tsc'), ['--project', project]);
    await expect(check.catch(({ stdout }) => stdout)).resolves.toMatchObject({ stdout: '' });
  });

  test('exports nothing else', async () => {
    const imported = run(execPath, ['--eval', "import('argus/recordings/summarise-file.js')"], {
      cwd: project,
    });
    await expect(imported).rejects.toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });
});

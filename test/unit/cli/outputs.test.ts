import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { chmod, link, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleCsv } from '../../../samples/csv/sample-csv.ts';
import { sampleMdf3 } from '../../../samples/mdf3/sample-mdf3.ts';
import { sampleMdf4 } from '../../../samples/mdf4/sample-mdf4.ts';
import { exitCodes } from '../../../src/cli/exit-codes.ts';
import { writeContent, writeWhole } from '../../../src/cli/write-whole.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const isRoot = process.getuid?.() === 0;

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-outputs-'));
});
afterEach(() => rm(folder, { recursive: true }));

function argus(...args: string[]) {
  return spawnSync(process.execPath, [`${root}bin/argus.mjs`, ...args], {
    encoding: 'utf8',
    cwd: folder,
    timeout: 60_000,
  });
}

describe('what a command writes', () => {
  test('is whole or not there, and what was there before stays', async () => {
    await writeFile(at('report.html'), 'before');
    const failing = writeWhole(at('report.html'), async (output) => {
      output.write(Buffer.from('half'));
      throw new Error('the rest did not come');
    });
    await expect(failing).rejects.toThrow('the rest did not come');
    expect(await readdir(folder)).toEqual(['report.html']);
    expect(await readFile(at('report.html'), 'utf8')).toBe('before');
  });

  test('goes to a full disk with a sentence that names the file and says what to do', async () => {
    await symlink('/dev/full', at('report.json'));
    await expect(writeContent(at('report.json'), 'text')).rejects.toMatchObject({
      ending: 'usage',
      message: expect.stringMatching(/report\.json cannot be written: ENOSPC/),
      nextStep: 'Free some space there, or name another place.',
    });
  });

  test.each([[], ['--json']])(
    'is said not to be written where it is printed to a full disk, %j',
    async (...json) => {
      await writeFile(at('table.csv'), sampleCsv({ seconds: 1 }));
      const full = openSync('/dev/full', 'w');
      const { status, stderr } = spawnSync(
        process.execPath,
        [`${root}bin/argus.mjs`, 'inspect', 'table.csv', ...json],
        { encoding: 'utf8', cwd: folder, stdio: ['ignore', full, 'pipe'] },
      );
      closeSync(full);
      expect(status).toBe(exitCodes.usage.code);
      expect(stderr).toMatch(/what this prints cannot be written: ENOSPC/);
      expect(stderr).toContain('Free some space there');
      expect(stderr).not.toContain('    at ');
    },
  );

  test('follows a link, and goes to a pipe as it is', async () => {
    await symlink('real.txt', at('link.txt'));
    await writeFile(at('real.txt'), 'before');
    await writeContent(at('link.txt'), 'after');
    expect(await readFile(at('real.txt'), 'utf8')).toBe('after');
    const program = `import { writeContent } from '${root}src/cli/write-whole.ts'; await writeContent('/dev/stdout', 'piped');`;
    // Node's own pipes are sockets, which cannot be opened again.
    const { stdout, status } = spawnSync(
      'sh',
      ['-c', '"$0" --input-type=module -e "$1" | cat', process.execPath, program],
      {
        encoding: 'utf8',
      },
    );
    expect([status, stdout]).toEqual([0, 'piped']);
  });

  test.each([
    ['SIGINT', 'withPartial', 'out.mcap.partial', 'out.mcap.partial'],
    ['SIGTERM', 'withPartial', 'out.mcap.partial', 'out.mcap.partial'],
    ['SIGHUP', 'withPartial', 'out.mcap.partial', 'out.mcap.partial'],
    ['SIGHUP', 'withPartialFolder', 'a/b/out.partial', 'a/b/out.partial/table.parquet'],
  ] as const)('is removed at %s, by %s', async (signal, way, partial, file) => {
    const program = `import { ${way} } from '${root}src/cli/with-partial.ts';
      import { writeFileSync } from 'node:fs';
      await ${way}('${partial}', async () => {
        writeFileSync('${file}', 'half');
        process.stdout.write('begun');
        await new Promise((resolve) => setInterval(resolve, 2 ** 30));
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: folder });
    await once(child.stdout, 'data');
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([128 + constants.signals[signal], null]);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a recording', () => {
  test('is not replaced by what is made of it, by whatever link it is named', async () => {
    await writeFile(at('table.mcap'), sampleCsv({ seconds: 1 }));
    await symlink('.', at('here'));
    await link(at('table.mcap'), at('hard.mcap'));
    for (const output of ['here/table.mcap', 'hard.mcap']) {
      const { status, stderr } = argus('convert', 'table.mcap', '-o', output);
      expect([status, stderr]).toEqual([
        exitCodes.usage.code,
        `argus: ${output} is one of the recordings\nName another file with -o.\n`,
      ]);
    }
  });

  test('that is missing or a folder is a sentence for each command', () => {
    for (const command of [
      ['repair', 'none.bag', '-o', 'out.bag'],
      ['repair', '.', '-o', 'out.bag'],
      ['convert', 'none.bag', '-o', 'out.mcap'],
      ['export', 'none.bag', '-o', 'out'],
      ['inspect', 'none.bag'],
    ]) {
      const { status, stderr } = argus(...command);
      expect([command[0], status]).toEqual([command[0], exitCodes.usage.code]);
      expect(stderr).not.toContain('    at ');
    }
  });

  // Node's recursive `mkdir` never ends in /proc.
  test.each<readonly [string, string, RegExp]>([
    ['a file', 'drive.mf4/in/out', /EEXIST|ENOTDIR/],
    ...(existsSync('/proc/self') ? [['/proc', '/proc/none/out', /ENOENT/] as const] : []),
  ])('that is to be written below %s ends with a sentence', async (_, output, refused) => {
    await writeFile(at('drive.mf4'), sampleMdf4({ seconds: 1 }).bytes);
    for (const command of [
      ['export', 'drive.mf4', '-o', output],
      ['upload', 'drive.mf4', '--vehicle', 'v', '--vin', 'WVWZZZ1JZ3W386752', '--state', output],
      ['convert', 'drive.mf4', '-o', `${output}.mcap`],
      ['repair', 'drive.mf4', '-o', `${output}.mf4`],
    ]) {
      const { status, signal, stderr } = argus(...command);
      expect([command[0], signal, status]).toEqual([command[0], null, exitCodes.usage.code]);
      expect(stderr).toMatch(refused);
      expect(stderr).not.toContain('    at ');
    }
  });

  test('is not read when its report cannot be written', async () => {
    await writeFile(at('table.csv'), sampleCsv({ seconds: 1 }));
    const { status, stdout, stderr } = argus('inspect', 'table.csv', '--report', 'none/report.html');
    expect([status, stdout]).toEqual([exitCodes.usage.code, '']);
    expect(stderr).toContain('none/report.html: there is no such folder');
  });

  // Root may read everything.
  test.skipIf(isRoot)('that may not be read is left out, and the others are read', async () => {
    await writeFile(at('table.csv'), sampleCsv({ seconds: 1 }));
    await writeFile(at('secret.csv'), sampleCsv({ seconds: 1 }));
    await chmod(at('secret.csv'), 0);
    const { status, stdout, stderr } = argus('inspect', '.', '--json');
    expect([status, JSON.parse(stdout).length]).toEqual([exitCodes.filesFailed.code, 1]);
    expect(stderr).toContain('left out: secret.csv (EACCES');
    expect(argus('repair', 'secret.csv', '-o', 'out.csv').status).toBe(exitCodes.usage.code);
  });
});

describe('a measurement that is cut', () => {
  test('becomes a whole .mf4, with a report and an exit code that say so', async () => {
    const { bytes } = sampleMdf4({ seconds: 1 });
    await writeFile(at('cut.mf4'), bytes.subarray(0, bytes.byteLength - 3));
    const { status, stdout } = argus('repair', 'cut.mf4', '-o', 'clean.mf4', '--json');
    expect(status).toBe(exitCodes.filesFailed.code);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ format: 'mdf4', verdict: { code: 'truncated' }, leftOut: 0 });
    expect(report.written).toBe(report.read);
    expect(argus('inspect', 'clean.mf4').status).toBe(0);
  });

  test('of version 3 is refused with what to do instead', async () => {
    await writeFile(at('old.mdf'), sampleMdf3({ seconds: 1 }).bytes);
    const { status, stderr } = argus('repair', 'old.mdf', '-o', 'new.mf4');
    expect(status).toBe(exitCodes.usage.code);
    expect(stderr).toContain('argus convert');
  });
});

import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { buildOnce } from '../../stack/build-cache.ts';
import { digestOf } from '../../stack/python-packages.ts';
import { runCommand } from '../../stack/run-command.ts';
import type { OnProgress } from '../../stack/server.ts';

const manifests = ['package.json', 'package-lock.json'];

/**
 * Installs the packages of a folder's lock file into the cache of the local stack.
 * @returns its `node_modules`.
 */
export async function npmPackages(name: string, source: string, onProgress: OnProgress): Promise<string> {
  const version = await digestOf(join(source, 'package-lock.json'));
  const build = async (folder: string) => {
    for (const file of manifests) await cp(join(source, file), join(folder, file));
    await runCommand('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
  };
  const detail = 'with npm, up to half a minute';
  return join(await buildOnce({ name: `npm-${name}`, version, detail, build }, onProgress), 'node_modules');
}

import { buildOnce } from '../stack/build-cache.ts';
import { runCommand } from '../stack/run-command.ts';
import type { OnProgress } from '../stack/server.ts';

/** A package of PyPI with what it needs, as a folder for `PYTHONPATH`; kept in the cache of the local stack. */
export function pythonPackage(name: string, version: string, onProgress: OnProgress): Promise<string> {
  return buildOnce(
    {
      name: `python-${name}`,
      version,
      detail: 'with pip, about a minute',
      async build(folder) {
        const options = ['--quiet', '--disable-pip-version-check', '--target', folder];
        await runCommand('python3', ['-m', 'pip', 'install', ...options, `${name}==${version}`]);
      },
    },
    onProgress,
  );
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A path in the repository. */
export const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The Python of the oracles if there is one (test/oracles/README.md), else that of this machine; undefined if it lacks a module. */
export function pythonWith(...modules: string[]): string | undefined {
  return [at('.stack/oracles/bin/python'), 'python3']
    .filter((path) => path === 'python3' || existsSync(path))
    .find((path) => spawnSync(path, ['-c', `import ${modules.join(', ')}`]).status === 0);
}

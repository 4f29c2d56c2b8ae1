import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Server, ServerName } from './server.ts';

/** `.stack` in the checkout, or `STACK_DIR`. */
export const defaultStackDir = process.env.STACK_DIR ?? fileURLToPath(new URL('../.stack', import.meta.url));

/** The files of one stack. */
export interface StackFolder {
  readonly dir: string;
  readonly lock: string;
  dataDir(server: Server): string;
  recordFile(name: ServerName): string;
  logFile(name: ServerName): string;
}

export function stackFolder(dir: string): StackFolder {
  const root = resolve(dir);
  const data = join(root, 'data');
  const logs = join(root, 'logs');
  for (const folder of [data, logs]) mkdirSync(folder, { recursive: true });
  return {
    dir: root,
    lock: join(root, 'lock'),
    dataDir: (server) => {
      const usual = join(data, server.name);
      return server.locate?.(usual) ?? usual;
    },
    recordFile: (name) => join(root, 'run', `${name}.json`),
    logFile: (name) => join(logs, `${name}.log`),
  };
}

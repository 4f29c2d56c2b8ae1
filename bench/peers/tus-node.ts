import { fileURLToPath } from 'node:url';
import { buildOnce } from '../../stack/build-cache.ts';
import { progressPrinter } from '../../stack/progress.ts';
import { runCommand } from '../../stack/run-command.ts';
import { startTusServer, type TusServer } from './tus-server.ts';

/** The reference server of tus in Node with its S3 store. MIT. */
const packages = { '@tus/server': '2.4.5', '@tus/s3-store': '2.0.7' };
const program = {
  name: 'tus-node',
  version: Object.values(packages).join('-'),
  detail: 'with npm, about 20 seconds',
};

async function build(folder: string): Promise<void> {
  const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
  await runCommand('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, ...wanted]);
}

/** `@tus/server` with `@tus/s3-store` on a bucket of the given store. */
export async function startTusNode(environment: Record<string, string>, bucket: string): Promise<TusServer> {
  const folder = await buildOnce({ ...program, build }, progressPrinter());
  const script = fileURLToPath(new URL('tus-node-server.ts', import.meta.url));
  const args = (port: number, store: string) => [script, folder, `${port}`, store, bucket];
  return startTusServer({ name: 'tus-node', command: process.execPath, args }, environment, bucket);
}

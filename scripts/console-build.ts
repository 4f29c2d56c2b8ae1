import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../console/', import.meta.url));
const stamp = join(root, 'dist', '.built-from');

/** Builds the console into `console/dist` unless a build of the same sources is already there. */
export async function buildConsole(): Promise<'built' | 'present'> {
  const fingerprint = await sourcesFingerprint();
  if ((await readFile(stamp, 'utf8').catch(() => '')) === fingerprint) return 'present';
  await inProduction(() => build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'error' }));
  await writeFile(stamp, fingerprint);
  return 'built';
}

/** Tests are served what people are: in any other environment Vite adds what helps to debug, a third of the whole. */
async function inProduction(work: () => Promise<unknown>): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await work();
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

async function sourcesFingerprint(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(root, '../package-lock.json')));
  // What the console imports from Argus at run time; from `src/api` it imports types only.
  const rooms = ['client', 'diagnosis', 'domain', 'report', 'text'];
  const folders = [root, ...rooms.map((room) => join(root, '../src', room))];
  const names = await Promise.all(
    folders.map((dir) => readdir(dir, { recursive: true, withFileTypes: true })),
  );
  const files = names
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(root, 'dist')))
    .sort();
  for (const file of files) hash.update(relative(root, file)).update(await readFile(file));
  return hash.digest('hex');
}

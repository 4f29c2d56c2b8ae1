import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build } from 'vite';

const root = fileURLToPath(new URL('../console/', import.meta.url));
const stamp = join(root, 'dist', '.built-from');

/** Builds the console into `console/dist` unless a build of the same sources is already there. */
export async function buildConsole(): Promise<'built' | 'present'> {
  const fingerprint = await sourcesFingerprint();
  if ((await readFile(stamp, 'utf8').catch(() => '')) === fingerprint) return 'present';
  await inProduction(() => build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'error' }));
  await compressTexts(join(root, 'dist'));
  await writeFile(stamp, fingerprint);
  return 'built';
}

const packers = { br: promisify(brotliCompress), gz: promisify(gzip) };

/** Writes each text beside itself as `.br` and `.gz`, which the API sends to browsers that take them. */
async function compressTexts(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((each) => /\.(?:css|html|js|svg)$/.test(each))) {
    const text = await readFile(join(folder, name));
    for (const [ending, pack] of Object.entries(packers)) {
      await writeFile(join(folder, `${name}.${ending}`), await pack(text));
    }
  }
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
  const rooms = ['client', 'diagnosis', 'domain', 'language', 'recordings', 'report', 'text'];
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

import { spawnSync } from 'node:child_process';
import { cp, glob, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Builds the package `argus/recordings` into `folder`: JavaScript and declarations, since Node does not strip types
 * under node_modules, with only the dependencies of the readers.
 */
export async function buildLibrary(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  compile(folder);
  const { name, version, license, dependencies } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  );
  const imported = await packagesImported(folder);
  const manifest = {
    name,
    version,
    description:
      'Reads and summarises vehicle recordings: MCAP, ULog, ROS bags, MDF4, BLF, ASC, candump, TRC, logs of CAN tools, NMEA 0183, DLT, ArduPilot, MAVLink, CSV, JSON Lines, Parquet.',
    license,
    private: true,
    type: 'module',
    // The first version with zstd in node:zlib.
    engines: { node: '>=22.15' },
    exports: {
      './recordings': { types: './recordings/index.d.ts', default: './recordings/index.js' },
    },
    dependencies: Object.fromEntries(
      Object.entries(dependencies).filter(([dependency]) => imported.has(dependency)),
    ),
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await cp(join(root, 'docs/library.md'), join(folder, 'README.md'));
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
}

function compile(folder: string): void {
  const { status, stdout, stderr } = spawnSync(
    join(root, 'node_modules/.bin/tsc'),
    ['--project', join(root, 'scripts/library/tsconfig.json'), '--outDir', folder],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the library does not compile:\n${stdout}${stderr}`);
}

/** Names of the packages that the compiled files import, including by `import()`. */
async function packagesImported(folder: string): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const path of glob('**/*.js', { cwd: folder })) {
    const code = await readFile(join(folder, path), 'utf8');
    const specifiers = code.matchAll(/(?:\bfrom |^import |\bimport\()'((?:@[^'/]+\/)?[^'./:][^'/:]*)['/]/gm);
    for (const [, name = ''] of specifiers) names.add(name);
  }
  return names;
}

if (import.meta.main) {
  const folder = join(root, 'dist/library');
  await buildLibrary(folder);
  console.log(`${folder}: npm pack it, or npm install it.`);
}

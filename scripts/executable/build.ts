import { copyFile, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';
import { type Architecture, architectures, nodeBinary, run } from './node-binary.ts';
import { notices } from './notices.ts';

/** By which Node knows that it carries a script (node:single-executable-applications). */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
const injector = createRequire(import.meta.url).resolve('postject/dist/cli.js');

/** Beside the executables: whoever passes them on passes it on as well. */
export const noticesName = 'LICENCES.txt';

/** Builds `argus-linux-ARCH` for each architecture into `folder`, with their licences beside them; returns their paths. */
export async function buildExecutables(folder: string, wanted: readonly Architecture[]): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const work = await mkdtemp(join(folder, 'draft-'));
  try {
    const script = join(work, 'argus.cjs');
    const bundled = await bundle(work);
    await writeFile(script, bundled.script);
    await writeFile(join(folder, noticesName), await notices(bundled.modules));
    const built: string[] = [];
    for (const architecture of wanted) {
      const executable = await inject(work, script, architecture);
      const path = join(folder, `argus-linux-${architecture}`);
      await rename(executable, path);
      built.push(path);
    }
    return built;
  } finally {
    await rm(work, { recursive: true });
  }
}

async function inject(work: string, script: string, architecture: Architecture): Promise<string> {
  const [settings, blob, executable] = ['settings.json', 'blob', 'executable'].map((name) =>
    join(work, `${architecture}-${name}`),
  ) as [string, string, string];
  await writeFile(
    settings,
    JSON.stringify({
      main: script,
      output: blob,
      disableExperimentalSEAWarning: true,
      // Compiled code is for the machine that compiled it.
      useCodeCache: architecture === process.arch,
    }),
  );
  run(process.execPath, ['--experimental-sea-config', settings]);
  await copyFile(await nodeBinary(architecture), executable);
  // It warns of sections without a name, whatever the binary.
  run(process.execPath, [injector, executable, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', fuse]);
  return executable;
}

if (import.meta.main) {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !(architectures as string[]).includes(name));
  if (unknown !== undefined) throw new Error(`${unknown} is none of ${architectures.join(', ')}`);
  const wanted = asked.length === 0 ? architectures : (asked as Architecture[]);
  const folder = fileURLToPath(new URL('../../dist/executable', import.meta.url));
  for (const path of await buildExecutables(folder, wanted)) {
    console.log(`${path}: ${((await stat(path)).size / 1e6).toFixed(0)} MB`);
  }
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A module in place of one that cannot be part of a single file, by its path. */
const replaced: Readonly<Record<string, string>> = {
  // The binary of @node-rs/crc32 would have to be written to the disk first.
  'src/recordings/bytes/crc32.ts': "export { crc32 } from 'node:zlib';",
  // A thread of the pool begins with a file. The main thread reads one recording after another instead.
  'src/recordings/pool/parse-pool.ts':
    "export { createUnthreadedPool as createParsePool } from './unthreaded-pool.ts';",
  // 50 MB of compiler, and fonts beside it.
  'src/report/pdf/render-pdf.ts': refusal(
    'the single executable writes no PDF',
    'Use .html or .json, or `npx argus inspect` in a checkout of Argus.',
  ),
  ...Object.fromEntries(
    ['admin', 'admin-deployment', 'admin-tokens', 'admin-vin', 'doctor'].map((name) => [
      `src/cli/commands/${name}.ts`,
      refusal(
        'the single executable does not reach the servers behind Argus',
        'Run it where Argus is installed: `npx argus`, or `node src/cli/main.ts` in the container. Tokens: `argus keys`.',
      ),
    ]),
  ),
};

export interface Bundle {
  script: string;
  /** Paths of the files that it was made of. */
  modules: string[];
}

/**
 * The command line as one CommonJS script, the only form that an executable of Node 24 takes. It needs nothing but Node.
 * @param folder Where the bundler may write.
 */
export async function bundle(folder: string): Promise<Bundle> {
  const outDir = await mkdtemp(join(folder, 'bundle-'));
  try {
    const built = await build({
      root,
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true, target: 'node' },
      plugins: [singleFile],
      build: {
        ssr: join(root, 'src/cli/main.ts'),
        outDir,
        target: 'node24',
        minify: false,
        rolldownOptions: {
          output: { format: 'cjs', codeSplitting: false, entryFileNames: 'argus.cjs' },
          // In the writers of ROS messages, which nobody calls here.
          checks: { eval: false },
        },
      },
    });
    const script = await readFile(join(outDir, 'argus.cjs'), 'utf8');
    return { script, modules: modulesOf(built) };
  } finally {
    await rm(outDir, { recursive: true });
  }
}

function modulesOf(built: Awaited<ReturnType<typeof build>>): string[] {
  return [built]
    .flat()
    .flatMap((one) =>
      'output' in one ? one.output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : [])) : [],
    );
}

const ownRequire = /const require = createRequire\(import\.meta\.url\);/;

const singleFile: Plugin = {
  name: 'argus-single-file',
  enforce: 'pre',
  load: (id) => replaced[relative(root, id)],
  // What a module requires by a `require` of its own, the bundler would leave outside.
  transform: (code) => (ownRequire.test(code) ? code.replace(ownRequire, '') : undefined),
};

function refusal(message: string, nextStep: string): string {
  const errors = JSON.stringify(join(root, 'src/cli/command-error.ts'));
  const args = ['usage', message, nextStep].map((text) => JSON.stringify(text)).join(', ');
  return `import { CommandError } from ${errors};\nthrow new CommandError(${args});`;
}

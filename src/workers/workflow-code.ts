import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { Logger } from 'pino';

const root = fileURLToPath(new URL('../../', import.meta.url));
const workflowsPath = join(root, 'src/workflows/index.ts');
const workflowInterceptorModules = [join(root, 'src/workflows/stage-watch.ts')];
/** Sources of the bundle: workflows may import nothing else of ours (`npm run check` enforces it). */
const sources = ['src/workflows', 'src/domain'];

/**
 * Runs before the workflows. The SDK takes a stack trace for each promise of a workflow and looks every frame up in the source map,
 * which with V8's ten frames was a third of what a small batch costs the thread of the workflows. Two of these are the SDK's own
 * for a promise; of an error, they are where it was thrown and who called that. On the first line of the bundle, so that the
 * lines of its source map stay.
 */
const beforeWorkflows = 'Error.stackTraceLimit = 4; ';

/**
 * The workflow bundle, rebuilt only when its sources or the locked dependencies changed; otherwise every start would
 * spend seconds on it.
 */
export async function workflowCode(logger: Logger): Promise<{ workflowBundle: { codePath: string } }> {
  const codePath = join(root, 'dist', `workflows-${await fingerprint()}.js`);
  const workflowBundle = { codePath };
  if (existsSync(codePath)) return { workflowBundle };
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    workflowInterceptorModules,
    logger: new DefaultLogger('WARN'),
  });
  await mkdir(dirname(codePath), { recursive: true });
  // Renamed when complete, so that a process that dies here leaves no partial bundle.
  const temporary = `${codePath}.${process.pid}`;
  await writeFile(temporary, beforeWorkflows + code);
  await rename(temporary, codePath);
  logger.debug({ codePath }, 'workflow code bundled');
  return { workflowBundle };
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
    .update(beforeWorkflows)
    .update(await readFile(join(root, 'package-lock.json')));
  for (const folder of sources) hash.update(await fingerprintOf(join(root, folder)));
  return hash.digest('hex').slice(0, 16);
}

/** Changes with the name or the contents of any file in the folder or its subfolders. */
export async function fingerprintOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  for (const file of files.sort())
    hash
      .update(relative(folder, file))
      .update('\0')
      .update(await readFile(file));
  return hash.digest('hex');
}

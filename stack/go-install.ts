import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildOnce, builtFolder, isBuilt } from './build-cache.ts';
import { runCommand } from './run-command.ts';
import type { MissingTool, OnProgress } from './server.ts';
import { missingGo } from './tools.ts';

/** A server that is a single Go program. */
export interface GoProgram {
  readonly name: string;
  readonly version: string;
  readonly package: string;
  /** The program's name as `go install` builds it. */
  readonly binary: string;
  readonly detail: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Modules that it is built with in later versions than it asks for: `module@version`. */
  readonly laterModules?: readonly string[];
}

/** As the cache names it: a program with other modules is another one. */
function inCache({ name, version, laterModules = [] }: GoProgram) {
  return { name, version: [version, ...laterModules.map((module) => module.replaceAll('/', '-'))].join('+') };
}

export function goBinary(program: GoProgram): string {
  return join(builtFolder(inCache(program)), program.binary);
}

export async function missingForGo(program: GoProgram): Promise<MissingTool[]> {
  return isBuilt(inCache(program)) ? [] : missingGo();
}

export async function ensureGoProgram(program: GoProgram, onProgress: OnProgress): Promise<void> {
  const compile = program.laterModules ? buildInModule : install;
  await buildOnce(
    { ...inCache(program), detail: program.detail, build: (folder) => compile(program, folder) },
    onProgress,
  );
}

async function install(program: GoProgram, folder: string): Promise<void> {
  const { package: path, version, env } = program;
  await runCommand('go', ['install', `${path}@${version}`], { env: { ...env, GOBIN: folder } });
}

/** In a module that requires the program and the later modules: of each Go takes the highest version that is required. */
async function buildInModule(program: GoProgram, folder: string): Promise<void> {
  const { package: path, version, binary, env, laterModules = [] } = program;
  const cwd = await mkdtemp(join(tmpdir(), 'argus-go-'));
  const go = (...args: string[]) => runCommand('go', args, { cwd, env: { ...env, GOWORK: 'off' } });
  try {
    await go('mod', 'init', 'argus.invalid/build');
    await go('get', `${path}@${version}`, ...laterModules);
    await go('build', '-buildvcs=false', '-o', join(folder, binary), path);
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

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
}

export function goBinary(program: GoProgram): string {
  return join(builtFolder(program), program.binary);
}

export async function missingForGo(program: GoProgram): Promise<MissingTool[]> {
  return isBuilt(program) ? [] : missingGo();
}

export async function ensureGoProgram(program: GoProgram, onProgress: OnProgress): Promise<void> {
  const build = async (folder: string) => {
    await runCommand('go', ['install', `${program.package}@${program.version}`], {
      env: { ...program.env, GOBIN: folder },
    });
  };
  await buildOnce({ ...program, build }, onProgress);
}

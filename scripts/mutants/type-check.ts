import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from '@stryker-mutator/api/core';
import type { Place } from './sample.ts';

/** Below Stryker's own temporary folder, which Git ignores: modules are resolved from there as from `src`. */
const folder = '.stryker-tmp/types';

/**
 * The mutants of `src` that the compiler refuses, so that no test has to notice them: an index that may be missing, say.
 * Stryker's own checker needs the compiler's JavaScript API, which TypeScript 7 does not have. Unused names, which
 * many mutants leave behind, do not count. About 3 s of processor time each.
 */
export function refusedByCompiler<M extends Mutant>(mutants: readonly M[]): M[] {
  if (mutants.length === 0) return [];
  mkdirSync(folder, { recursive: true });
  try {
    cpSync('src', join(folder, 'src'), { recursive: true });
    const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false };
    const include = ['src/domain', 'src/diagnosis', 'src/report'];
    const config = { extends: '../../tsconfig.json', compilerOptions, include, exclude: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    if (!compiles()) throw new Error('src does not compile as it is');
    return mutants.filter(isRefused);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isRefused({ fileName, location, replacement }: Mutant): boolean {
  const original = readFileSync(fileName, 'utf8');
  const copy = join(folder, fileName);
  writeFileSync(copy, mutated(original, location, replacement));
  const refused = !compiles();
  writeFileSync(copy, original);
  return refused;
}

function compiles(): boolean {
  const { status, error } = spawnSync('node_modules/.bin/tsc', ['--noEmit', '--project', folder]);
  if (error) throw error;
  return status === 0;
}

export function mutated(text: string, { start, end }: Place, replacement: string): string {
  const lines = text.split('\n');
  const offsetOf = ({ line, column }: Place['start']) =>
    lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, column);
  return text.slice(0, offsetOf(start)) + replacement + text.slice(offsetOf(end));
}

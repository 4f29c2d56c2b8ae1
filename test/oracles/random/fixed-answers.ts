import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from './answer.ts';
import { type FuzzOptions, writeRandomFile } from './fuzz-format.ts';
import { PythonReader } from './python-reader.ts';
import { randomFile } from './random-file.ts';
import type { RandomFormat } from './random-format.ts';

/** Seeds of the files whose answers the tests hold. */
export const fixedSeeds: readonly number[] = [101, 102, 103, 104];

/** Asks the reader of a format about the files with fixed seeds: `answers/FORMAT.json`. */
export async function recordAnswers(
  format: RandomFormat,
  { folder, env }: Pick<FuzzOptions, 'folder' | 'env'>,
): Promise<void> {
  const reader = new PythonReader(format.script, env);
  const answers: Record<string, Answer> = {};
  try {
    for (const seed of fixedSeeds) {
      const paths = await writeRandomFile(randomFile(format, seed), folder, `${format.name}-${seed}`);
      reader.ask(paths[0]);
      const answer = await reader.answer();
      if ('error' in answer) throw new Error(`${format.name}, seed ${seed}: ${answer.error}`);
      answers[seed] = answer;
      for (const path of paths) await rm(path);
    }
  } finally {
    await reader.end();
  }
  const path = join(import.meta.dirname, 'answers', `${format.name}.json`);
  // As the formatter writes exponents.
  const text = JSON.stringify(answers, undefined, 2).replaceAll(/(\d)e\+/g, '$1e');
  await writeFile(path, `${text}\n`);
}

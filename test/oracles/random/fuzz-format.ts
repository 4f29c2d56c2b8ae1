import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from './answer.ts';
import { compare } from './compare.ts';
import { PythonReader, type Refusal } from './python-reader.ts';
import { randomFile } from './random-file.ts';
import type { RandomFile, RandomFormat } from './random-format.ts';
import { type Ours, readOurs } from './read-ours.ts';

/** A file on which the readers differ, to be repeated with `--files 1 --seed SEED`. */
interface Difference {
  seed: number;
  file: RandomFile;
  what: string[];
}

export interface FormatRun {
  format: RandomFormat;
  files: number;
  messages: number;
  /** Counts, times and statistics. */
  compared: number;
  /** Files of a kind that the reader cannot read, for which it was asked about another with the same content. */
  excepted: number;
  /** Files with differences. */
  differing: number;
  first: Difference | undefined;
  seconds: number;
}

export interface FuzzOptions {
  files: number;
  seed: number;
  /** For the files while they are read. */
  folder: string;
  /** Of the Python processes. */
  env: Readonly<Record<string, string>>;
}

/** So many files are written before the answers to them are read, so that both readers work at the same time. */
const batchSize = 50;

/** Reads random files of one format with both readers; the seeds of the files follow one another. */
export async function fuzzFormat(
  format: RandomFormat,
  { files, seed, folder, env }: FuzzOptions,
): Promise<FormatRun> {
  const started = performance.now();
  const result: FormatRun = {
    format,
    files,
    messages: 0,
    compared: 0,
    excepted: 0,
    differing: 0,
    first: undefined,
    seconds: 0,
  };
  const reader = new PythonReader(format.script, env);
  const check = async ({ file, seed: own, ours }: Asked) => {
    const answer = await reader.answer();
    const { compared, differences } = comparison(format, file, ours, answer);
    result.compared += compared;
    if (file.peer) result.excepted += 1;
    result.messages += ours.summary.message_count;
    if (differences.length === 0) return;
    result.differing += 1;
    result.first ??= { seed: own, file, what: differences };
  };
  try {
    for (let from = 0; from < files; from += batchSize) {
      const asked: Asked[] = [];
      for (let index = from; index < Math.min(files, from + batchSize); index += 1) {
        const file = randomFile(format, seed + index);
        const paths = await writeRandomFile(file, folder, `${format.name}-${index}`);
        reader.ask(paths[0]);
        asked.push({ file, seed: seed + index, paths, ours: await readOurs(file) });
      }
      for (const each of asked) {
        await check(each);
        for (const path of each.paths) await rm(path);
      }
    }
  } finally {
    await reader.end();
  }
  return { ...result, seconds: (performance.now() - started) / 1_000 };
}

interface Asked {
  file: RandomFile;
  seed: number;
  paths: [string, ...string[]];
  ours: Ours;
}

function comparison(format: RandomFormat, file: RandomFile, ours: Ours, answer: Answer | Refusal) {
  if ('error' in answer) return { compared: 0, differences: [`the reader refuses it: ${answer.error}`] };
  return compare(format, file, ours, answer);
}

/** What the reader is asked: the file itself first, then what belongs to it. */
export async function writeRandomFile(
  { bytes, extension, dbc, peer }: RandomFile,
  folder: string,
  name: string,
): Promise<[string, ...string[]]> {
  const path = join(folder, `${name}${extension}`);
  await writeFile(path, peer?.bytes ?? bytes);
  if (dbc === undefined) return [path];
  await writeFile(`${path}.dbc`, peer?.dbc ?? dbc);
  return [path, `${path}.dbc`];
}

import { readdir, readFile } from 'node:fs/promises';
import { type Label, labelSchema } from './label.ts';

const lists = new URL('lists/', import.meta.url);

/**
 * The labels of all lists, one JSON object a line.
 * @throws Error that names list and line if a line is no label.
 */
export async function readLists(): Promise<Label[]> {
  const names = (await readdir(lists)).filter((name) => name.endsWith('.jsonl')).sort();
  return (await Promise.all(names.map((name) => readList(name.slice(0, -'.jsonl'.length))))).flat();
}

/** The labels of one list, by its name without an ending. */
export async function readList(list: string): Promise<Label[]> {
  const name = `${list}.jsonl`;
  const lines = (await readFile(new URL(name, lists), 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line, index) => {
    try {
      return labelSchema.parse(JSON.parse(line));
    } catch (cause) {
      throw new Error(`corpus/lists/${name}:${index + 1} is not a label: ${String(cause)}`, { cause });
    }
  });
}

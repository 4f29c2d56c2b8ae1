import { readFile } from 'node:fs/promises';
import { StackError } from './server.ts';

const folder = new URL('../temporal-config/', import.meta.url);

/** Key → value as JSON text, the form that `--dynamic-config-value` takes. */
export async function readDynamicConfig(): Promise<Map<string, string>> {
  const name = 'dynamic-config.yaml';
  return parseDynamicConfig(await readFile(new URL(name, folder), 'utf8'), name);
}

export async function readSearchAttributes(): Promise<Map<string, string>> {
  const name = 'search-attributes.yaml';
  const lines = meaningfulLines(await readFile(new URL(name, folder), 'utf8'));
  return new Map(lines.map((line) => matchLine(/^(\w+): (\w+)$/, line, name)));
}

/**
 * The part of Temporal's dynamic configuration files (each key with a list of values and their constraints) that fits
 * into a flag: one unconstrained JSON value for each key. Anything else is refused.
 */
export function parseDynamicConfig(yaml: string, name: string): Map<string, string> {
  const lines = meaningfulLines(yaml);
  const values = new Map<string, string>();
  for (let i = 0; i < lines.length; i += 2) {
    const [key, json] = matchLine(/^([\w.]+):\n {2}- value: (\S+)$/, lines.slice(i, i + 2).join('\n'), name);
    JSON.parse(json);
    values.set(key, json);
  }
  return values;
}

function meaningfulLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line && !line.trimStart().startsWith('#'));
}

function matchLine(pattern: RegExp, line: string, file: string): [string, string] {
  const [, key, value] = pattern.exec(line) ?? [];
  if (key === undefined || value === undefined)
    throw new StackError(`temporal-config/${file}: cannot read ${JSON.stringify(line)}`);
  return [key, value];
}

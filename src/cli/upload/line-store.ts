import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { phrase } from '../language.ts';
import { makeFolder } from '../make-folder.ts';

/**
 * Records, one JSON line each, appended as they happen: a process that is killed loses no more than the line that it was
 * writing. A file with anything else in it is put aside; what stands before that is kept.
 */
export async function openLineStore<S extends z.ZodType>(
  path: string,
  schema: S,
  warn: (line: string) => void,
) {
  type Line = z.infer<S>;
  makeFolder(dirname(path), 0o700);
  const { lines, damage, isTorn } = parseLines(await readText(path), schema);
  if (damage !== undefined) await putAside(damage);
  if (lines.length > 0 && (isTorn || damage !== undefined)) await rewrite(lines);
  else if (isTorn) await rm(path, { force: true });

  async function putAside(why: string): Promise<void> {
    const aside = `${path}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
    await rename(path, aside);
    warn(
      phrase(
        'The state of the upload is damaged ({why}) and was put aside as {path}; what is missing is found out anew.',
        { why, path: aside },
      ),
    );
  }

  /** In one step, so that it is never half there. */
  async function rewrite(kept: readonly Line[]): Promise<void> {
    const draft = `${path}.new`;
    await writeFile(draft, kept.map(asLine).join(''), { mode: 0o600 });
    await rename(draft, path);
  }

  return {
    lines,
    /** @param isVital it has to survive a loss of power. */
    async append(added: readonly Line[], isVital = false): Promise<void> {
      const handle = await open(path, 'a', 0o600);
      try {
        await handle.appendFile(added.map(asLine).join(''));
        if (isVital) await handle.sync();
      } finally {
        await handle.close();
      }
    },
    rewrite,
    remove: () => rm(path, { force: true }),
  };
}

const asLine = (line: unknown) => `${JSON.stringify(line)}\n`;

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}

export interface ParsedLines<T> {
  lines: T[];
  /** The last line was not written to its end. */
  isTorn: boolean;
  /** Why they cannot be relied on. */
  damage?: string | undefined;
}

export function parseLines<S extends z.ZodType>(text: string, schema: S): ParsedLines<z.infer<S>> {
  const whole = text.split('\n');
  const isTorn = whole.pop() !== '';
  const lines: z.infer<S>[] = [];
  for (const [index, line] of whole.entries()) {
    const { data, success } = schema.safeParse(parsed(line));
    if (!success) return { lines, isTorn, damage: phrase('line {line}', { line: index + 1 }) };
    lines.push(data);
  }
  return { lines, isTorn };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // No schema takes it.
    return undefined;
  }
}

import type { ImportResultBody } from '../../../src/api/knowledge/schema.ts';
import { formatBytes, plural } from './format.ts';
import { t } from './language.ts';

export interface ImportFile {
  name: string;
  text: string;
  kind: 'csv' | 'json';
}

/** The API's limit for one import. */
const maxBytes = 8 * 1024 * 1024;

/** By file name, otherwise by content: JSON starts an array or an object, a CSV header does neither. */
export function importKind(name: string, text: string): 'csv' | 'json' {
  if (/\.json$/i.test(name)) return 'json';
  if (/\.csv$/i.test(name)) return 'csv';
  return /^\uFEFF?\s*[[{]/.test(text) ? 'json' : 'csv';
}

/** @throws Error with a sentence for people if it is too large or unreadable. */
export async function readImportFile(file: File): Promise<ImportFile> {
  if (file.size > maxBytes) {
    throw new Error(
      t('{name} has {size}; an import takes at most {maxBytes}.', {
        name: file.name,
        size: formatBytes(file.size),
        maxBytes: formatBytes(maxBytes),
      }),
    );
  }
  const text = await file.text().catch(() => {
    throw new Error(
      t('{name} cannot be read. Choose it again if it has changed since.', { name: file.name }),
    );
  });
  return { name: file.name, text, kind: importKind(file.name, text) };
}

const wordings = {
  created: {
    would: '{entries} would be added',
    one: '{entries} was added',
    many: '{entries} were added',
  },
  updated: {
    would: '{entries} would be changed',
    one: '{entries} was changed',
    many: '{entries} were changed',
  },
} as const;

/** What an import would do, or has done. */
export function importSentence({ dry_run, created, updated, unchanged }: ImportResultBody): string {
  const part = (kind: keyof typeof wordings, count: number) => {
    const done = count === 1 ? 'one' : 'many';
    const wording = wordings[kind][dry_run ? 'would' : done];
    return count > 0 && t(wording, { entries: plural(count, 'entry', 'entries') });
  };
  const parts = [
    part('created', created),
    part('updated', updated),
    unchanged > 0 &&
      t(unchanged === 1 ? '{entries} is already up to date' : '{entries} are already up to date', {
        entries: plural(unchanged, 'entry', 'entries'),
      }),
  ].filter((one) => one !== false);
  return parts.length === 0 ? t('The file has no entries.') : `${parts.join(t('; '))}${t('.')}`;
}

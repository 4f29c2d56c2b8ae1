import type { ImportResultBody } from '../../../src/api/knowledge/schema.ts';
import { formatBytes, plural } from './format.ts';

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
      `${file.name} has ${formatBytes(file.size)}; an import takes at most ${formatBytes(maxBytes)}.`,
    );
  }
  const text = await file.text().catch(() => {
    throw new Error(`${file.name} cannot be read. Choose it again if it has changed since.`);
  });
  return { name: file.name, text, kind: importKind(file.name, text) };
}

/** What an import would do, or has done. */
export function importSentence({ dry_run, created, updated, unchanged }: ImportResultBody): string {
  const done = (count: number) => (count === 1 ? 'was' : 'were');
  const verb = (count: number) => (dry_run ? 'would be' : done(count));
  const parts = [
    created > 0 && `${plural(created, 'entry', 'entries')} ${verb(created)} added`,
    updated > 0 && `${plural(updated, 'entry', 'entries')} ${verb(updated)} changed`,
    unchanged > 0 && `${plural(unchanged, 'entry is', 'entries are')} already up to date`,
  ].filter(Boolean);
  return parts.length === 0 ? 'The file has no entries.' : `${parts.join('; ')}.`;
}

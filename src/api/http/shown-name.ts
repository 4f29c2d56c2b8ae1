import { ArgusError } from '../../domain/error.ts';
import { isPrintable } from './text-schema.ts';

/** Of the whole path, and of each part of it, as file systems have it. */
const longest = { path: 1_024, part: 255 };

/**
 * The name under which a file is listed: its path within the folder that was uploaded, with `/` whatever the client's
 * system, so that files of the same name in several folders differ. It is data, and never becomes a path. Of a path that
 * leads out of that folder only what is below it stays; of an absolute path, the file's name alone.
 * @param field What the request calls it.
 * @throws ArgusError `validation`.
 */
export function shownName(filename: string | undefined, field = 'filename'): string {
  const path = (filename ?? '').replaceAll('\\', '/');
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  const name = isAbsolute(path) ? (parts.at(-1) ?? '') : parts.join('/');
  if (name === '') throw invalid(field, 'must not be empty');
  if (name.length > longest.path) throw invalid(field, `must have at most ${longest.path} characters`);
  if (name.split('/').some((part) => part.length > longest.part)) {
    throw invalid(field, `must have at most ${longest.part} characters between two slashes`);
  }
  if (!isPrintable(name)) throw invalid(field, 'must not contain control characters');
  return name;
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path);
}

function invalid(field: string, why: string): ArgusError {
  return new ArgusError('validation', `${field} ${why}.`, { details: { field } });
}

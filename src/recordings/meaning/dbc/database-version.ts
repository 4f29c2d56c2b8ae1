import { createHash } from 'node:crypto';
import { parserVersion } from '../../summary/file-summary.ts';
import type { CanDatabase } from './can-database.ts';

/**
 * The parser version of a file with CAN frames that was read with these databases, in their order: with others the
 * same bytes give another summary. Without databases it is the plain version.
 */
export function versionWith(databases: readonly Pick<CanDatabase, 'name' | 'sha256'>[]): string {
  if (databases.length === 0) return parserVersion;
  const hash = createHash('sha256');
  for (const { name, sha256 } of databases) hash.update(`${sha256} ${name}\n`);
  return `${parserVersion}+dbc.${hash.digest('hex').slice(0, 16)}`;
}

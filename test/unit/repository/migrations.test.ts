import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const folder = new URL('../../../migrations/', import.meta.url);
const names = readdirSync(folder).toSorted();

test('migrations are numbered from 1 without gaps or repeats, since they are applied in the order of their names', () => {
  const numbers = names.map((name) => /^(\d{3})_[a-z_]+\.sql$/.exec(name)?.[1]);
  expect(numbers).toEqual(names.map((_, index) => `${index + 1}`.padStart(3, '0')));
});

/** What the release before would stumble over. A release later, when nobody uses it any more, it is done all the same, and an exception is made here. */
const contracts: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['drops what the release before may use', /\bDROP\s+(TABLE|COLUMN|TYPE|VIEW|SCHEMA)\b/i],
  ['renames what the release before may use', /\bRENAME\b/i],
  ['changes the type of a column', /\bALTER\s+COLUMN\s+\w+\s+(SET\s+DATA\s+)?TYPE\b/i],
  [
    'adds a column that the release before leaves empty',
    /\bADD\s+COLUMN\s+\w+[^,;]*\bNOT\s+NULL\b(?![^,;]*\b(DEFAULT|GENERATED)\b)(?<!\b(DEFAULT|GENERATED)\b[^,;]*)/i,
  ],
  [
    'requires a column that the release before leaves empty',
    /\bALTER\s+COLUMN\s+(\w+)\s+SET\s+NOT\s+NULL\b(?![^;]*\bALTER\s+COLUMN\s+\1\s+(ADD\s+GENERATED|SET\s+DEFAULT)\b)/i,
  ],
];

const withoutComments = (sql: string) => sql.replaceAll(/--.*$/gm, '');
const faultsOf = (sql: string) =>
  contracts.filter(([, pattern]) => pattern.test(withoutComments(sql))).map(([what]) => what);

describe('the release before runs on the schema of each migration', () => {
  test.each(names)('%s', (name) => {
    const [up = ''] = readFileSync(new URL(name, folder), 'utf8').split('-- Down Migration');
    expect(faultsOf(up)).toEqual([]);
  });

  test.each([
    'ALTER TABLE files DROP COLUMN name',
    'DROP TABLE files',
    'ALTER TABLE files RENAME name TO path',
    'ALTER TABLE files ALTER COLUMN size TYPE text',
    'ALTER TABLE files ADD COLUMN x text NOT NULL',
    'ALTER TABLE files ADD COLUMN x text; ALTER TABLE files ALTER COLUMN x SET NOT NULL',
  ])('is refused: %s', (sql) => {
    expect(faultsOf(sql)).toHaveLength(1);
  });

  test.each([
    'ALTER TABLE files ADD COLUMN x text',
    "ALTER TABLE files ADD COLUMN x text NOT NULL DEFAULT ''",
    "ALTER TABLE files ADD COLUMN x text DEFAULT '' NOT NULL",
    'ALTER TABLE files ALTER COLUMN x SET NOT NULL, ALTER COLUMN x ADD GENERATED ALWAYS AS IDENTITY',
    'DROP INDEX files_by_batch -- and no DROP TABLE',
  ])('is allowed: %s', (sql) => {
    expect(faultsOf(sql)).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { licencePage } from '../../../scripts/licences/bill-of-materials.ts';
import { licencedPackages, refusedLicences } from '../../../scripts/licences/licences.ts';
import { lockedPackages } from '../../../scripts/licences/lock-file.ts';

const refused = (lock: Parameters<typeof licencedPackages>[0]) => refusedLicences(licencedPackages(lock));

test('of every package the licence is known and allowed', () => {
  const packages = lockedPackages();
  expect(packages.length).toBeGreaterThan(500);
  expect(refusedLicences(packages)).toEqual([]);
});

test('what is delivered comes under other licences than what is only used', () => {
  expect(refused({ 'node_modules/a': { version: '1.0.0', license: 'GPL-3.0' } })).toEqual([
    'a 1.0.0 is delivered under GPL-3.0: not on the list of scripts/licences/licences.ts',
  ]);
  expect(refused({ 'node_modules/a': { license: 'MPL-2.0' } })).toHaveLength(1);
  expect(refused({ 'node_modules/a': { license: 'MPL-2.0', dev: true } })).toEqual([]);
  expect(refused({ 'node_modules/a': { version: '1.0.0' } })[0]).toContain('no licence that it states');
});

test('reads expressions, nested packages and builds for platforms', () => {
  expect(refused({ 'node_modules/a': { license: '(MIT OR GPL-3.0)' } })).toEqual([]);
  expect(refused({ 'node_modules/a': { license: 'MIT AND GPL-3.0' } })).toHaveLength(1);
  const lock = {
    '': { license: 'none' },
    'node_modules/a/node_modules/@b/c': {
      version: '2.0.0',
      license: 'MIT',
      optionalDependencies: { c: '1' },
    },
    'node_modules/c': { version: '1.0.0' },
  };
  const packages = licencedPackages(lock);
  expect(packages.map(({ name, licence }) => [name, licence])).toEqual([
    ['@b/c', 'MIT'],
    ['c', 'MIT'],
  ]);
  expect(licencePage(packages)).toContain('| @b/c | 2.0.0 | MIT |');
});

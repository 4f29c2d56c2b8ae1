import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockEntry {
  optionalDependencies?: Record<string, string>;
}

/** npm before version 11 dropped packages for other platforms (https://github.com/npm/cli/issues/4828). */
test('package-lock.json has the packages of every platform, so that npm ci accepts it (else: npm install with npm 11)', () => {
  const file = new URL('../../../package-lock.json', import.meta.url);
  const packages: Record<string, LockEntry> = JSON.parse(readFileSync(file, 'utf8')).packages;
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { missingFromLock } from '../../../scripts/complete-lock.ts';

test('package-lock.json has every platform, so that npm ci takes it (else: node scripts/complete-lock.ts)', () => {
  const lock = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8'));
  expect(missingFromLock(lock.packages).map(([path]) => path)).toEqual([]);
});

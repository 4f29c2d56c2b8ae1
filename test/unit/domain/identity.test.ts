import { expect, test } from 'vitest';
import { anyone, isKnown, nobody } from '../../../src/domain/identity.ts';

test('everybody is known but those who were not asked', () => {
  expect([anyone, nobody].map(isKnown)).toEqual([false, false]);
  expect(isKnown({ key: 'token:1', name: 'anyone', role: 'admin' })).toBe(true);
});

test('while nobody is known, everybody may do all; where nobody is asked, they may only read', () => {
  expect([anyone, nobody]).toEqual([
    { key: 'anyone', name: 'anyone', role: 'admin' },
    { key: 'nobody', name: 'nobody', role: 'reader' },
  ]);
});

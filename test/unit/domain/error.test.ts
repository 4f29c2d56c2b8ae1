import { expect, test } from 'vitest';
import { ArgusError } from '../../../src/domain/error.ts';
import { noSuchEntry } from '../../../src/domain/knowledge.ts';

test('an error has a code, and of the rest what is known', () => {
  const plain = new ArgusError('internal', 'It broke.');
  expect(plain).toMatchObject({ name: 'ArgusError', code: 'internal', message: 'It broke.' });
  expect([plain.details, plain.retryAfterSeconds, 'cause' in plain]).toEqual([undefined, undefined, false]);
  const cause = new Error('why');
  const full = new ArgusError('not_ready', 'Not yet.', { cause, details: { at: 1 }, retryAfterSeconds: 2 });
  expect(full).toMatchObject({ cause, details: { at: 1 }, retryAfterSeconds: 2 });
  expect('cause' in new ArgusError('internal', 'It broke.', { details: {} })).toBe(false);
});

test('a missing entry is named', () => {
  expect(noSuchEntry('kb-7')).toMatchObject({ code: 'not_found', message: expect.stringContaining('kb-7') });
});

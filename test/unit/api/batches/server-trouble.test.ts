import { expect, test } from 'vitest';
import { createStoreTrouble, namingPostgres } from '../../../../src/api/batches/server-trouble.ts';
import { ArgusError } from '../../../../src/domain/error.ts';

test.each([
  ['unavailable', 'no answer', 'The object store does not respond at the moment.'],
  ['storage_full', 'The object store is full.', 'The object store is full. An operator has to mend that.'],
  [
    'internal',
    'The object store refuses Argus (403).',
    'The object store refuses Argus (403). An operator has to mend that.',
  ],
] as const)('says what an object store that is %s keeps from its work', async (code, message, sentence) => {
  const trouble = createStoreTrouble(() => Promise.reject(new ArgusError(code, message)));
  expect(await trouble()).toBe(sentence);
});

test('says nothing of an object store that answers, and asks once for those who ask together', async () => {
  let asked = 0;
  const trouble = createStoreTrouble(async () => {
    asked += 1;
  });
  expect(await Promise.all([trouble(), trouble()])).toEqual([undefined, undefined]);
  expect(asked).toBe(1);
});

test('does not wait for one that is silent', async () => {
  const trouble = createStoreTrouble(() => new Promise(() => undefined));
  expect(await trouble()).toBe('The object store does not respond at the moment.');
});

test('names PostgreSQL where it does not respond, and passes on what it refuses', () => {
  const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  expect(() => namingPostgres(away)).toThrow('PostgreSQL does not respond');
  const missing = new ArgusError('not_found', 'There is no such batch.');
  expect(() => namingPostgres(missing)).toThrow(missing);
});

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
] as const)('names an object store that is %s as the reason', async (code, message, sentence) => {
  const trouble = createStoreTrouble(() => Promise.reject(new ArgusError(code, message)));
  expect(await trouble()).toBe(sentence);
});

test('does not mention an object store that responds, and shares one check between concurrent callers', async () => {
  let asked = 0;
  const trouble = createStoreTrouble(async () => {
    asked += 1;
  });
  expect(await Promise.all([trouble(), trouble()])).toEqual([undefined, undefined]);
  expect(asked).toBe(1);
});

test('does not wait for one that does not respond', async () => {
  const trouble = createStoreTrouble(() => new Promise(() => undefined));
  expect(await trouble()).toBe('The object store does not respond at the moment.');
});

test('names PostgreSQL if it does not respond, and passes its refusals on', () => {
  const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  expect(() => namingPostgres(away)).toThrow('PostgreSQL does not respond');
  const missing = new ArgusError('not_found', 'There is no such batch.');
  expect(() => namingPostgres(missing)).toThrow(missing);
});

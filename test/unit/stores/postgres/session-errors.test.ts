import { expect, test } from 'vitest';
import { endsSession, saysReadOnly } from '../../../../src/stores/postgres/session-errors.ts';

const sql = (code: string) => Object.assign(new Error('from the server'), { code });

test.for(['08006', '08P01', '25006', '25P03', '57P01', '57P02', '57P03', '57P05', '26000', '0A000'])(
  'a session does not outlive %s',
  (code) => {
    expect(endsSession(sql(code))).toBe(true);
  },
);

test.for(['23505', '40001', '40P01', '57014', '53300', '25P02'])('a session outlives %s', (code) => {
  expect(endsSession(sql(code))).toBe(false);
});

test('a broken connection is unusable, and an error of the work itself has no influence', () => {
  expect(endsSession(new Error('Connection terminated unexpectedly'))).toBe(true);
  expect(endsSession(new Error('Query read timeout'))).toBe(true);
  expect(endsSession(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', errno: -104 }))).toBe(
    true,
  );
  expect(endsSession(new Error('the batch is completed'))).toBe(false);
  expect(endsSession('no error')).toBe(false);
});

test('only a read-only session implies that the others are unusable too', () => {
  expect(saysReadOnly(sql('25006'))).toBe(true);
  expect(saysReadOnly(sql('57P01'))).toBe(false);
});

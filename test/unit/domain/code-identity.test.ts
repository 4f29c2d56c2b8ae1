import { expect, test } from 'vitest';
import { codeIdentity, groupByTemplate, isSameCode } from '../../../src/domain/code-identity.ts';

test('a code is one whatever its severity, a kind of log line one for each', () => {
  const of = (source: string, severity: 'warning' | 'error') => codeIdentity({ source, code: 'x', severity });
  expect(of('obd', 'warning')).toBe('obd\u0000x');
  expect(of('obd', 'error')).toBe('obd\u0000x');
  expect(of('log', 'error')).toBe('log\u0000x\u0000error');
  expect(of('log', 'warning')).not.toBe(of('log', 'error'));
});

test('codes are the same by source and code, kinds of log lines by their template and level', () => {
  const of = (source: string, code: string, severity: 'warning' | 'error' = 'error') => ({
    source,
    code,
    severity,
  });
  expect(isSameCode(of('obd', 'P0301'), of('obd', 'P0301', 'warning'))).toBe(true);
  expect(isSameCode(of('obd', 'P0301'), of('uds', 'P0301'))).toBe(false);
  // Only log lines have templates.
  expect(isSameCode(of('obd', 'a <*>'), of('obd', 'a b'))).toBe(false);
  expect(isSameCode(of('log', 'a <*>'), of('log', 'a b'))).toBe(true);
  expect(isSameCode(of('log', 'a <*>'), of('ulog', 'a b'))).toBe(false);
  expect(isSameCode(of('log', 'a <*>'), of('log', 'a b', 'warning'))).toBe(false);
  expect(isSameCode(of('log', 'a c'), of('log', 'a b'))).toBe(false);
});

test('only log lines of one source and level are grouped', () => {
  const lines = (source: string, severity: 'warning' | 'error') =>
    [...'abcdef'].map((name) => ({ source, code: `n: part ${name} failed`, severity }));
  const groups = (...codes: ReturnType<typeof lines>) =>
    groupByTemplate(codes).map(({ code, members }) => `${code} ${members.length}`);
  expect(groups(...lines('log', 'error'), ...lines('ulog', 'error'), ...lines('log', 'warning'))).toEqual(
    Array(3).fill('n: part <*> failed 6'),
  );
  expect(groups(...lines('obd', 'error'))).toHaveLength(6);
});

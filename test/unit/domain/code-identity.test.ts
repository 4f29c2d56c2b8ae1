import { expect, test } from 'vitest';
import { codeIdentity } from '../../../src/domain/code-identity.ts';

test('a code is one whatever its severity, a kind of log line one for each', () => {
  const of = (source: string, severity: 'warning' | 'error') => codeIdentity({ source, code: 'x', severity });
  expect(of('obd', 'warning')).toBe('obd\u0000x');
  expect(of('obd', 'error')).toBe('obd\u0000x');
  expect(of('log', 'error')).toBe('log\u0000x\u0000error');
  expect(of('log', 'warning')).not.toBe(of('log', 'error'));
});

import { expect, test } from 'vitest';
import { holdingsBody } from '../../../../src/api/vehicle/holdings-schema.ts';
import { holdingsReport } from '../../../../src/cli/upload/holdings-report.ts';

const file = (name: string) => ({ path: `/d/${name}`, name, size: 10, mtime: '0' });

test('what a person can do something about comes first, and the rest is counted', () => {
  const many = Array.from({ length: 1_500 }, (_, index) => ({
    file: file(`w${index}`),
    why: 'waiting' as const,
  }));
  const note = `it is\u0007 ${'long '.repeat(100)}`;
  const report = holdingsReport([...many, { file: file('f'), why: 'failed', note }]);
  expect(report).toMatchObject({ total_files: 1_501, total_bytes: 15_010 });
  expect(report.files).toHaveLength(1_000);
  expect(report.files[0]).toMatchObject({ path: 'f', why: 'failed', size: 10 });
  expect(holdingsBody.safeParse(report).error).toBeUndefined();
});

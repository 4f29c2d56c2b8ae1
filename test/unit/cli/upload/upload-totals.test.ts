import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barOf, totalsText } from '../../../../src/cli/upload/upload-lines.ts';
import { createTotals } from '../../../../src/client/upload-totals.ts';

const file = (name: string, size: number) => ({ path: `/d/${name}`, name, size, mtime: '0' });

test('rate and time left go by what is sent, not by what was there already', () => {
  const totals = createTotals();
  const [a, b] = [file('a', 10_000), file('b', 2_000)];
  totals.add([a, b]);
  totals.resumed(a, 6_000);
  totals.sent(a, 6_000, 1_000);
  expect(totals.now(1_000)).toMatchObject({ bytes: 6_000, rate: undefined, secondsLeft: undefined });
  totals.sent(a, 8_000, 3_000);
  expect(totals.now(3_000)).toMatchObject({ rate: 1_000, secondsLeft: undefined });
  totals.sent(a, 9_000, 4_000);
  expect(totals.now(4_000)).toMatchObject({ bytes: 9_000, totalBytes: 12_000, rate: 1_000, secondsLeft: 3 });
  totals.stored(a);
  totals.leftOut(b);
  expect(totals.now(3_000)).toMatchObject({ files: 1, totalFiles: 1, bytes: 10_000, totalBytes: 10_000 });
});

test('whatever is reported, nothing is beyond its whole', () => {
  const files = [file('a', 0), file('b', 7), file('c', 1_000)];
  const report = fc.tuple(fc.nat(2), fc.integer({ min: -5, max: 2_000 }), fc.boolean());
  fc.assert(
    fc.property(fc.array(report), (reports) => {
      const totals = createTotals();
      totals.add(files);
      for (const [at, [index, bytes, isResumed]] of reports.entries()) {
        const one = files[index] ?? file('none', 0);
        if (isResumed) totals.resumed(one, bytes);
        else totals.sent(one, bytes, at * 1_000);
        const now = totals.now(at * 1_000);
        expect(now.bytes).toBeGreaterThanOrEqual(0);
        expect(now.bytes).toBeLessThanOrEqual(now.totalBytes);
        expect(totals.bytesOf(one)).toBeLessThanOrEqual(one.size);
        expect(now.secondsLeft ?? 0).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test('a bar is full only when all is there', () => {
  expect(barOf(0, 100)).toBe(`${'─'.repeat(16)}   0 %`);
  expect(barOf(50, 100)).toBe(`${'━'.repeat(8)}${'─'.repeat(8)}  50 %`);
  expect(barOf(999_999, 1_000_000)).toBe(`${'━'.repeat(15)}─  99 %`);
  expect(barOf(0, 0)).toBe(`${'━'.repeat(16)} 100 %`);
});

test('a line about all files', () => {
  const totals = { files: 3, totalFiles: 10, bytes: 1.2e6, totalBytes: 5e7 };
  expect(totalsText({ ...totals, rate: undefined, secondsLeft: undefined })).toBe(
    '3/10 files, 1.2 MB of 50.0 MB',
  );
  expect(totalsText({ ...totals, rate: 20_000, secondsLeft: undefined })).toBe(
    '3/10 files, 1.2 MB of 50.0 MB, 20.0 kB/s',
  );
  expect(totalsText({ ...totals, rate: 20_000, secondsLeft: 2440 })).toBe(
    '3/10 files, 1.2 MB of 50.0 MB, 20.0 kB/s, 40 min 40 s left',
  );
});

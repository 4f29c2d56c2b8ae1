import { expect, test } from 'vitest';
import { createBound } from '../../../src/async/bounded.ts';

test('what is beyond the bound is refused and not begun, until something has ended', async () => {
  const bounded = createBound(2, () => new Error('too many'));
  const ends: (() => void)[] = [];
  const begun: string[] = [];
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  const [first] = [bounded(work('a')), bounded(work('b'))];
  await expect(bounded(work('c'))).rejects.toThrow('too many');
  ends[0]?.();
  await first;
  const failing = bounded(async () => {
    throw new Error('failed');
  });
  await expect(failing).rejects.toThrow('failed');
  void bounded(work('d'));
  expect(begun).toEqual(['a', 'b', 'd']);
});

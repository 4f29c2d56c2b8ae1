import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

test('migrations are numbered from 1 without gaps or repeats, since they are applied in the order of their names', () => {
  const names = readdirSync(new URL('../../../migrations/', import.meta.url)).toSorted();
  const numbers = names.map((name) => /^(\d{3})_[a-z_]+\.sql$/.exec(name)?.[1]);
  expect(numbers).toEqual(names.map((_, index) => `${index + 1}`.padStart(3, '0')));
});

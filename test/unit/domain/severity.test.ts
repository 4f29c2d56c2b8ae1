import { expect, test } from 'vitest';
import { severities, worseOf } from '../../../src/domain/severity.ts';

test('the worse of two severities does not depend on their order', () => {
  for (const [rank, one] of severities.entries()) {
    for (const other of severities.slice(rank)) {
      expect([worseOf(one, other), worseOf(other, one)]).toEqual([other, other]);
    }
  }
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdentifierTable } from '../../../../../src/recordings/meaning/can/identifier-table.ts';

test('finds what was set, for identifiers of either kind', () => {
  const key = fc.record({ id: fc.nat(2 ** 29 - 1), extended: fc.boolean() });
  const near = fc.record({ id: fc.nat(4_000), extended: fc.boolean() });
  const steps = fc.array(fc.oneof(key, near), { maxLength: 500 });
  fc.assert(
    fc.property(steps, fc.oneof(key, near), (keys, other) => {
      const table = new IdentifierTable<number>();
      const model = new Map<string, number>();
      const nameOf = ({ id, extended }: { id: number; extended: boolean }) => `${id} ${extended}`;
      for (const [value, each] of keys.entries()) {
        table.set(each.id, each.extended, value);
        model.set(nameOf(each), value);
      }
      for (const each of [...keys, other]) {
        expect(table.get(each.id, each.extended)).toBe(model.get(nameOf(each)));
      }
    }),
  );
});

import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coveredFaults, planName } from '../../../chaos/coverage.ts';
import { faultsOf, planFaults, planLines } from '../../../chaos/plan.ts';

test('one seed gives one plan, and another seed another', () => {
  const lines = (seed: number) => planLines(planFaults(seed, 120, 2));
  expect(lines(7)).toEqual(lines(7));
  expect(lines(7)).not.toEqual(lines(8));
});

test('all faults are over in time, and never affect two servers at once', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const plan = planFaults(seed, 60, 2);
    const { servers } = faultsOf(2);
    expect(Math.max(...plan.map(({ at, seconds }) => at + seconds))).toBeLessThanOrEqual(60.05);
    const struck = plan.filter(({ fault }) =>
      servers.some((one) => planName({ fault: one }) === planName({ fault })),
    );
    for (const [index, { at, seconds }] of struck.entries()) {
      expect(struck[index + 1]?.at ?? 100).toBeGreaterThan(at + seconds);
    }
  }
});

test('twenty seeds of two minutes contain every fault', () => {
  const { servers, roles } = faultsOf(2);
  const planned = new Set(
    Array.from({ length: 20 }, (_, index) => planFaults(index + 1, 120, 2))
      .flat()
      .map(planName),
  );
  const missing = [...servers, ...roles]
    .map((fault) => planName({ fault }))
    .filter((name) => !planned.has(name));
  expect(missing).toEqual([]);
});

test('each fault that Argus has to survive is caused by a plan, by vehicles or by an existing test', () => {
  const { servers, roles } = faultsOf(2);
  const names = [...servers, ...roles].map((fault) => planName({ fault }));
  for (const { fault, plan = [], vehicles, tests = [] } of coveredFaults) {
    expect([fault, plan.length + tests.length + (vehicles ? 1 : 0)]).not.toEqual([fault, 0]);
    for (const planned of plan) expect(names).toContain(planned);
    for (const path of tests) expect([path, existsSync(path)]).toEqual([path, true]);
  }
});

import { expect, test } from 'vitest';
import { magneticChange } from '../../../../../src/recordings/meaning/interpret/magnetic-field.ts';

test('the change of the field counts from when the motors started, whatever its direction', () => {
  const changes: string[] = [];
  const findings = {
    code: () => undefined,
    metric: (name: string, source: string, value: number) =>
      changes.push(`${name} ${source} ${Math.round(value)}`),
    log: () => undefined,
    omit: () => undefined,
  };
  const follow = magneticChange();
  const at = (x: number, y: number, armed: boolean | undefined) =>
    follow([x, y, 0], armed, { timeNs: 0n, topic: 'MAG' }, findings);
  for (let i = 0; i < 100; i += 1) at(900, 0, false);
  at(900, 0, undefined);
  for (let i = 0; i < 30; i += 1) at(400, 300, true);
  expect(changes).toEqual([]);
  at(0, 500, true);
  at(0, 650, true);
  at(0, 300, true);
  expect(changes).toEqual([0, 30, 40].map((percent) => `magnetic_change_percent MAG ${percent}`));
});

import { expect, test } from 'vitest';
import { waitingRequests } from '../../../console/src/lib/waiting-request.ts';
import type { VehicleRequestBody } from '../../../src/api/vehicle/request-schema.ts';

const request = (more: Partial<VehicleRequestBody>) =>
  ({
    ...{ request_id: 'r', path: null, pattern: null, recorded_from: null, recorded_to: null, state: 'open' },
    ...more,
  }) as VehicleRequestBody;
const file = (path: string, recorded_at: string | null = null) => ({ path, recorded_at });

test('a file is asked for already by its name, by a glob, and by its time', () => {
  const byName = waitingRequests([request({ path: 'cam0/a.mcap', state: 'picked_up' })]);
  expect([byName(file('cam0/a.mcap'))?.request_id, byName(file('cam0/b.mcap'))]).toEqual(['r', undefined]);
  const byGlob = waitingRequests([request({ pattern: 'cam0/**' })]);
  expect([byGlob(file('cam0/1/a.mcap'))?.request_id, byGlob(file('cam1/a.mcap'))]).toEqual(['r', undefined]);
  const hour = { recorded_from: '2026-03-01T08:00:00Z', recorded_to: '2026-03-01T09:00:00Z' };
  const byTime = waitingRequests([request(hour)]);
  expect(byTime(file('a', '2026-03-01T09:30:00+01:00'))?.request_id).toBe('r');
  expect([byTime(file('a', '2026-03-01T10:00:00Z')), byTime(file('a'))]).toEqual([undefined, undefined]);
  expect(waitingRequests([request({ pattern: '*.bag', ...hour })])(file('a.mcap', hour.recorded_from))).toBe(
    undefined,
  );
});

test('a request that the vehicle has answered is none', () => {
  const ended = (['fulfilled', 'declined', 'expired'] as const).map((state) => request({ path: 'a', state }));
  expect(waitingRequests(ended)(file('a'))).toBe(undefined);
});

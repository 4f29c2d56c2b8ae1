import { afterEach, expect, test, vi } from 'vitest';
import { isUnattended, watchAttendance } from '../../../console/src/lib/attendance.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('a page is unattended when nobody has touched it for a minute, until somebody does', () => {
  const page = new EventTarget();
  watchAttendance(page);
  const now = vi.spyOn(performance, 'now').mockReturnValue(1_000_000);
  page.dispatchEvent(new Event('keydown'));
  expect(isUnattended()).toBe(false);
  now.mockReturnValue(1_060_000);
  expect(isUnattended()).toBe(false);
  now.mockReturnValue(1_060_001);
  expect(isUnattended()).toBe(true);
  page.dispatchEvent(new Event('pointermove'));
  expect(isUnattended()).toBe(false);
});

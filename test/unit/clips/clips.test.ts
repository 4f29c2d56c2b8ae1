import { describe, expect, test } from 'vitest';
import { createClipLinks, viewerLink } from '../../../src/clips/clip-link.ts';
import { overlaps, shiftsOf } from '../../../src/signals/drive-clock.ts';

describe('a link to a clip', () => {
  test('opens for its time, to those with the same secret', () => {
    let now = 1_000_000;
    const links = createClipLinks('secret', () => now);
    const { token, expiresAt } = links.create('batch/clips/a.mcap', 60);
    expect(expiresAt.getTime()).toBe(1_060_000);
    expect(links.open(token)).toBe('batch/clips/a.mcap');
    expect(createClipLinks('secret', () => now).open(token)).toBe('batch/clips/a.mcap');
    expect(createClipLinks('another', () => now).open(token)).toBeUndefined();
    now = 1_061_000;
    expect(links.open(token)).toBeUndefined();
  });

  test.each(['', '.', 'a.b', 'a', `${Buffer.from('{"key":"x"}').toString('base64url')}.AAAA`])(
    '"%s" is none',
    (token) => {
      expect(createClipLinks('secret').open(token)).toBeUndefined();
    },
  );

  test('opens in the viewer at its moment, to the nanosecond', () => {
    const link = new URL(
      viewerLink('https://viewer.example.com/', 'http://a/b?c=d&e', 1_767_225_600_123_456_789n),
    );
    expect(link.searchParams.get('ds.url')).toBe('http://a/b?c=d&e');
    expect(link.searchParams.get('time')).toBe('2026-01-01T00:00:00.123456789Z');
  });
});

describe('the clock of the drive', () => {
  const file = (id: string, clock: 'unix' | 'boot', start = '0', end = '10') => ({
    id,
    clock,
    start_ns: start,
    end_ns: end,
  });

  test('is that of most; others are shifted by what both recorded, or left out', () => {
    const files = [file('a', 'unix'), file('b', 'unix'), file('c', 'boot'), file('d', 'boot')];
    const shiftOf = shiftsOf(files, [
      { file_id: 'b', offset_s: 1.5 },
      { file_id: 'c', offset_s: -1_700_000_000 },
    ]);
    expect(files.map(shiftOf)).toEqual([0n, -1_500_000_000n, 1_700_000_000_000_000_000n, undefined]);
  });

  test('is that of the recorder where none counts from 1970', () => {
    const files = [file('a', 'boot')];
    expect(files.map(shiftsOf(files, []))).toEqual([0n]);
  });

  test('says which recordings may have something of a time', () => {
    const window = { fromNs: 100n, toNs: 200n };
    expect(overlaps(file('a', 'unix', '0', '99'), 0n, window)).toBe(false);
    expect(overlaps(file('a', 'unix', '0', '99'), 1n, window)).toBe(true);
    expect(overlaps(file('a', 'unix', '201', '300'), 0n, window)).toBe(false);
    expect(overlaps({ ...file('a', 'unix'), start_ns: null }, 0n, window)).toBe(true);
  });
});

import { expect, test } from 'vitest';
import { factHeaders, factKey } from '../../../../src/client/upload/said-of-files.ts';

test('what is said of files goes into headers, in UTF-8, and nothing where nothing is said', () => {
  const said = { recorded_at: '2026-01-31T12:00:00Z', priority: 0, labels: ['route=Graubünden', 'wet'] };
  const headers = factHeaders(said);
  expect(headers).toEqual({
    'argus-recorded-at': '2026-01-31T12:00:00Z',
    'argus-priority': '0',
    'argus-labels': expect.stringMatching(/,wet$/),
  });
  expect(Buffer.from(headers['argus-labels'] ?? '', 'latin1').toString()).toBe('route=Graubünden,wet');
  expect(factHeaders({})).toEqual({});
  expect(factHeaders({ labels: [] })).toEqual({});
});

test('uploads of the same file are told apart by what is said of it, and by nothing that says nothing', () => {
  for (const nothing of [{}, { priority: 0 }, { labels: [] }]) expect(factKey(nothing)).toEqual([]);
  const keys = [
    { priority: 1 },
    { labels: ['a'] },
    { labels: ['a', 'b'] },
    { labels: ['a,b'] },
    { recorded_at: '2026-01-31T12:00:00Z' },
  ];
  expect(new Set(keys.map((said) => factKey(said)[0])).size).toBe(keys.length);
});

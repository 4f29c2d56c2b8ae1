import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortenAtWord, shortenStart } from '../../../src/text/plain-text.ts';

test('a text is cut between words', () => {
  expect(shortenAtWord('Battery monitor: cell voltage low', 24)).toBe('Battery monitor: cell…');
  expect(shortenAtWord('Battery monitor: cell voltage low', 18)).toBe('Battery monitor…');
  expect(shortenAtWord('implausible; on: amber warning lamp; occurred', 37)).toBe(
    'implausible; on: amber warning lamp…',
  );
  expect(shortenAtWord('short', 10)).toBe('short');
});

test('a word that fills half of the space is still cut', () => {
  expect(shortenAtWord('a abcdefghijklmnop', 10)).toBe('a abcdefg…');
});

test('a shortened text fits, and is the beginning of the text', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 2, max: 40 }), (text, length) => {
      const cut = shortenAtWord(text, length);
      expect([...cut].length).toBeLessThanOrEqual(length);
      expect(text.startsWith(cut.replace(/…$/, ''))).toBe(true);
    }),
  );
});

test('the end of a text begins with a whole word or part of a path, unless half of it would be lost', () => {
  expect(shortenStart('cpu_usage', 20)).toBe('cpu_usage');
  expect(shortenStart('/telematics/status cpu_usage', 26)).toBe('…/status cpu_usage');
  expect(shortenStart('a recording of the road.mcap', 16)).toBe('…the road.mcap');
  expect(shortenStart('recording-of-the-road.mcap', 12)).toBe('…e-road.mcap');
});

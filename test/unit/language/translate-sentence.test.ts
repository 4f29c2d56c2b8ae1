import { expect, test } from 'vitest';
import { createTranslator } from '../../../src/language/chinese/translate-sentence.ts';

test('a value that may be any text leaves what follows to values of a kind', () => {
  const translate = createTranslator(
    { '{stage} {activity} has failed {times}.': '{activity}@{stage}: {times}' },
    {},
  );
  expect(translate('Being read: "a b". parseChunk has failed twice.')).toBe(
    'parseChunk@Being read: "a b".: twice',
  );
});

test('a text that repeats what stands between many values is looked at in a bounded time', () => {
  const names = Array.from('abcdefghijkl');
  const sentence = names.map((name) => `{${name}} ${name}`).join(' ');
  const repeated = names.map((name) => `1 ${name} `.repeat(16)).join('');
  // With 16 places for each of 12 values, trying all of them would not end.
  expect(createTranslator({ [`${sentence}.`]: sentence }, {})(repeated)).toBeUndefined();
});

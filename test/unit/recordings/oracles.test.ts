import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../oracles/random/answer.ts';
import { compare } from '../../oracles/random/compare.ts';
import { fixedSeeds } from '../../oracles/random/fixed-answers.ts';
import { randomFormats } from '../../oracles/random/formats.ts';
import { randomFile } from '../../oracles/random/random-file.ts';
import { readOurs } from '../../oracles/random/read-ours.ts';

/** Answers of independent readers, written by `npm run oracles -- --record`. */
function answersTo(format: string): Record<string, Answer> {
  const path = new URL(`../../oracles/random/answers/${format}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, Answer>;
}

describe('random files are read as independent readers read them', () => {
  test.each(randomFormats)('$name, by $reader', async (format) => {
    const answers = answersTo(format.name);
    expect(Object.keys(answers)).toEqual(fixedSeeds.map(String));
    for (const seed of fixedSeeds) {
      const file = randomFile(format, seed);
      const { differences, compared } = compare(format, file, await readOurs(file), answers[seed] as Answer);
      expect({ seed, differences }).toEqual({ seed, differences: [] });
      expect(compared).toBeGreaterThan(0);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { breakable } from '../../../src/report/pdf/breakable.ts';
import { fontCoverage } from '../../../src/report/pdf/font-coverage.ts';
import { fontsFor } from '../../../src/report/pdf/fonts.ts';
import { unpackWoff } from '../../../src/report/pdf/woff.ts';

const covered = (fonts: Buffer[], character: string) =>
  fonts.some((font) => fontCoverage(font)(character.codePointAt(0) ?? 0));

describe('the fonts for a text', () => {
  test('cover its characters, whatever the script', () => {
    const text = 'aÄжΩمשअอ中あ가🔥⚠ক ქ Ա ሰ →≥';
    const fonts = fontsFor([text]);
    for (const character of text) expect([character, covered(fonts, character)]).toEqual([character, true]);
  });

  test('are few for a text of few scripts', () => {
    expect(fontsFor(['plain ASCII'])).toHaveLength(2);
    expect(fontsFor(['plain ASCII и кириллица عربي'])).toHaveLength(4);
  });

  test('are none for invisible characters', () => {
    expect(fontsFor(['\n\u200b\u2068\ufe0f'])).toHaveLength(0);
  });

  test('end where no font has a character', () => {
    expect(() => fontsFor(['\u{1f6d8}\u{2fa1f}\u{e0041}'])).not.toThrow();
  });
});

test('a file that is not a WOFF font is refused', () => {
  expect(() => unpackWoff(Buffer.alloc(64))).toThrow('not a WOFF');
});

describe('long words', () => {
  test.each([
    ['short words stay', 'short words stay'],
    ['/a/very/long/topic/name/of/some/robot', '/\u200ba/\u200bvery/\u200blong'],
    [`${'x'.repeat(50)}`, `${'x'.repeat(22)}\u200b`],
  ])('%s', (text, begins) => {
    expect(breakable(text).startsWith(begins)).toBe(true);
    expect(breakable(text).replaceAll('\u200b', '')).toBe(text);
  });

  test('are not broken inside a character', () => {
    expect(breakable('🔥'.repeat(60)).isWellFormed()).toBe(true);
  });
});

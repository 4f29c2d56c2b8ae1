import { fontCoverage } from './font-coverage.ts';
import { baseFonts, loadSlice, slicesOf } from './font-files.ts';

/**
 * Font packages in the order in which they are searched for characters missing from the base font. Each is cut into
 * slices, and only those that a text needs are loaded. The last one covers Unicode's first plane with plain, unshaped
 * glyphs: it is a fallback for scripts that no fleet has asked for (docs/decisions/012-reports-from-one-layout.md).
 */
const families: [name: string, weights: number[]][] = [
  // Not Noto's Arabic: it draws the dots of letters as separate glyphs, which text extraction from a PDF returns as
  // additional letters.
  ['vazirmatn', [400, 700]],
  ['noto-sans-hebrew', [400, 700]],
  ['noto-sans-sc', [400, 700]],
  ['nanum-gothic', [400, 700]],
  ['noto-emoji', [400, 700]],
  ['unifontex', [400]],
];

/** Fonts for all characters of the texts, as OpenType files, those of the base font first. */
export function fontsFor(texts: Iterable<string>): Buffer[] {
  const missing = new Set<number>();
  for (const text of texts) for (const character of text) missing.add(character.codePointAt(0) ?? 0);
  for (const codePoint of missing) if (isInvisible(codePoint)) missing.delete(codePoint);
  const fonts: Buffer[] = [];
  /** Keeps fonts that contain some of the missing characters. */
  const take = (files: Buffer[]) => {
    // The declared ranges of a slice contain characters that its fonts lack.
    const covers = files[0] && fontCoverage(files[0]);
    const covered = [...missing].filter((codePoint) => covers?.(codePoint));
    for (const codePoint of covered) missing.delete(codePoint);
    if (covered.length > 0) fonts.push(...files);
  };
  take(baseFonts());
  for (const [family, weights] of families) {
    if (missing.size === 0) break;
    for (const slice of slicesOf(family, weights)) {
      if ([...missing].some(slice.covers)) take(loadSlice(slice));
    }
  }
  return fonts;
}

/** Controls, joiners and variation selectors have no glyph of their own. */
function isInvisible(codePoint: number): boolean {
  return /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cn}\p{Co}]/u.test(String.fromCodePoint(codePoint));
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { fontCoverage } from './font-coverage.ts';
import { unpackWoff } from './woff.ts';

/**
 * Font packages in the order in which they are asked for a character. Each is cut into slices by range of characters,
 * and only the slices that a text needs are loaded. The last draws every character of Unicode's first plane, plainly.
 */
const families: { name: string; weights: number[] }[] = [
  'noto-sans',
  // Not Noto's Arabic: it draws the dots of letters as glyphs of their own, which are copied out of a PDF twice.
  'vazirmatn',
  ...['hebrew', 'bengali', 'gujarati', 'gurmukhi', 'kannada', 'malayalam', 'sinhala', 'tamil', 'telugu'].map(
    noto,
  ),
  ...['thai', 'lao', 'khmer', 'myanmar', 'sc'].map(noto),
  'nanum-gothic',
  'noto-emoji',
]
  .map((name) => ({ name, weights: [400, 700] }))
  .concat({ name: 'unifontex', weights: [400] });

function noto(script: string): string {
  return `noto-sans-${script}`;
}

interface Slice {
  name: string;
  ranges: { start: number; end: number }[];
}

/** Fonts for all characters of the texts, as OpenType files; those of the first family come first. */
export function fontsFor(texts: Iterable<string>): Buffer[] {
  const missing = new Set<number>();
  for (const text of texts) for (const character of text) missing.add(character.codePointAt(0) ?? 0);
  for (const codePoint of missing) if (isInvisible(codePoint)) missing.delete(codePoint);
  const fonts: Buffer[] = [];
  for (const { name, weights } of families) {
    if (missing.size === 0) break;
    for (const slice of slicesOf(name)) {
      const wanted = [...missing].filter((codePoint) =>
        slice.ranges.some(({ start, end }) => codePoint >= start && codePoint <= end),
      );
      if (wanted.length === 0) continue;
      const files = weights.map((weight) => loadFont(name, slice.name, weight));
      // The ranges promise more than the fonts keep.
      const covers = files[0] && fontCoverage(files[0]);
      const covered = wanted.filter((codePoint) => covers?.(codePoint));
      if (covered.length === 0) continue;
      for (const codePoint of covered) missing.delete(codePoint);
      fonts.push(...files);
    }
  }
  return fonts;
}

/** Controls, joiners and variation selectors have no glyph of their own. */
function isInvisible(codePoint: number): boolean {
  return /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cn}\p{Co}]/u.test(String.fromCodePoint(codePoint));
}

/** The Latin slice first: of fonts of one family, the first is asked first. */
function slicesOf(family: string): Slice[] {
  const ranges = JSON.parse(readFileSync(inPackage(family, 'unicode.json'), 'utf8')) as Record<
    string,
    string
  >;
  const slices = Object.entries(ranges).map(([name, list]) => ({
    name: name.replace(/[[\]]/g, ''),
    ranges: list.split(',').map(parseRange),
  }));
  // A font in one piece does not say what is in it.
  if (slices.length === 0) return [{ name: 'latin', ranges: [{ start: 0, end: 0x10ffff }] }];
  return slices.sort((a, b) => Number(b.name === 'latin') - Number(a.name === 'latin'));
}

/** `U+1F300-1F5FF` or `U+41`, as in CSS Fonts 4, `unicode-range`. */
function parseRange(text: string): { start: number; end: number } {
  const [start = '', end = start] = text.trim().slice(2).split('-');
  return { start: Number.parseInt(start, 16), end: Number.parseInt(end, 16) };
}

const packages = createRequire(import.meta.url);
const loaded = new Map<string, Buffer>();
/** The Latin fonts are in every report. */
const keptSlices = 2;

function loadFont(family: string, slice: string, weight: number): Buffer {
  const path = inPackage(family, `files/${family}-${slice}-${weight}-normal.woff`);
  const known = loaded.get(path);
  if (known) return known;
  const font = unpackWoff(readFileSync(path));
  if (loaded.size < keptSlices) loaded.set(path, font);
  return font;
}

function inPackage(family: string, file: string): string {
  return packages.resolve(`@fontsource/${family}/${file}`);
}

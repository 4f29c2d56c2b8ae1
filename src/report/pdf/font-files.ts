import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { withoutLigatures } from './without-ligatures.ts';
import { unpackWoff } from './woff.ts';

/** A part of a font family: the characters of some ranges. */
export interface Slice {
  family: string;
  name: string;
  weights: readonly number[];
  covers(codePoint: number): boolean;
}

const packages = createRequire(import.meta.url);

/** Noto Sans, regular and bold, complete: Latin, Greek, Cyrillic, Devanagari. */
export function baseFonts(): Buffer[] {
  return ['400Regular', '700Bold'].map((style) =>
    withoutLigatures(
      readFileSync(packages.resolve(`@expo-google-fonts/noto-sans/${style}/NotoSans_${style}.ttf`)),
    ),
  );
}

/** The slices of a Fontsource package, with the character ranges it declares for them. */
export function slicesOf(family: string, weights: readonly number[]): Slice[] {
  const text = readFileSync(packages.resolve(`@fontsource/${family}/unicode.json`), 'utf8');
  const slices = Object.entries(JSON.parse(text) as Record<string, string>);
  // A font that is not sliced does not declare its ranges.
  if (slices.length === 0) return [{ family, name: 'latin', weights, covers: () => true }];
  return slices.map(([name, list]) => {
    const ranges = list.split(',').map(parseRange);
    return {
      family,
      name: name.replace(/[[\]]/g, ''),
      weights,
      covers: (codePoint) => ranges.some(({ start, end }) => codePoint >= start && codePoint <= end),
    };
  });
}

/** In Arabic, lam and alef with a hamza or a madda are such a ligature, and have to be one. */
const keepsLigatures = 'vazirmatn';

/** OpenType fonts of a slice, one for each weight. */
export function loadSlice({ family, name, weights }: Slice): Buffer[] {
  return weights.map((weight) => {
    const file = `@fontsource/${family}/files/${family}-${name}-${weight}-normal.woff`;
    const font = unpackWoff(readFileSync(packages.resolve(file)));
    return family === keepsLigatures ? font : withoutLigatures(font);
  });
}

/** `U+1F300-1F5FF` or `U+41`, as in CSS Fonts 4, `unicode-range`. */
function parseRange(text: string): { start: number; end: number } {
  const [start = '', end = start] = text.trim().slice(2).split('-');
  return { start: Number.parseInt(start, 16), end: Number.parseInt(end, 16) };
}

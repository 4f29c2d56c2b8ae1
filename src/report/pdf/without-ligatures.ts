import { fontTable } from './font-table.ts';

/** A tag that no text asks for, in place of `liga`; those in capitals are free to use (OpenType 1.9, "Feature tags"). */
const unused = 'LIGA';

/**
 * The font without the standard ligatures (fi, ff, fl): Typst draws the text of an SVG whose letters are joined so with this font
 * alone, and all that it lacks, as Chinese, as boxes (findings/typst-svg-text-beside-a-ligature-is-boxes.sh).
 */
export function withoutLigatures(font: Buffer): Buffer {
  const changed = Buffer.from(font);
  const substitutions = fontTable(changed, 'GSUB');
  if (!substitutions) return changed;
  const features = substitutions.subarray(substitutions.readUInt16BE(6));
  for (let i = 0; i < features.readUInt16BE(0); i += 1) {
    const at = 2 + i * 6;
    if (features.toString('latin1', at, at + 4) === 'liga') features.write(unused, at, 'latin1');
  }
  return changed;
}

import { fontTable } from './font-table.ts';

/**
 * The code points for which an OpenType font has a glyph, from its `cmap` table (OpenType 1.9, formats 4 and 12; the
 * formats of all Unicode fonts).
 */
export function fontCoverage(font: Buffer): (codePoint: number) => boolean {
  const table = fontTable(font, 'cmap');
  if (!table) throw new Error('the font has no table cmap');
  const subtables = Array.from({ length: table.readUInt16BE(2) }, (_, i) =>
    table.subarray(table.readUInt32BE(4 + i * 8 + 4)),
  );
  const whole = subtables.find((subtable) => subtable.readUInt16BE(0) === 12);
  if (whole) return inGroups(whole);
  const basic = subtables.find((subtable) => subtable.readUInt16BE(0) === 4);
  if (basic) return inSegments(basic);
  throw new Error('the font has no cmap of format 4 or 12');
}

/** Format 12, "Segmented coverage". */
function inGroups(subtable: Buffer): (codePoint: number) => boolean {
  const groups = Array.from({ length: subtable.readUInt32BE(12) }, (_, i) => {
    const at = 16 + i * 12;
    return { start: subtable.readUInt32BE(at), end: subtable.readUInt32BE(at + 4) };
  });
  return (codePoint) => groups.some(({ start, end }) => codePoint >= start && codePoint <= end);
}

/** Format 4, "Segment mapping to delta values". */
function inSegments(subtable: Buffer): (codePoint: number) => boolean {
  const size = subtable.readUInt16BE(6);
  return (codePoint) => {
    for (let at = 0; at < size; at += 2) {
      if (codePoint > subtable.readUInt16BE(14 + at)) continue;
      const start = subtable.readUInt16BE(16 + size + at);
      if (codePoint < start || codePoint === 0xffff) return false;
      const delta = subtable.readUInt16BE(16 + 2 * size + at);
      const rangeAt = 16 + 3 * size + at;
      const range = subtable.readUInt16BE(rangeAt);
      if (range === 0) return ((codePoint + delta) & 0xffff) !== 0;
      return subtable.readUInt16BE(rangeAt + range + 2 * (codePoint - start)) !== 0;
    }
    return false;
  };
}

/**
 * Text from a recording in the form that may be stored: one line, valid Unicode, no control characters (PostgreSQL's
 * jsonb refuses NUL and lone surrogates), at most `cap` UTF-16 units.
 */
export function cleanText(text: string, cap: number): string {
  return (
    text
      .slice(0, cap * 2)
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches control characters
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
      .trim()
      .slice(0, cap)
      .toWellFormed()
  );
}

/**
 * The same text with other figures is the same code: UUIDs, hexadecimal and free-standing numbers become `#`.
 * Digits inside a word stay (`imu2`, `cell_3`), since they name the part.
 */
export function withoutFigures(text: string): string {
  return text
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '#')
    .replace(/\b0x[0-9a-f]+\b/gi, '#')
    .replace(/(?<![\w.])[-+]?\d+(?:[.,:]\d+)*(?:e[-+]?\d+)?/gi, '#');
}

/**
 * ECMA-48 control sequences (colours, cursor), operating system commands (titles, links) and two-character escapes,
 * which programs write to logs as if to a terminal.
 */
const escapes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches control characters
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-Z\\^_=>]/g;

export function withoutEscapes(text: string): string {
  return text.includes('\u001b') || text.includes('\u009b') ? text.replace(escapes, '') : text;
}

/**
 * Text from a recording in the form that may be stored: one line, valid Unicode, no control characters or colours (PostgreSQL's
 * jsonb refuses NUL and lone surrogates), at most `cap` UTF-16 units.
 */
export function cleanText(text: string, cap: number): string {
  return (
    withoutEscapes(text.slice(0, cap * 4))
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
 * Texts that differ only in figures are the same code: UUIDs, hexadecimal and free-standing numbers become `#`.
 * Digits inside a word stay (`imu2`, `cell_3`), since they name the part.
 */
export function withoutFigures(text: string): string {
  return withoutEscapes(text)
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '#')
    .replace(/\b0x[0-9a-f]+\b/gi, '#')
    .replace(/(?<![\w.])[-+]?\d+(?:[.,:]\d+)*(?:e[-+]?\d+)?/gi, '#');
}

/** Words repeated to fill a field of fixed length are reduced to one. */
export function withoutRepetition(text: string): string {
  return /^(.{4,}?\s)\1+$/s.exec(`${text.trim().replace(/\s+/g, ' ')} `)?.[1]?.trim() ?? text;
}

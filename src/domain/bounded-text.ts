/** Maximum UTF-8 bytes of a text about a failure: enough for a sentence and a cause, far below any server's limit. */
export const textBytes = 4_096;

/**
 * The text in at most `most` bytes of UTF-8, with a note of how much was left out. NUL and lone surrogates, which
 * PostgreSQL refuses, become U+FFFD.
 * @param most at least 64
 */
export function boundedText(text: string, most = textBytes): string {
  // Each UTF-16 unit takes a byte at least: from more of them than that, some are left out.
  const clean = text
    .slice(0, most + 1)
    .toWellFormed()
    .replaceAll('\0', '\ufffd');
  let bytes = 0;
  let end = 0;
  let fits = 0;
  for (const point of clean) {
    bytes += utf8Bytes(point);
    if (bytes <= most - noteBytes) fits = end + point.length;
    if (bytes > most) return `${clean.slice(0, fits)}… (${text.length - fits} more characters left out)`;
    end += point.length;
  }
  return clean;
}

/** Space for the note that something was left out. */
const noteBytes = 48;

function utf8Bytes(point: string): number {
  const code = point.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

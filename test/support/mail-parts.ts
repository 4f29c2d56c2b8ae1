/** The header fields of a message and the text of its parts by media type (RFC 2045, 2046), as far as Argus writes them. */
export function mailParts(raw: string): { head: Record<string, string>; parts: Record<string, string> } {
  const { head, body } = split(raw);
  const boundary = /boundary="([^"]+)"/.exec(head['content-type'] ?? '')?.[1];
  if (boundary === undefined) throw new Error('the message has no parts');
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const inner = split(part.replace(/^\r\n/, ''));
      const type = (inner.head['content-type'] ?? '').split(';')[0] ?? '';
      return [type, decoded(inner.body, inner.head['content-transfer-encoding'])] as const;
    });
  return { head, parts: Object.fromEntries(parts) };
}

function split(text: string) {
  const end = text.indexOf('\r\n\r\n');
  const lines = text
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const head = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), decodedWords(line.slice(colon + 1).trim())];
    }),
  );
  return { head, body: text.slice(end + 4) };
}

/** Encoded words (RFC 2047) by the letter Q; the space between two of them is none. */
function decodedWords(value: string): string {
  return value
    .replaceAll(/\?=\s+(?==\?)/g, '?=')
    .replaceAll(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_, word: string) =>
      decoded(word.replaceAll('_', ' '), 'quoted-printable'),
    );
}

function decoded(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

const key = String.raw`[a-z*][a-z0-9_.*-]*`;
/** RFC 9651, 3.3: decimal, integer, date, display string, string, token, byte sequence, boolean. */
const bareItem = [
  String.raw`-?[0-9]{1,12}\.[0-9]{1,3}`,
  '@?-?[0-9]{1,15}',
  String.raw`%?"(?:[^"\\\x00-\x1f\x7f-\uffff]|\\["\\])*"`,
  String.raw`[A-Za-z*][!#$%&'*+.^_\x60|~0-9A-Za-z:/-]*`,
  ':[A-Za-z0-9+/=]*:',
  String.raw`\?[01]`,
].join('|');
const parameters = `(?:; *${key}(?:=(?:${bareItem}))?)*`;
const item = `(?:${bareItem})${parameters}`;
// Blanks stand in one place of each alternative, so that many of them are looked at once.
const innerList = String.raw`\( *(?:${item}(?: +${item})* *)?\)`;
const member = new RegExp(`(${key})(?:=(${bareItem}|${innerList}))?${parameters}`, 'y');
const separator = /[ \t]*,[ \t]*/y;

/**
 * The members of a dictionary of structured fields (RFC 9651, 4.2.2) by their key, as they are written and without
 * parameters: `:YQ==:` is a byte sequence, '' is true. The last of a key counts. Undefined where it cannot be parsed.
 */
export function dictionaryOf(field: string): ReadonlyMap<string, string> | undefined {
  const text = field.trim();
  const members = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const [whole, name, value = ''] = matchAt(member, text, at) ?? [];
    if (whole === undefined || name === undefined) return undefined;
    members.set(name, value);
    at += whole.length;
    if (at === text.length) return members;
    const comma = matchAt(separator, text, at)?.[0].length;
    // Nothing may follow a member but another one.
    if (comma === undefined || at + comma === text.length) return undefined;
    at += comma;
  }
  return members;
}

/** The bytes of such a member; undefined where it is of another type. */
export function byteSequence(value: string): Buffer | undefined {
  const [, base64] = /^:([^:]*):$/.exec(value) ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

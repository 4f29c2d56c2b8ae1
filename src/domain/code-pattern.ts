/**
 * How an entry of the knowledge base names codes: a code (`P0301`), a range given by its prefix (`P03*`), or a J1939
 * failure mode of any parameter (`* FMI 3`). Case does not matter.
 */

/**
 * Maximum length, in code points, of the prefixes of a code that are looked up; a longer prefix would hardly be a
 * range.
 */
const maxPrefixLength = 24;
const fmiOnly = /^\* FMI \d{1,2}$/;
const j1939 = /^SPN \d+( FMI \d+)$/;
/** Minimum prefix for codes that are words: `C*` means chassis codes, not cameras. */
const minPrefixLength = 3;
/** SAE J2012, SAE J1939-73: in these codes each character has a meaning. */
const standard = /^([PCBU][0-3][0-9A-F]{3}(-[0-9A-F]{2})?|SPN \d+ FMI \d+)$/;
/** SAE J2012-DA: a code with the failure type byte that UDS adds. */
const withFailureType = /^([PCBU][0-3][0-9A-F]{3})-[0-9A-F]{2}$/;

export function codeKey(errorCode: string): string {
  return withSingleSpaces(errorCode).toUpperCase();
}

function withSingleSpaces(errorCode: string): string {
  return errorCode.trim().replaceAll(/\s+/g, ' ');
}

/** What is wrong with a code or range; undefined if it can be looked up. */
export function codePatternProblem(errorCode: string): string | undefined {
  const written = withSingleSpaces(errorCode);
  const star = written.indexOf('*');
  if (star < 0 || fmiOnly.test(written.toUpperCase())) return undefined;
  if (star === 0) return 'must not begin with *, but for "* FMI n"';
  if (star < written.length - 1) return 'may have * at its end only';
  return [...written.slice(0, star)].length > maxPrefixLength
    ? `may have at most ${maxPrefixLength} characters before *`
    : undefined;
}

/**
 * What `codePatternProblem` accepts, as a regular expression that works in every language: for JSON Schemas. `also`
 * holds characters that no code may contain, as in a character class. It accepts fewer of the codes that contain runs
 * of spaces, or spaces other than U+0020.
 */
export function codePatternSource(also: string): string {
  const free = `[^*${also}]`;
  const fmi = String.raw` *\* +[Ff][Mm][Ii] +[0-9]{1,2} *`;
  const range = String.raw` *[^*\s${also}]${free}{0,${maxPrefixLength - 1}}\* *`;
  return `^(${free}*|${fmi}|${range})$`;
}

/**
 * How well a key matches a code: the code itself, the code without its failure type or without the node that reports
 * it, or a range that contains it.
 */
export interface CodeKey {
  key: string;
  kind: 'exact' | 'base' | 'range';
}

/** The keys under which entries for a code are found, the narrowest first; fewer than 60. */
export function keysOfCode(code: string): CodeKey[] {
  const written = withSingleSpaces(code);
  const exact = written.toUpperCase();
  const base = withFailureType.exec(exact)?.[1];
  const fmi = j1939.exec(exact)?.[1];
  // `node: text`, the form of logs and diagnostics: the text alone may be known.
  const text = /: (.+)$/s.exec(written)?.[1];
  const keys: CodeKey[] = [
    { key: exact, kind: 'exact' },
    ...(base === undefined ? [] : [{ key: base, kind: 'base' } as const]),
    ...(text === undefined ? [] : [{ key: text.toUpperCase(), kind: 'base' } as const]),
    ...(fmi === undefined ? [] : [{ key: `*${fmi}`, kind: 'range' } as const]),
    ...prefixesOf(written, standard.test(exact) ? 1 : minPrefixLength),
    ...(text === undefined ? [] : prefixesOf(text, minPrefixLength)),
  ];
  return keys;
}

export function isStandardCode(code: string): boolean {
  return standard.test(codeKey(code));
}

function prefixesOf(text: string, shortest: number): CodeKey[] {
  const points = [...text];
  const keys: CodeKey[] = [];
  for (let length = Math.min(points.length, maxPrefixLength); length >= shortest; length -= 1) {
    // Converted to upper case last: some letters become two (ß, SS).
    keys.push({ key: `${points.slice(0, length).join('').toUpperCase()}*`, kind: 'range' });
  }
  return keys;
}

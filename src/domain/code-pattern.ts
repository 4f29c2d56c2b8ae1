/**
 * How an entry of the knowledge base names codes: a code (`P0301`), a range by its beginning (`P03*`), or the kind of
 * a J1939 fault at any parameter (`* FMI 3`). Capitals and small letters are the same.
 */

/** Code points of the beginnings of a code that are looked up; a longer one would hardly be a range. */
const longestBeginning = 24;
const fmiOnly = /^\* FMI \d{1,2}$/;
const j1939 = /^SPN \d+( FMI \d+)$/;
/** Of codes that are words, a shorter beginning says nothing: `C*` is meant for chassis codes, not for cameras. */
const shortestBeginning = 3;
/** SAE J2012, SAE J1939-73: here each place has its meaning. */
const standard = /^([PCBU][0-3][0-9A-F]{3}(-[0-9A-F]{2})?|SPN \d+ FMI \d+)$/;
/** SAE J2012-DA: a code with the failure type byte that UDS adds. */
const withFailureType = /^([PCBU][0-3][0-9A-F]{3})-[0-9A-F]{2}$/;

export function codeKey(errorCode: string): string {
  return withSingleSpaces(errorCode).toUpperCase();
}

function withSingleSpaces(errorCode: string): string {
  return errorCode.trim().replaceAll(/\s+/g, ' ');
}

/** What is wrong with a code or range that somebody wrote; undefined when it can be looked up. */
export function codePatternProblem(errorCode: string): string | undefined {
  const written = withSingleSpaces(errorCode);
  const star = written.indexOf('*');
  if (star < 0 || fmiOnly.test(written.toUpperCase())) return undefined;
  if (star === 0) return 'must not begin with *, but for "* FMI n"';
  if (star < written.length - 1) return 'may have * at its end only';
  return [...written.slice(0, star)].length > longestBeginning
    ? `may have at most ${longestBeginning} characters before *`
    : undefined;
}

/**
 * What `codePatternProblem` lets pass, as an expression that every language understands: for JSON Schemas. `also` holds
 * what no code may have, as in a character class. Of codes with runs of spaces, or with other spaces than U+0020, it lets
 * fewer pass.
 */
export function codePatternSource(also: string): string {
  const free = `[^*${also}]`;
  const fmi = String.raw` *\* +[Ff][Mm][Ii] +[0-9]{1,2} *`;
  const range = String.raw` *[^*\s${also}]${free}{0,${longestBeginning - 1}}\* *`;
  return `^(${free}*|${fmi}|${range})$`;
}

/** How well a key fits a code: the code itself, the code without its failure type or without the node that reports it, or a range around it. */
export interface CodeKey {
  key: string;
  kind: 'exact' | 'base' | 'range';
}

/** Under which keys entries for a code are found, the narrowest first; fewer than 60. */
export function keysOfCode(code: string): CodeKey[] {
  const written = withSingleSpaces(code);
  const exact = written.toUpperCase();
  const base = withFailureType.exec(exact)?.[1];
  const fmi = j1939.exec(exact)?.[1];
  // `node: text`, as logs and diagnostics give it: the text may be what is known.
  const text = /: (.+)$/s.exec(written)?.[1];
  const keys: CodeKey[] = [
    { key: exact, kind: 'exact' },
    ...(base === undefined ? [] : [{ key: base, kind: 'base' } as const]),
    ...(text === undefined ? [] : [{ key: text.toUpperCase(), kind: 'base' } as const]),
    ...(fmi === undefined ? [] : [{ key: `*${fmi}`, kind: 'range' } as const]),
    ...beginningsOf(written, standard.test(exact) ? 1 : shortestBeginning),
    ...(text === undefined ? [] : beginningsOf(text, shortestBeginning)),
  ];
  return keys;
}

export function isStandardCode(code: string): boolean {
  return standard.test(codeKey(code));
}

function beginningsOf(text: string, shortest: number): CodeKey[] {
  const points = [...text];
  const keys: CodeKey[] = [];
  for (let length = Math.min(points.length, longestBeginning); length >= shortest; length -= 1) {
    // Capitals are made last: those of some letters are two (ß, SS).
    keys.push({ key: `${points.slice(0, length).join('').toUpperCase()}*`, kind: 'range' });
  }
  return keys;
}

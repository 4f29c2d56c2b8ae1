/** One statement of a SYM file: a line, or for an enumeration as many as it has. */
export interface SymStatement {
  text: string;
  /** In UTF-16 units of the file. */
  start: number;
  end: number;
}

/** Lines of one enumeration. */
const maxLines = 10_000;

/** The statements of the file, without blank lines and comments. */
export function* symStatements(text: string): Generator<SymStatement> {
  let open: SymStatement | undefined;
  let lines = 0;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline + 1;
    const line = withoutComment(text.slice(at, end)).trim();
    const continued: SymStatement | undefined = open && { ...open, text: `${open.text} ${line}`, end };
    const statement: SymStatement = continued ?? { text: line, start: at, end };
    lines = continued ? lines + 1 : 0;
    at = end;
    const isOpen = isEnumeration(statement.text) && !isClosed(line) && lines < maxLines;
    open = isOpen ? statement : undefined;
    if (!isOpen && statement.text !== '') yield statement;
  }
  if (open) yield open;
}

/** `Enum=Name(` (version 6) or `enum Name(` (version 5). */
export function isEnumeration(statement: string): boolean {
  return /^enum[\s=]/i.test(statement);
}

function isClosed(line: string): boolean {
  return line.replace(/"(?:[^"\\]|\\.)*"/g, '').includes(')');
}

/** A comment begins with two slashes outside quotes and blanks in front, since units contain slashes. */
function withoutComment(line: string): string {
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '\\' && isQuoted) at += 1;
    else if (line[at] === '"') isQuoted = !isQuoted;
    else if (!isQuoted && line.startsWith('//', at) && (at === 0 || /[\s),]/.test(line[at - 1] ?? '')))
      return line.slice(0, at);
  }
  return line;
}

/** Words of a statement: quoted or up to a blank or comma. */
export function symWords(text: string): string[] {
  return text.match(/"(?:[^"\\]|\\.)*"|[^\s,]+/g)?.map(unquoted) ?? [];
}

export function unquoted(word: string): string {
  return word.startsWith('"')
    ? word.slice(1, word.endsWith('"') && word.length > 1 ? -1 : undefined).replace(/\\(.)/g, '$1')
    : word;
}

/** Attributes of a signal, `/u:"km/h" /f:0.1`, by their names. */
export function symAttributes(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/(?:^|\s)\/(\w+):("(?:[^"\\]|\\.)*"|\S+)/g))
    found.set(name, unquoted(value));
  return found;
}

/** The statement without its attributes. */
export function withoutAttributes(text: string): string {
  return text.replace(/(?:^|\s)\/\w+:(?:"(?:[^"\\]|\\.)*"|\S+)/g, ' ');
}

/** `0x1F`, `1Fh` and decimal numbers. */
export function symNumber(text: string | undefined): number {
  if (text === undefined || text === '') return Number.NaN;
  return /^[0-9a-f]+h$/i.test(text) ? Number.parseInt(text, 16) : Number(text);
}

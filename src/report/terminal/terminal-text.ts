import { styleText } from 'node:util';
import { assertNever } from '../../domain/assert-never.ts';
import { english, type Language } from '../../language/language.ts';
import { displayWidth } from '../../text/display-width.ts';
import { formatRecorded } from '../../text/figure-format.ts';
import { plainText } from '../../text/plain-text.ts';
import type { Style } from '../../text/terminal-styles.ts';
import { wrap } from '../../text/wrap.ts';
import type { Span, Text } from '../document/document.ts';
import { toneStyles } from './tone-styles.ts';

/** Properties of the output device. */
export interface Terminal {
  /** Columns. */
  width: number;
  paint(style: Style, text: string): string;
  language: Language;
}

export function terminalOf({
  color,
  width,
  language = english,
}: {
  color: boolean;
  width: number;
  language?: Language;
}): Terminal {
  return {
    width: Math.max(40, width),
    language,
    paint: (style, text) => (color ? styleText(style, text, { validateStream: false }) : text),
  };
}

/** The text on one line, for a cell of a table. */
export function flat(text: Text): string {
  return text.map(wordsOf).join('');
}

/** The lines of the text itself. */
export function brokenAt(text: Text): Text[] {
  const lines: Text[] = [];
  let line: Text = [];
  for (const span of text) {
    if (kindOf(span) === 'break') {
      lines.push(line);
      line = [];
    } else line.push(span);
  }
  return [...lines, line].filter((each) => each.length > 0);
}

type Badge = Extract<Span, { kind: 'badge' }>;

function kindOf(span: Span | undefined) {
  return typeof span === 'object' ? span.kind : 'text';
}

/** The first badge of a text. */
export function badgeOf(text: Text): Badge | undefined {
  return text.find((span): span is Badge => kindOf(span) === 'badge');
}

/** Wrapped lines of a text after `lead`; further lines are indented equally. */
export function linesOf(text: Text, { width, paint }: Terminal, lead = ''): string[] {
  const columns = displayWidth(lead);
  const indent = ' '.repeat(columns);
  return brokenAt(text).flatMap((line, i) => {
    const wrapped = wrap(flat(line), width, i === 0 ? lead : indent, columns);
    return wrapped.map((each, n) =>
      n === 0 ? paintFirst(each, line, lead, paint) : paintRest(each, line, paint),
    );
  });
}

function paintFirst(painted: string, line: Text, lead: string, paint: Terminal['paint']): string {
  const first = badgeOf(line.slice(0, 1));
  if (!first) return paintRest(painted, line, paint);
  const end = lead.length + plainText(first.text).length;
  return (
    painted.slice(0, lead.length) +
    paint(toneStyles[first.tone], painted.slice(lead.length, end)) +
    painted.slice(end)
  );
}

/** A line has the style of its spans if they agree on one. */
function paintRest(wrapped: string, line: Text, paint: Terminal['paint']): string {
  const kinds = new Set(line.map(kindOf));
  if (kindOf(line[0]) === 'muted') return paint('dim', wrapped);
  return kinds.size === 1 && kinds.has('strong') ? paint('bold', wrapped) : wrapped;
}

function wordsOf(span: Span): string {
  if (typeof span === 'string') return plainText(span);
  switch (span.kind) {
    case 'time':
      return plainText(formatRecorded(span.time, span));
    case 'break':
      return ' ';
    case 'outside':
    case 'name':
    case 'muted':
    case 'strong':
    case 'badge':
    case 'link':
    case 'reference':
      return plainText(span.text);
    default:
      return assertNever(span);
  }
}

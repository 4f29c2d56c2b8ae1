import type { Severity } from '../../domain/severity.ts';

/**
 * A report laid out, before it is a page or a PDF: what is said, in which order and how much of it. Strings are
 * words of Argus; `outside` and `name` are text from recordings and callers. Neither holds markup: whoever renders
 * it escapes.
 */
export interface ReportDocument {
  title: string;
  vehicle: string;
  /** One line: which drive this is about. */
  identity: Fact[];
  verdict: {
    tone: Tone;
    sentence: string;
    /** Paragraphs of the language model, if it wrote any. */
    narrative: string[];
    /** What was found, a line each. */
    overview: Text[];
    tiles: Tile[];
  };
  sections: Section[];
}

export type Tone = Severity | 'ok';

export type Span =
  | string
  | { kind: 'outside'; text: string }
  /** A name that is not a word: topic, code, version, digest. */
  | { kind: 'name'; text: string }
  | { kind: 'muted'; text: string }
  | { kind: 'strong'; text: string }
  | { kind: 'badge'; tone: Tone; text: string }
  /** Leads to the row or article with this anchor. */
  | { kind: 'link'; to: string; text: string }
  | { kind: 'break' };

export type Text = Span[];

export interface Fact {
  term: string;
  text: Text;
}

export interface Tile {
  name: string;
  value: string;
  note: Text;
}

export interface Section {
  /** Anchor, and part of the addresses that people keep. */
  id: string;
  title: string;
  /** How many, or of what. */
  note?: string;
  blocks: Block[];
}

export type Block =
  | { kind: 'paragraph'; text: Text }
  | { kind: 'list'; items: Text[] }
  | { kind: 'facts'; title?: string; facts: Fact[] }
  | { kind: 'tiles'; title: string; tiles: Tile[]; note: Text }
  | { kind: 'findings'; findings: FindingBlock[] }
  | { kind: 'charts'; charts: { name: string; title: string; description: string }[] }
  | Table;

export interface FindingBlock {
  anchor: string;
  tone: Tone;
  title: string;
  description: string;
  facts: Fact[];
  evidence: Text[];
}

export interface Table {
  kind: 'table';
  caption: string;
  columns: { head: string; numeric?: boolean /** Takes the room that the others leave. */; wide?: boolean }[];
  rows: { anchor?: string; cells: Text[] }[];
  /** So many rows are shown at once; the rest is to be opened, or left to the other forms of the report. */
  first: number;
  /** What the rows are, e.g. `topics`. */
  what: string;
  /** More of them that the report does not list. */
  omitted: number;
}

export const toneNames: Record<Tone, string> = {
  ok: 'OK',
  info: 'Info',
  warning: 'Warning',
  error: 'Error',
  critical: 'Critical',
};

export const outside = (text: string): Span => ({ kind: 'outside', text });
export const named = (text: string): Span => ({ kind: 'name', text });
export const muted = (text: string): Span => ({ kind: 'muted', text });
export const strong = (text: string): Span => ({ kind: 'strong', text });
export const lineBreak: Span = { kind: 'break' };
export const severityBadge = (tone: Tone): Span => ({ kind: 'badge', tone, text: toneNames[tone] });

/** The texts with `separator` between them. */
export function joined(texts: Text[], separator: string): Text {
  return texts.flatMap((text, i) => (i === 0 ? text : [separator, ...text]));
}

import type { Severity } from '../../domain/severity.ts';
import type { Noun as CountedNoun, Label, Language } from '../../language/language.ts';
import type { ClockKind } from '../../recordings/summary/file-summary.ts';

/**
 * A report in its layout, before it is rendered as a page or a PDF: its content, in order and bounded. Strings are
 * words of Argus; `outside` and `name` are text from recordings and callers. Neither contains markup: renderers
 * escape them.
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
    /** What was found, one line each. */
    overview: Text[];
    /** What to do first. */
    steps: Text[];
    timeline?: Timeline;
    tiles: Tile[];
  };
  sections: Section[];
  /** Identifies the report on each page. */
  footer: string;
}

/** The drive on one line: what was recorded, and when each finding was seen. `charts/timeline-chart.ts` draws it. */
export interface Timeline {
  title: string;
  /** For people who cannot see it. */
  description: string;
  clock: ClockKind;
  /** In seconds. */
  start: number;
  end: number;
  lanes: TimelineLane[];
  /** Periods in which something was recorded. */
  recorded: { start: number; end: number }[];
}

export interface TimelineLane {
  /** Of the finding. */
  anchor: string;
  title: string;
  severity: Severity;
  /** Whether it follows from the lane above that follows from none. */
  follows: boolean;
  /** When it was seen, in seconds on the clock of the drive. */
  marks: number[];
}

export type Tone = Severity | 'ok' | 'neutral';

export type Span =
  | string
  | { kind: 'outside'; text: string }
  /** A name that is not a word: topic, code, version, digest. */
  | { kind: 'name'; text: string }
  | { kind: 'muted'; text: string }
  | { kind: 'strong'; text: string }
  | { kind: 'badge'; tone: Tone; text: string }
  /** A time as reports have it; drawn by `formatRecorded`, `bare` as there. */
  | { kind: 'time'; time: string; bare?: true }
  /** Links to the row or article with this anchor. */
  | { kind: 'link'; to: string; text: string }
  /** The name of something outside the report; a link if the reader has Argus available. */
  | { kind: 'reference'; to: Reference; text: string }
  | { kind: 'break' };

export type Text = Span[];

export type Reference =
  | { kind: 'rules' }
  | { kind: 'rule'; rule: string }
  | { kind: 'entry'; id: string }
  | { kind: 'report'; batch_id: string; run: number };

export interface Fact {
  term: string;
  text: Text;
  /** Of a word or two, or the same for many: paper has it in a line with others. */
  aside?: boolean;
  /** The entry of the knowledge base that it quotes. */
  entry?: string;
}

export interface Tile {
  name: string;
  value: string;
  note: Text;
  /** The value as a share of what is possible, 0 to 100. */
  percent?: number;
}

export interface Section {
  /** Anchor, and part of URLs that people keep. */
  id: string;
  title: string;
  /** Number of items, or what it is about. */
  note?: string;
  blocks: Block[];
}

export type Block =
  | { kind: 'paragraph'; text: Text }
  | List
  | { kind: 'facts'; title?: string; facts: Fact[] }
  | { kind: 'tiles'; title: string; tiles: Tile[]; note: Text }
  | { kind: 'findings'; first: number; findings: FindingBlock[] }
  | Charts
  | Table;

export interface List {
  kind: 'list';
  /** What it lists, for people who cannot see its context. */
  label?: string;
  /** Items of a word or two each, which can be placed side by side. */
  short?: boolean;
  items: Text[];
}

export interface Charts {
  kind: 'charts';
  charts: ChartBlock[];
  /** Titles of charts that this form leaves out. */
  others?: string[];
}

export interface ChartBlock {
  name: string;
  title: string;
  description: string;
}

export interface FindingBlock {
  anchor: string;
  rule: string;
  tone: Tone;
  title: string;
  description: string;
  facts: Fact[];
  evidence: Text[];
  /** For each piece of evidence: the recording and its time there, as far as both are known and are on the clock of the drive. */
  moments: ({ file_id: string; time: string } | undefined)[];
}

export interface Table {
  kind: 'table';
  caption: string;
  columns: Column[];
  rows: Row[];
  /** Rows shown at once; the others can be opened, or are left to other forms of the report. */
  first: number;
  /** What the rows are. */
  what: Noun;
  /** Number of further rows that the report does not list. */
  omitted: number;
}

export interface Column {
  head: string;
  numeric?: boolean;
  /** Takes the width that the other columns leave. */
  wide?: boolean;
}

export interface Row {
  anchor?: string;
  cells: Text[];
  /** Lines below the first cell: places, and details that are rarely needed. */
  details?: Text[];
}

/** Singular and plural, e.g. `['topic', 'topics']`. */
export type Noun = readonly [one: CountedNoun, many: string];

export const toneNames = {
  neutral: 'Unknown',
  ok: 'OK',
  info: 'Info',
  warning: 'Warning',
  error: 'Error',
  critical: 'Critical',
} as const satisfies Record<Tone, Label>;

export const outside = (text: string): Span => ({ kind: 'outside', text });
export const named = (text: string): Span => ({ kind: 'name', text });
export const muted = (text: string): Span => ({ kind: 'muted', text });
export const strong = (text: string): Span => ({ kind: 'strong', text });
export const time = (text: string): Span => ({ kind: 'time', time: text });
export const bareTime = (text: string): Span => ({ kind: 'time', time: text, bare: true });
export const lineBreak: Span = { kind: 'break' };
export const severityBadge = (tone: Tone, { t }: Language): Span => ({
  kind: 'badge',
  tone,
  text: t(toneNames[tone]),
});

export const badge = (tone: Tone, text: string): Span => ({ kind: 'badge', tone, text });
export const reference = (to: Reference, text: string): Span => ({ kind: 'reference', to, text });

/** The texts with `separator` between them. */
export function joined(texts: Text[], separator: string): Text {
  return texts.flatMap((text, i) => (i === 0 ? text : [separator, ...text]));
}

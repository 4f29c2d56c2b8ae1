import type { Block, ReportDocument, Span } from '../../../src/report/document/document.ts';

/** One span of each kind; a kind without one does not compile. */
const spans: Record<Exclude<Span, string>['kind'], Span> = {
  outside: { kind: 'outside', text: 'span-outside' },
  name: { kind: 'name', text: 'span-name' },
  muted: { kind: 'muted', text: 'span-muted' },
  strong: { kind: 'strong', text: 'span-strong' },
  badge: { kind: 'badge', tone: 'neutral', text: 'span-badge' },
  time: { kind: 'time', time: '2026-03-01T08:00:00.5Z' },
  link: { kind: 'link', to: 'row-1', text: 'span-link' },
  reference: { kind: 'reference', to: { kind: 'rule', rule: 'r' }, text: 'span-reference' },
  break: { kind: 'break' },
};

/** One block of each kind, with a distinct word in each of its members. */
const blocks: Record<Block['kind'], Block> = {
  paragraph: { kind: 'paragraph', text: ['paragraph-text', ...Object.values(spans)] },
  list: { kind: 'list', items: [['list-item']] },
  facts: { kind: 'facts', facts: [{ term: 'fact-term', text: ['fact-text'] }] },
  tiles: {
    kind: 'tiles',
    title: 'tiles-title',
    tiles: [{ name: 'tile-name', value: 'tile-value', note: [], percent: 40 }],
    note: ['tiles-note'],
  },
  findings: {
    kind: 'findings',
    first: 12,
    findings: [
      {
        anchor: 'finding-1',
        rule: 'r',
        tone: 'error',
        title: 'finding-title',
        description: 'finding-description',
        facts: [{ term: 'finding-term', text: ['finding-fact'] }],
        evidence: [['finding-evidence']],
        moments: [undefined],
      },
    ],
  },
  charts: {
    kind: 'charts',
    charts: [{ name: 'cpu-ram.svg', title: 'chart-title', description: 'chart-description' }],
  },
  table: {
    kind: 'table',
    caption: 'table-caption',
    what: ['row', 'rows'],
    first: 5,
    omitted: 2,
    columns: [
      { head: 'head-wide', wide: true },
      { head: 'head-2', numeric: true },
    ],
    rows: [{ anchor: 'row-1', cells: [['cell-wide'], ['cell-2']], details: [['row-detail']] }],
  },
};

/** A document with every kind of block and span, each in a section of its own. */
export const everyBlock: ReportDocument = {
  title: 'document-title',
  vehicle: 'document-vehicle',
  identity: [{ term: 'identity-term', text: ['identity-text'] }],
  verdict: {
    tone: 'warning',
    sentence: 'verdict-sentence',
    narrative: ['verdict-narrative'],
    steps: [['step']],
    overview: [['verdict-overview']],
    tiles: [{ name: 'verdict-tile', value: 'verdict-value', note: ['verdict-note'] }],
  },
  sections: Object.values(blocks).map((block, i) => ({
    id: `section-${i}`,
    title: `title-of-${block.kind}`,
    note: `note-of-${block.kind}`,
    blocks: [block],
  })),
  footer: 'document-footer',
};

/**
 * What every form shows of it. Captions of tables are for people who cannot see one, and are not in the terminal's
 * form.
 */
export const wordsOfEveryBlock = [
  ...[
    ...JSON.stringify(everyBlock).matchAll(
      /"(?:text|term|name|value|sentence|title|description|head|note)":"([\w-]+)"/g,
    ),
  ].map(([, word = '']) => word),
  ...[...JSON.stringify(everyBlock).matchAll(/\["([\w-]+)"[\],]/g)].map(([, word = '']) => word),
  '2026-03-01 08:00:00.500',
  '2 more rows',
].filter((word) => !/^(?:row|rows|document-title)$/.test(word));

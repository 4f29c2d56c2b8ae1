import type { ReportDocument, Table } from '../../../src/report/document/document.ts';

const rows = (count: number): Table['rows'] =>
  Array.from({ length: count }, (_, i) => ({
    ...(i === 0 && { anchor: 'row-1', details: [['a detail, ', { kind: 'name', text: 'named' }]] }),
    cells: [
      ['cell ', { kind: 'muted', text: 'muted' }, { kind: 'break' }, 'its second line'],
      [{ kind: 'badge', tone: i === 0 ? 'error' : 'ok', text: i === 0 ? 'Error' : 'OK' }],
      [`${i + 1}0`],
    ],
  }));

const columns: Table['columns'] = [
  { head: 'Wide', wide: true },
  { head: 'Badge' },
  { head: 'Figure', numeric: true },
];

/** Blocks with and without each of their optional parts, and texts that have a style completely or in part. */
export const layoutCases: ReportDocument = {
  title: 'Diagnosis report',
  vehicle: 'truck-7',
  identity: [
    { term: 'VIN', text: ['WVW'] },
    { term: 'Run', text: ['2'] },
  ],
  verdict: {
    tone: 'error',
    sentence: 'The battery sags.',
    narrative: ['First paragraph.', 'Second paragraph.'],
    steps: [['Look at it.']],
    overview: [[{ kind: 'badge', tone: 'error', text: 'Error' }, ' a line of the overview']],
    tiles: [
      { name: 'Recorded', value: '3 min', note: ['with a note'] },
      { name: 'Files', value: '3', note: [] },
    ],
  },
  sections: [
    {
      id: 'texts',
      title: 'Texts',
      note: '4',
      blocks: [
        { kind: 'paragraph', text: [{ kind: 'strong', text: 'All of it strong' }] },
        { kind: 'paragraph', text: [{ kind: 'muted', text: 'Muted from the start' }, ' and on'] },
        {
          kind: 'paragraph',
          text: [
            { kind: 'badge', tone: 'warning', text: 'Warning' },
            ' first, then words that go on for more than one line',
          ],
        },
        {
          kind: 'paragraph',
          text: [
            'Words, ',
            { kind: 'strong', text: 'strong' },
            ' ones, ',
            { kind: 'outside', text: 'outside' },
          ],
        },
        { kind: 'paragraph', text: [{ kind: 'name', text: 'a.name' }] },
        {
          kind: 'paragraph',
          text: [{ kind: 'break' }, 'Broken', { kind: 'break' }, { kind: 'break' }, 'twice'],
        },
      ],
    },
    {
      id: 'lists',
      title: 'Lists',
      blocks: [
        { kind: 'list', items: [['one'], ['two']] },
        { kind: 'list', label: 'Short items', short: true, items: [['three'], ['four']] },
        { kind: 'facts', facts: [{ term: 'Term', text: ['fact'] }] },
        {
          kind: 'tiles',
          title: 'CPU',
          tiles: [
            { name: 'avg', value: '40 %', note: [], percent: 40 },
            { name: 'max', value: '60 %', note: [] },
          ],
          note: ['60 values'],
        },
      ],
    },
    {
      id: 'findings',
      title: 'Findings',
      blocks: [
        {
          kind: 'findings',
          first: 12,
          findings: ['finding-1', 'finding-2'].map((anchor, i) => ({
            anchor,
            rule: 'r',
            tone: i === 0 ? ('error' as const) : ('info' as const),
            title: `A title that needs more than one line of the narrow terminal, ${anchor}`,
            description: 'Described.',
            facts: [{ term: 'Advice', text: ['Look at it.'] }],
            evidence: i === 0 ? [['a place']] : [],
            moments: [],
          })),
        },
      ],
    },
    {
      id: 'tables',
      title: 'Tables',
      blocks: [
        {
          kind: 'table',
          caption: 'Short',
          what: ['row', 'rows'],
          first: 2,
          omitted: 0,
          columns,
          rows: rows(2),
        },
        {
          kind: 'table',
          caption: 'Long',
          what: ['row', 'rows'],
          first: 1,
          omitted: 1,
          columns,
          rows: rows(2),
        },
        {
          kind: 'table',
          caption: 'Cut',
          what: ['row', 'rows'],
          first: 1,
          omitted: 3,
          columns,
          rows: rows(1),
        },
        {
          kind: 'table',
          caption: 'Exactly as wide as 44 columns',
          what: ['row', 'rows'],
          first: 9,
          omitted: 0,
          columns: [
            { head: 'Wide', wide: true },
            { head: 'eighteen letters..', numeric: true },
          ],
          rows: [{ cells: [['words that go on beyond the least width'], ['1']] }],
        },
        {
          kind: 'table',
          caption: 'As cards where it is narrow',
          what: ['row', 'rows'],
          first: 9,
          omitted: 0,
          columns: [
            { head: 'Wide', wide: true },
            { head: 'nineteen letters...', numeric: true },
            { head: 'More' },
          ],
          rows: [
            {
              cells: [['words that go on beyond the least width', { kind: 'break' }, 'below'], ['1'], ['2']],
            },
            { cells: [] },
          ],
        },
      ],
    },
    {
      id: 'charts',
      title: 'Charts',
      blocks: [
        {
          kind: 'charts',
          charts: [
            { name: 'stored.svg', title: 'Stored', description: 'With a picture.' },
            { name: 'gone.svg', title: 'Gone', description: 'Without a picture.' },
          ],
        },
      ],
    },
  ],
  footer: 'Batch b, run 2',
};

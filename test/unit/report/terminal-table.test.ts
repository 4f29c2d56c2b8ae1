import { describe, expect, test } from 'vitest';
import { english } from '../../../src/language/language.ts';
import type { Row, Table } from '../../../src/report/document/document.ts';
import { tableLines } from '../../../src/report/terminal/terminal-table.ts';

const drawn = (parts: Partial<Table>, width = 60) =>
  tableLines(
    {
      kind: 'table',
      caption: '',
      columns: [
        { head: 'name', wide: true },
        { head: 'count', numeric: true },
      ],
      rows: [],
      first: 9,
      what: ['row', 'rows'],
      omitted: 0,
      ...parts,
    },
    { width, language: english, paint: (style, text) => `<${style}>${text}</${style}>` },
  );
const row = (name: string, count: string, more: Partial<Row> = {}): Row => ({
  cells: [[name], [count]],
  ...more,
});

describe('a table on a terminal', () => {
  test('has a head, rows, and what they say beyond a line below them', () => {
    const broken: Row = {
      cells: [['one', { kind: 'break' }, 'below'], ['1']],
      details: [['detail']],
    };
    expect(drawn({ rows: [broken, row('two', '22')] })).toEqual([
      '<dim>name  count</dim>',
      'one       1',
      '<dim>    below</dim>',
      '<dim>    detail</dim>',
      'two      22',
    ]);
  });

  test('narrows its wide columns alone', () => {
    const columns = [{ head: 'name', wide: true }, { head: 'a long head of a column' }];
    const [, line] = drawn({ columns, rows: [row('x'.repeat(60), 'y'.repeat(23))] }, 60);
    expect(line).toMatch(/^x+… {2}y{23}$/);
  });

  test('paints the cell of a badge alone', () => {
    const named: Row = {
      cells: [
        [
          { kind: 'name', text: 'a ' },
          { kind: 'badge', tone: 'warning', text: '!' },
        ],
        ['1'],
      ],
    };
    expect(drawn({ rows: [named] })[1]).toMatch(/^<yellow>/);
    expect(drawn({ rows: [{ cells: [[{ kind: 'name', text: 'a' }], ['1']] }] })[1]).toMatch(/^a /);
    const badge: Row = { cells: [['a', { kind: 'badge', tone: 'warning', text: '!' }], ['1']] };
    expect(drawn({ rows: [badge, row('b', '2')] })).toEqual([
      '<dim>name  count</dim>',
      '<yellow>a!  </yellow>      1',
      'b         2',
    ]);
  });

  test('shows its first rows, and counts the others with those that were left out', () => {
    const rows = [row('a', '1'), row('b', '2'), row('c', '3')];
    expect(drawn({ rows, first: 3 })).toHaveLength(4);
    expect(drawn({ rows, first: 2 }).at(-1)).toBe('… and 1 more row');
    expect(drawn({ rows, first: 2, omitted: 4 }).at(-1)).toBe('… and 5 more rows');
    expect(drawn({ rows, omitted: 1 }).at(-1)).toBe('… and 1 more row');
  });

  test('is a card for each row where 24 characters of a wide cell have no room', () => {
    const rows = [row('x'.repeat(30), '1'), row('y', '2', { details: [['detail']] })];
    // 24, a gap of 2, and the five of "count".
    expect(drawn({ rows }, 31)[0]).toBe(`<dim>name${' '.repeat(22)}count</dim>`);
    expect(drawn({ rows }, 30)).toEqual([
      'x'.repeat(30),
      '    count 1',
      'y',
      '    count 2',
      '<dim>    detail</dim>',
    ]);
    // Shorter wide cells need no more than they have; narrow ones are never cut.
    expect(drawn({ rows: [row('x'.repeat(10), '1')] }, 17)[0]).toBe('<dim>name        count</dim>');
    expect(drawn({ rows: [row('x'.repeat(10), '1')] }, 16)[0]).toBe('x'.repeat(10));
    expect(drawn({ rows: [row('x', '1'.repeat(30))] }, 36)[0]).toMatch(/^<dim>name/);
    expect(drawn({ rows: [row('x', '1'.repeat(30))] }, 35)[0]).toBe('x');
  });

  test('joins the figures of a card', () => {
    const columns = ['name', 'count', 'rate'].map((head) => ({ head }));
    const rows: Row[] = [{ cells: [['a'.repeat(30)], ['1'], ['2']] }];
    expect(drawn({ columns, rows }, 30)).toEqual(['a'.repeat(30), '    count 1 · rate 2']);
  });
});

import { assertNever } from '../../domain/assert-never.ts';
import { displayWidth, padTo } from '../../text/display-width.ts';
import {
  type Block,
  type Fact,
  type FindingBlock,
  joined,
  muted,
  strong,
  type Tile,
} from '../document/document.ts';
import { tableLines } from './terminal-table.ts';
import { linesOf, type Terminal } from './terminal-text.ts';
import { toneStyles, toneWord } from './tone-styles.ts';

export function blockLines(block: Block, terminal: Terminal): string[] {
  switch (block.kind) {
    case 'paragraph':
      return linesOf(block.text, terminal);
    case 'list':
      return block.short
        ? linesOf(joined(block.items, ' · '), terminal)
        : block.items.flatMap((item) => linesOf(item, terminal, '• '));
    case 'facts':
      return factLines(block.facts, terminal);
    case 'tiles':
      return [
        ...linesOf([strong(block.title)], terminal),
        ...tileLines(block.tiles, terminal),
        ...linesOf(block.note, terminal, '  '),
      ];
    case 'findings':
      return block.findings.flatMap((finding, i) => [
        ...(i === 0 ? [] : ['']),
        ...findingLines(finding, terminal),
      ]);
    case 'charts':
      return block.charts.flatMap(({ title, description }) => [
        ...linesOf([strong(title)], terminal),
        ...linesOf([muted(description)], terminal, '  '),
      ]);
    case 'table':
      return tableLines(block, terminal);
    default:
      return assertNever(block);
  }
}

/** Figures side by side, with their descriptions below. */
export function tileLines(tiles: Tile[], terminal: Terminal): string[] {
  if (tiles.every(({ note }) => note.length === 0)) {
    return linesOf([tiles.map(({ name, value }) => `${name} ${value}`).join(' · ')], terminal, '  ');
  }
  return tiles.flatMap(({ name, value, note }) =>
    linesOf(
      [`${name} ${value}`, ...(note.length === 0 ? [] : [terminal.language.t(', '), ...note])],
      terminal,
    ),
  );
}

export function factLines(facts: Fact[], terminal: Terminal, lead = ''): string[] {
  return facts.flatMap(({ term, text }) =>
    linesOf([term, terminal.language.t(': '), ...text], terminal, lead),
  );
}

function findingLines(
  { tone, title, description, facts, evidence }: FindingBlock,
  terminal: Terminal,
): string[] {
  const { t } = terminal.language;
  const name = `${padTo(toneWord(tone, terminal.language), 8)}  `;
  const indent = ' '.repeat(displayWidth(name));
  const [first = '', ...rest] = linesOf([title], terminal, name);
  const { paint } = terminal;
  return [
    paint(toneStyles[tone], first.slice(0, name.length)) + paint('bold', first.slice(name.length)),
    ...rest.map((text) => paint('bold', text)),
    ...linesOf([description], terminal, indent),
    ...evidence
      .flatMap((one) => linesOf(one, terminal, `${indent}${t('at ')}`))
      .map((text) => paint('dim', text)),
    ...factLines(facts, terminal, indent),
  ];
}

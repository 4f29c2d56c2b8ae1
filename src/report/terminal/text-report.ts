import type { Language } from '../../language/language.ts';
import { buildDocument } from '../document/build-document.ts';
import { joined, muted, outside, type ReportDocument, type Section } from '../document/document.ts';
import type { Report } from '../report-schema.ts';
import { blockLines, tileLines } from './terminal-blocks.ts';
import { linesOf, type Terminal, terminalOf } from './terminal-text.ts';
import { toneStyles, toneWord } from './tone-styles.ts';

export interface TextReportOptions {
  color: boolean;
  /** Columns of the terminal. */
  width: number;
  language?: Language;
}

/** The report for people at a terminal, the verdict first. Recorded text cannot control the terminal. */
export function renderTextReport(report: Report, options: TextReportOptions): string {
  return drawDocument(buildDocument(report, options.language), terminalOf(options));
}

export function drawDocument(document: ReportDocument, terminal: Terminal): string {
  const parts = [
    headLines(document, terminal),
    ...document.sections.map((section) => sectionLines(section, terminal)),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headLines({ vehicle, identity, verdict }: ReportDocument, terminal: Terminal): string[] {
  const { tone, sentence, narrative, overview, steps, tiles } = verdict;
  const facts = joined(
    identity.map(({ term, text }) => [`${term} `, ...text]),
    ' · ',
  );
  return [
    ...linesOf([sentence], terminal, `${toneWord(tone, terminal.language)}  `).map((line) =>
      terminal.paint(toneStyles[tone], line),
    ),
    '',
    ...linesOf([muted(terminal.language.t('Vehicle ')), outside(vehicle), ' · ', ...facts], terminal),
    ...tileLines(tiles, terminal),
    ...narrative.flatMap((paragraph) => ['', ...linesOf([outside(paragraph)], terminal)]),
    ...(overview.length === 0 ? [] : ['']),
    ...overview.flatMap((line) => linesOf(line, terminal, '  ')),
    ...(steps.length === 0 ? [] : ['', terminal.paint('bold', terminal.language.t('What to do first'))]),
    ...steps.flatMap((step, i) => linesOf(step, terminal, `  ${i + 1}. `)),
  ];
}

function sectionLines({ title, note, blocks }: Section, terminal: Terminal): string[] {
  const head = terminal.paint(['bold', 'underline'], title);
  return [
    note === undefined ? head : `${head} ${terminal.paint('dim', note)}`,
    ...blocks.flatMap((block, i) => [...(i === 0 ? [] : ['']), ...blockLines(block, terminal)]),
  ];
}

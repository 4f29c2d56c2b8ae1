import { english, type Language } from '../../../src/language/language.ts';
import { buildDocument } from '../../../src/report/document/build-document.ts';
import type { Block, Span, Text } from '../../../src/report/document/document.ts';
import type { Report } from '../../../src/report/report-schema.ts';

const marks: Record<Exclude<Span, string>['kind'], (text: string) => string> = {
  outside: (text) => `"${text}"`,
  name: (text) => `\`${text}\``,
  muted: (text) => `(${text})`,
  strong: (text) => `*${text}*`,
  badge: (text) => `[${text}]`,
  time: (text) => text,
  link: (text) => `${text}^`,
  reference: (text) => `${text}>`,
  break: () => ' / ',
};

function markOf(span: Span): string {
  if (typeof span === 'string') return span;
  if (span.kind === 'time') return span.time;
  return marks[span.kind]('text' in span ? span.text : '');
}

export const textLine = (text: Text): string => text.map(markOf).join('');

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [textLine(block.text)];
    case 'list':
      return block.items.map((item) => `- ${textLine(item)}`);
    case 'facts':
      return block.facts.map(({ term, text }) => `${term}: ${textLine(text)}`);
    case 'tiles':
      return [
        `${block.title}: ${block.tiles.map(({ name, value, percent }) => `${name} ${value}${percent === undefined ? '' : ` = ${percent}`}`).join(', ')}`,
        textLine(block.note),
      ];
    case 'findings':
      return block.findings.flatMap(({ title, facts, evidence }) => [
        title,
        ...facts.map(({ term, text }) => `${term}: ${textLine(text)}`),
        ...evidence.map((one) => `at ${textLine(one)}`),
      ]);
    case 'charts':
      return block.charts.map(({ title }) => title);
    case 'table':
      return block.rows.flatMap(({ cells, details = [] }) => [
        cells.map(textLine).join(' | '),
        ...details.map((line) => `  ${textLine(line)}`),
      ]);
  }
}

/**
 * The section as text, a line for each row, with marks around text that does not come from Argus; undefined if there
 * is none.
 */
export function sectionLines(report: Report, id: string, language: Language = english): string[] | undefined {
  const section = buildDocument(report, language).sections.find((one) => one.id === id);
  if (!section) return undefined;
  const head = `# ${section.title}${section.note === undefined ? '' : ` ${section.note}`}`;
  return [head, ...section.blocks.flatMap(blockLines)];
}

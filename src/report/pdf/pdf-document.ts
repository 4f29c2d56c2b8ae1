import { assertNever } from '../../domain/assert-never.ts';
import { english, type Language } from '../../language/language.ts';
import { formatRecorded } from '../../text/figure-format.ts';
import { plainText } from '../../text/plain-text.ts';
import { chartIn } from '../charts/chart-words.ts';
import { timelineChart } from '../charts/timeline-chart.ts';
import { anchorsOf } from '../document/anchors.ts';
import {
  type Block,
  type ChartBlock,
  type Charts,
  muted,
  type ReportDocument,
  type Table,
  type Text,
  toneNames,
} from '../document/document.ts';
import { notListed } from '../document/more.ts';
import { breakable } from './breakable.ts';

/**
 * Maximum rows of a table on paper, which is read and not searched; the other forms of the report have all rows and the
 * details of each.
 */
const printedRows = 3;
/**
 * Curves, of which tables say least; bars repeat the tables beside them. More would fill pages that nobody turns.
 */
const printedCharts = ['cpu-ram.svg', 'voltage.svg', 'temperature.svg', 'battery.svg'];
const maxPrintedCharts = 3;

/** The document as the input of `template.typ`, and the files beside it, by name. */
export interface PdfDocument {
  json: string;
  pictures: { name: string; svg: string }[];
}

/** @param pictures SVG of the charts by name. */
export function pdfDocumentOf(
  whole: ReportDocument,
  pictures: ReadonlyMap<string, string>,
  language: Language = english,
): PdfDocument {
  const { t } = language;
  const document = printed(whole);
  const anchors = anchorsOf(document);
  const picture =
    document.verdict.timeline &&
    timelineChart(document.verdict.timeline, document.verdict.timeline, 'wide', language);
  const drawn = [
    ...(picture ? [picture] : []),
    ...chartsIn(document).flatMap(({ name }) => {
      const svg = pictures.get(name);
      return svg === undefined ? [] : [{ name, svg: chartIn(language, svg) }];
    }),
  ];
  const fileOf = new Map(drawn.map(({ name }, i) => [name, `chart-${i + 1}.svg`]));

  const textOf = (text: Text): unknown[] =>
    text.map((span) => {
      if (typeof span === 'string') return clean(span);
      if (span.kind === 'break') return span;
      if (span.kind === 'time') return clean(formatRecorded(span.time, span));
      if (span.kind === 'reference') return { kind: 'name', text: clean(span.text) };
      // The target of a link may be among the rows that are not printed.
      if (span.kind === 'link' && !anchors.has(span.to)) return { kind: 'outside', text: clean(span.text) };
      return { ...span, text: clean(span.text) };
    });
  const factsOf = (facts: ReportDocument['identity']) =>
    facts.map(({ term, text, aside = false }) => ({ term: clean(term), text: textOf(text), long: !aside }));
  const tilesOf = (tiles: ReportDocument['verdict']['tiles']) =>
    tiles.map(({ name, value, note }) => ({ name, value: clean(value), note: textOf(note) }));

  const blockOf = (block: Block): unknown => {
    switch (block.kind) {
      case 'paragraph':
        return { ...block, text: textOf(block.text) };
      case 'list':
        return { ...block, items: block.items.map(textOf) };
      case 'facts':
        return { ...block, facts: factsOf(block.facts) };
      case 'tiles':
        return { ...block, tiles: tilesOf(block.tiles), note: textOf(block.note) };
      case 'findings':
        return {
          ...block,
          findings: block.findings.map(({ anchor, tone, title, description, facts, evidence }) => ({
            anchor,
            tone,
            'tone-name': t(toneNames[tone]),
            title: clean(title),
            description: clean(description),
            facts: factsOf(facts),
            evidence: textsOf(evidence, language).map(textOf),
          })),
        };
      case 'charts':
        return {
          ...block,
          others: (block.others ?? []).map(clean),
          charts: block.charts.map(({ name, title, description }) => ({
            title: clean(title),
            description: clean(description),
            picture: fileOf.get(name) ?? null,
          })),
        };
      case 'table':
        return tableOf(block, textOf, language);
      default:
        return assertNever(block);
    }
  };

  const { title, vehicle, identity, verdict, sections } = document;
  const { tone, sentence, narrative, overview, steps, tiles } = verdict;
  const json = JSON.stringify({
    language: language.locale.split('-')[0],
    region: language.locale.split('-')[1] ?? null,
    words: {
      verdict: t('Verdict'),
      steps: t('What to do first'),
      'no-picture': t('The picture is no longer stored.'),
      others: t('On the page, but not on paper: '),
      comma: t(', '),
      colon: t(': '),
      stop: t('.'),
    },
    title,
    vehicle: clean(vehicle),
    footer: clean(document.footer),
    identity: factsOf(identity),
    verdict: {
      tone,
      'tone-name': t(toneNames[tone]),
      sentence: clean(sentence),
      narrative: narrative.map(clean),
      overview: overview.map(textOf),
      steps: steps.map(textOf),
      picture: picture ? { file: fileOf.get(picture.name), description: clean(picture.description) } : null,
      tiles: tilesOf(tiles),
    },
    sections: sections.map(({ id, title: name, note, blocks }) => ({
      id,
      title: name,
      note: note ?? null,
      blocks: blocks.map(blockOf),
    })),
  });
  return { json, pictures: drawn.map(({ name, svg }) => ({ name: fileOf.get(name) ?? '', svg })) };
}

function tableOf(
  { caption, columns, rows, omitted, what }: Table,
  textOf: (text: Text) => unknown,
  language: Language,
): unknown {
  return {
    kind: 'table',
    caption,
    columns: columns.map(({ head, numeric = false, wide = false }) => ({ head, numeric, wide })),
    rows: rows.map(({ anchor, cells }) => ({ anchor: anchor ?? null, cells: cells.map(textOf) })),
    more: omitted === 0 ? null : notListed(omitted, what, language, 'printed'),
  };
}

function chartsIn({ sections }: ReportDocument): ChartBlock[] {
  return sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'charts' ? block.charts : [])),
  );
}

/** Only the rows that are printed; the others count as omitted. */
function printed(document: ReportDocument): ReportDocument {
  const cut = (block: Block): Block => {
    if (block.kind === 'charts') return curvesOf(block);
    if (block.kind !== 'table') return block;
    const { rows, omitted } = block;
    return {
      ...block,
      rows: rows.slice(0, printedRows),
      omitted: omitted + Math.max(0, rows.length - printedRows),
    };
  };
  return {
    ...document,
    sections: document.sections.map((section) => ({ ...section, blocks: section.blocks.map(cut) })),
  };
}

/** The first piece of evidence, and how many more there are. */
function textsOf([first, ...more]: readonly Text[], { t }: Language): Text[] {
  if (!first) return [];
  return [
    more.length === 0 ? first : [...first, muted(t(' and {more} more', { more: String(more.length) }))],
  ];
}

/** Of the others, the titles. */
function curvesOf(block: Charts): Charts {
  const charts = printedCharts
    .flatMap((name) => block.charts.find((chart) => chart.name === name) ?? [])
    .slice(0, maxPrintedCharts);
  const others = block.charts.filter((chart) => !charts.includes(chart)).map(({ title }) => title);
  return others.length === 0 ? { ...block, charts } : { ...block, charts, others };
}

function clean(text: string): string {
  return breakable(plainText(text));
}

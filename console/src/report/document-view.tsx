import type { ComponentChildren } from 'preact';
import { assertNever } from '../../../src/domain/assert-never.ts';
import {
  type Block,
  type Section as DocumentSection,
  type List,
  type ReportDocument,
  toneNames,
} from '../../../src/report/document/document.ts';
import { Badge } from '../components/badge.tsx';
import { Section } from '../components/section.tsx';
import { t } from '../lib/language.ts';
import { documentTones } from '../lib/status-looks.ts';
import { ChartList } from './chart-list.tsx';
import { DocumentTable } from './document-table.tsx';
import { DocumentText, FactList, TileList } from './document-text.tsx';
import { DriveFigure } from './drive-line/drive-figure.tsx';
import { FindingList } from './finding-list.tsx';

interface DocumentViewProps {
  document: ReportDocument;
  /** Controls beside the title of a section, by its id; `verdict` is one. */
  tools?: Readonly<Record<string, ComponentChildren>>;
  /** Whether to draw more than the verdict. */
  isWhole?: boolean;
}

/** Renders the document of a report, the same that the HTML page, the PDF and the terminal render. */
export function DocumentView({
  document: { verdict, sections },
  tools = {},
  isWhole = true,
}: DocumentViewProps) {
  return (
    <>
      <VerdictPanel verdict={verdict} tools={tools.verdict} />
      {isWhole &&
        sections.map((section) => (
          <SectionPanel key={section.id} section={section} tools={tools[section.id]} />
        ))}
    </>
  );
}

function VerdictPanel({ verdict, tools }: { verdict: ReportDocument['verdict']; tools: ComponentChildren }) {
  const { tone, sentence, narrative, overview, steps, timeline, tiles } = verdict;
  return (
    <section id="verdict" class={`panel verdict tone-${documentTones[tone]}`} aria-labelledby="verdict-title">
      <div class="panel-head">
        <h2 id="verdict-title">{t('Verdict')}</h2>
        <Badge tone={documentTones[tone]}>{t(toneNames[tone])}</Badge>
        {tools && <div class="panel-tools small">{tools}</div>}
      </div>
      <p class="verdict-sentence">
        <bdi>{sentence}</bdi>
      </p>
      {narrative.map((paragraph, i) => (
        <p key={i} class="narrative">
          <bdi>{paragraph}</bdi>
        </p>
      ))}
      {overview.length > 0 && (
        <ul class="findings-overview" aria-label={t('What was found')}>
          {overview.map((line, i) => (
            <li key={i}>
              <DocumentText text={line} />
            </li>
          ))}
        </ul>
      )}
      {timeline && <DriveFigure key={`${timeline.start} ${timeline.end}`} timeline={timeline} />}
      {steps.length > 0 && (
        <>
          <h3>{t('What to do first')}</h3>
          <ol class="first-steps">
            {steps.map((step, i) => (
              <li key={i}>
                <DocumentText text={step} />
              </li>
            ))}
          </ol>
        </>
      )}
      <TileList tiles={tiles} />
    </section>
  );
}

/** What a reader came for; the other sections unfold. */
const unfolded: ReadonlySet<string> = new Set(['findings', 'changes']);

interface SectionPanelProps {
  section: DocumentSection;
  tools: ComponentChildren;
}

function SectionPanel({ section, tools }: SectionPanelProps) {
  const { id, title, note, blocks } = section;
  return (
    <Section id={id} title={title} note={note} tools={tools} folds={!unfolded.has(id)}>
      <div class="blocks">{blocks.map((block, i) => drawBlock(block, i))}</div>
    </Section>
  );
}

function drawBlock(block: Block, key: number) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p key={key}>
          <DocumentText text={block.text} />
        </p>
      );
    case 'list':
      return <ItemList key={key} list={block} />;
    case 'facts':
      return <FactList key={key} facts={block.facts} />;
    case 'tiles':
      return (
        <div key={key} class="load">
          <h3>{block.title}</h3>
          <TileList tiles={block.tiles} />
          <p class="small muted">
            <DocumentText text={block.note} />
          </p>
        </div>
      );
    case 'findings':
      return <FindingList key={key} {...block} />;
    case 'charts':
      return <ChartList key={key} charts={block.charts} />;
    case 'table':
      return <DocumentTable key={key} {...block} />;
    default:
      return assertNever(block);
  }
}

function ItemList({ list: { label, short, items } }: { list: List }) {
  return (
    <ul class={short ? 'short-items' : 'items'} aria-label={label}>
      {items.map((item, i) => (
        <li key={i}>
          <DocumentText text={item} />
        </li>
      ))}
    </ul>
  );
}

import type { Report } from '../../../src/report/report-schema.ts';
import { formatDuration } from '../../../src/text/time-format.ts';
import { Bounded } from '../components/bounded.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Section } from '../components/section.tsx';
import { formatBytes, formatCount, formatRate } from '../lib/format.ts';
import { EvidencePlace } from './evidence-place.tsx';

type Topic = Report['topics'][number];

export function TopicsSection({ report: { topics, omitted } }: { report: Report }) {
  return (
    <Section id="topics" title="Topics" note={formatCount(topics.length + omitted.topics)}>
      {topics.length === 0 && <p class="muted">No topic could be read.</p>}
      <Bounded items={topics} first={12} what="topics" omitted={omitted.topics}>
        {(shown) =>
          shown.length > 0 && (
            <DataTable
              caption="Topics"
              columns={columns}
              rows={shown}
              keyOf={({ name, type }) => `${name} ${type}`}
            />
          )
        }
      </Bounded>
    </Section>
  );
}

const columns: Column<Topic>[] = [
  {
    head: 'Topic',
    wide: true,
    cell: ({ name, type }) => (
      <>
        <code>{name}</code>
        {type !== '' && <span class="small muted block">{type}</span>}
      </>
    ),
  },
  { head: 'Rate, Hz', numeric: true, cell: ({ rate_hz }) => formatRate(rate_hz) },
  { head: 'Messages', numeric: true, cell: ({ message_count }) => formatCount(message_count) },
  { head: 'Size', numeric: true, cell: ({ bytes }) => formatBytes(bytes) },
  {
    head: 'Longest gap',
    numeric: true,
    cell: ({ max_gap_s, max_gap_at }) =>
      max_gap_at ? (
        <details class="gap">
          <summary>{formatDuration(max_gap_s)}</summary>
          <span class="small muted">
            from <EvidencePlace evidence={max_gap_at} />
          </span>
        </details>
      ) : (
        formatDuration(max_gap_s)
      ),
  },
  {
    head: 'Out of order',
    numeric: true,
    cell: ({ out_of_order }) =>
      out_of_order === 0 ? <span class="muted">0</span> : <strong>{formatCount(out_of_order)}</strong>,
  },
  { head: 'Files', numeric: true, cell: ({ files }) => formatCount(files) },
];

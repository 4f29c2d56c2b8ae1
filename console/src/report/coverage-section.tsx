import type { Report } from '../../../src/report/report-schema.ts';
import { formatDuration } from '../../../src/text/time-format.ts';
import { Bounded } from '../components/bounded.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Section } from '../components/section.tsx';
import { RecordedTime } from '../components/times.tsx';
import { formatCount } from '../lib/format.ts';

type Stretch = Report['coverage'][number];

/** When something was recorded; what lies between two rows was not. */
export function CoverageSection({ report: { coverage } }: { report: Report }) {
  if (coverage.length === 0) return null;
  return (
    <Section id="coverage" title="Coverage" note="stretches in which at least one file recorded, UTC">
      <Bounded items={coverage} first={8} what="stretches">
        {(shown) => (
          <DataTable
            caption="Stretches recorded"
            columns={columns}
            rows={shown}
            keyOf={({ start }) => start}
          />
        )}
      </Bounded>
    </Section>
  );
}

const columns: Column<Stretch>[] = [
  { head: 'From', wide: true, cell: ({ start }) => <RecordedTime time={start} /> },
  { head: 'To', wide: true, cell: ({ end }) => <RecordedTime time={end} /> },
  {
    head: 'Length',
    numeric: true,
    cell: ({ start, end }) => formatDuration((Date.parse(end) - Date.parse(start)) / 1000),
  },
  { head: 'Files', numeric: true, cell: ({ files }) => formatCount(files) },
];

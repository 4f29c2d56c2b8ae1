import type { Row, Table, Text } from '../../../src/report/document/document.ts';
import { Bounded } from '../components/bounded.tsx';
import { DataTable } from '../components/data-table.tsx';
import { t } from '../lib/language.ts';
import { DocumentText } from './document-text.tsx';

/** A page of many tables is looked over first; each shows the rest on request. */
const firstRows = 8;

export function DocumentTable({ caption, columns, rows, first, what, omitted }: Table) {
  return (
    <Bounded
      items={rows}
      first={Math.min(first, firstRows)}
      what={what}
      omitted={omitted}
      anchorOf={({ anchor }) => anchor}
    >
      {(shown) => (
        <DataTable<Row>
          caption={caption}
          columns={columns.map((column, i) => ({
            ...column,
            cell: ({ cells, details = [] }) => (
              <>
                <DocumentText text={cells[i] ?? []} />
                {i === 0 && details.length > 0 && <Details lines={details} />}
              </>
            ),
          }))}
          rows={shown}
          keyOf={(_, index) => String(index)}
          idOf={({ anchor }) => anchor}
        />
      )}
    </Bounded>
  );
}

function Details({ lines }: { lines: Text[] }) {
  return (
    <details class="small">
      <summary>{t('Where')}</summary>
      {lines.map((line, i) => (
        <p key={i}>
          <DocumentText text={line} />
        </p>
      ))}
    </details>
  );
}

import type { ReportDocument } from '../../../../src/report/document/document.ts';
import { formatCount } from '../../lib/format.ts';

/** A table of contents: the sections of the report, and the list of files below it. */
export function SectionLinks({ document, files }: { document: ReportDocument; files: number }) {
  const links: { id: string; title: string; note?: string }[] = [
    { id: 'verdict', title: 'Verdict' },
    ...document.sections,
    { id: 'files', title: 'Files', note: formatCount(files) },
  ];
  return (
    <nav class="panel section-links" aria-labelledby="on-this-page">
      <h2 id="on-this-page">On this page</h2>
      {links.map(({ id, title, note }) => (
        <a key={id} href={`#${id}`}>
          {title} {note !== undefined && <span class="small muted">{note}</span>}
        </a>
      ))}
    </nav>
  );
}

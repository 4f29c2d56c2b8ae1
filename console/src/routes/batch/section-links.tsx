import type { ReportDocument } from '../../../../src/report/document/document.ts';
import { formatCount } from '../../lib/format.ts';
import { t } from '../../lib/language.ts';
import { reveal } from '../../lib/reveal.ts';

/** A table of contents: the sections of the report, and the list of files below it. */
export function SectionLinks({ document: report, files }: { document: ReportDocument; files: number }) {
  const links: { id: string; title: string; note?: string }[] = [
    { id: 'verdict', title: t('Verdict') },
    ...report.sections,
    { id: 'files', title: t('Files'), note: formatCount(files) },
  ];
  return (
    <nav class="panel section-links" aria-labelledby="on-this-page">
      <h2 id="on-this-page">{t('On this page')}</h2>
      {links.map(({ id, title, note }) => (
        <a key={id} href={`#${id}`} onClick={() => reveal(id)}>
          {title} {note !== undefined && <span class="small muted">{note}</span>}
        </a>
      ))}
      <span class="section-links-all">
        <button type="button" class="button-quiet" onClick={() => foldAll(true)}>
          {t('Unfold all')}
        </button>
        <button type="button" class="button-quiet" onClick={() => foldAll(false)}>
          {t('Fold all')}
        </button>
      </span>
    </nav>
  );
}

function foldAll(open: boolean): void {
  for (const one of document.querySelectorAll<HTMLDetailsElement>('.panel-folds > details')) one.open = open;
}

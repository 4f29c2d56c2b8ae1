import { useState } from 'preact/hooks';
import type { ImportResultBody } from '../../../src/api/knowledge/schema.ts';
import { importKnowledge } from '../api/knowledge.ts';
import { Link } from '../components/link.tsx';
import { ErrorNotice, Notice } from '../components/notice.tsx';
import { plural } from '../lib/format.ts';
import { type ImportFile, importSentence, readImportFile } from '../lib/import-file.ts';
import { rich, t } from '../lib/language.ts';
import { useTitle } from '../lib/use-title.ts';
import { ImportProblems } from './knowledge/import-problems.tsx';

/** Imports many entries from a file, with a preview of the changes. */
export function KnowledgeImportPage() {
  useTitle(t('Import knowledge'));
  const [file, setFile] = useState<ImportFile>();
  const [result, setResult] = useState<ImportResultBody>();
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);

  async function doing(work: () => Promise<ImportResultBody>): Promise<void> {
    setBusy(true);
    setError(undefined);
    setResult(undefined);
    try {
      setResult(await work());
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    }
    setBusy(false);
  }
  const look = (chosen: File) =>
    doing(async () => {
      setFile(undefined);
      const read = await readImportFile(chosen);
      setFile(read);
      return importKnowledge(read.text, read.kind, true);
    });
  const importable =
    file && result?.dry_run && result.problem_count === 0 && result.created + result.updated > 0;

  return (
    <div class="page">
      <nav aria-label={t('Breadcrumb')} class="breadcrumb small">
        <Link href="/knowledge">{t('Knowledge base')}</Link> <span aria-hidden="true">/</span> {t('import')}
      </nav>
      <h1>{t('Import entries')}</h1>
      <div class="panel import">
        <p>
          {rich(
            'A CSV file with a head line, or JSON; at most 8 MiB and 10,000 entries. Rows with a known {code} change that entry, others add one; all of them or none. An {a} shows the columns, and can be imported again.',
            {
              code: <code>id</code>,
              a: <a href="/api/v1/knowledge/export?format=csv">{t('export as CSV')}</a>,
            },
          )}
        </p>
        <label>
          {t('File to import')}
          <input
            type="file"
            accept=".csv,.json,text/csv,application/json"
            disabled={busy}
            // So that the same file can be chosen again after a correction.
            onClick={({ currentTarget }) => {
              currentTarget.value = '';
            }}
            onChange={({ currentTarget: { files } }) => files?.[0] && void look(files[0])}
          />
        </label>
        {busy && (
          <p class="muted" role="status">
            {t('Looking at the file…')}
          </p>
        )}
      </div>
      {error && <ErrorNotice error={error} title={t('Nothing was imported.')} />}
      {result && result.problem_count > 0 && (
        <>
          <Notice
            tone="error"
            live
            title={t('{problems} in {file}', {
              problems: plural(result.problem_count, 'problem'),
              file: file?.name ?? t('the file'),
            })}
          >
            <p>{t('Nothing is imported until they are corrected. Then choose the file again.')}</p>
          </Notice>
          <ImportProblems result={result} kind={file?.kind ?? 'csv'} />
        </>
      )}
      {result && result.problem_count === 0 && (
        <Notice
          tone={result.dry_run ? 'info' : 'good'}
          live
          title={result.dry_run ? t('Not imported yet') : t('Imported')}
        >
          <p>{importSentence(result)}</p>
          {!result.dry_run && (
            <p>
              <Link href="/knowledge">{t('Show the knowledge base')}</Link>
            </p>
          )}
        </Notice>
      )}
      {importable && (
        <p>
          <button
            type="button"
            class="button button-main"
            disabled={busy}
            onClick={() => void doing(() => importKnowledge(file.text, file.kind, false))}
          >
            {t('Import {name}', { name: file.name })}
          </button>
        </p>
      )}
    </div>
  );
}

import type { FindingBlock } from '../../../src/report/document/document.ts';
import { toneNames } from '../../../src/report/document/document.ts';
import { clipViewUrl } from '../api/batches.ts';
import { Badge } from '../components/badge.tsx';
import { Bounded } from '../components/bounded.tsx';
import { Link } from '../components/link.tsx';
import { t } from '../lib/language.ts';
import { viewUrl } from '../lib/signals/signals-view.ts';
import { documentTones } from '../lib/status-looks.ts';
import { DocumentText, FactList } from './document-text.tsx';
import { useReader } from './reader.ts';

export function FindingList({ findings, first }: { findings: FindingBlock[]; first: number }) {
  return (
    <Bounded items={findings} first={first} what={['finding', 'findings']} anchorOf={({ anchor }) => anchor}>
      {(shown, linked) => (
        <ul class="findings">
          {shown.map((finding, i) => (
            <li key={finding.anchor} id={finding.anchor}>
              <FindingArticle finding={finding} open={i === 0 || i === linked} />
            </li>
          ))}
        </ul>
      )}
    </Bounded>
  );
}

/** A finding in short; cause, advice and evidence unfold. */
function FindingArticle({ finding, open }: { finding: FindingBlock; open: boolean }) {
  const { anchor, rule, tone, title, description, facts, evidence, moments } = finding;
  const { batchId, around } = useReader();
  const window = around.get(anchor);
  const id = `${anchor}-title`;
  return (
    <article class={`finding tone-${documentTones[tone]}`} aria-labelledby={id}>
      <div class="finding-head">
        <h3 id={id}>
          <bdi>{title}</bdi>
        </h3>
        <Badge tone={documentTones[tone]}>{t(toneNames[tone])}</Badge>
      </div>
      <p>{description}</p>
      <details class="finding-more" open={open}>
        <summary>{evidence.length > 0 ? t('Cause, advice and evidence') : t('Cause and advice')}</summary>
        <FactList facts={facts} rule={rule} />
        {evidence.length > 0 && (
          <>
            <h4>{t('Evidence')}</h4>
            <ul class="evidence small">
              {evidence.map((one, i) => (
                <li key={i}>
                  <DocumentText text={one} />
                  {moments[i] && <ClipLink batchId={batchId} moment={moments[i]} />}
                </li>
              ))}
            </ul>
          </>
        )}
        {window && (
          <p>
            <Link href={viewUrl(batchId, { signals: [], compare: undefined, ...window })}>
              {t('Signals around its beginning')}
            </Link>
          </p>
        )}
      </details>
    </article>
  );
}

function ClipLink({ batchId, moment }: { batchId: string; moment: { file_id: string; time: string } }) {
  return (
    <>
      {' '}
      <a href={clipViewUrl(batchId, moment)} target="_blank" rel="noreferrer">
        {t('Open recording')}
      </a>
    </>
  );
}

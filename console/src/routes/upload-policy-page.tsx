import { useEffect, useState } from 'preact/hooks';
import { getUploadPolicy, listUploadPolicies } from '../api/vehicle-side.ts';
import { FilterForm } from '../components/filter-form.tsx';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { PlatformField } from '../components/platform-field.tsx';
import { t } from '../lib/language.ts';
import { usePlace } from '../lib/router.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';
import { PolicyEditor } from './upload-policy/policy-editor.tsx';
import type { PolicyInForce } from './upload-policy/policy-in-force.ts';
import { PolicyVersions } from './upload-policy/policy-versions.tsx';

const path = '/upload-policy';

/** What vehicles upload of themselves, and when: of one platform, or of all that have no policy of their own. */
export function UploadPolicyPage() {
  useTitle(t('Upload policy'));
  const { query } = usePlace();
  const platform = query.get('platform') || undefined;
  const [saved, setSaved] = useState('');
  useEffect(() => setSaved(''), [platform]);
  const { data, error, stale, reload } = useQuery(`policy ${platform ?? ''}`, (signal) =>
    policyOf(platform, signal),
  );
  return (
    <div class="page">
      <nav aria-label={t('Breadcrumb')} class="breadcrumb small">
        <Link href="/on-vehicles">{t('On the vehicles')}</Link> <span aria-hidden="true">/</span>{' '}
        {t('Upload policy')}
      </nav>
      <div class="page-head">
        <h1>{t('Upload policy')}</h1>
        <p class="muted list-note">{data && !stale && <span>{whose(data)}</span>}</p>
      </div>
      <p class="page-lead">
        {t(
          'The first rule that matches a file says when vehicles upload it. Vehicles ask for their policy at most five minutes after a change; what they have begun to send goes on.',
        )}
      </p>
      <FilterForm
        label={t('Choose a platform')}
        path={path}
        submit={t('Show')}
        active={platform !== undefined}
      >
        <PlatformField value={platform} />
      </FilterForm>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <div class="panel loading">{t('Loading the policy…')}</div>}
      <p role="status" class="small">
        {saved}
      </p>
      {data && !stale && (
        <PolicyEditor
          key={`${platform ?? ''} ${data.basedOn} ${data.source}`}
          policy={data}
          onSaved={(sentence) => {
            setSaved(sentence);
            reload();
          }}
        />
      )}
      {data && !stale && <PolicyVersions platform={platform} basedOn={data.basedOn} />}
    </div>
  );
}

/** The policy in force, with the version that a change is based on: one that was taken back has one too. */
async function policyOf(platform: string | undefined, signal: AbortSignal): Promise<PolicyInForce> {
  const [inForce, ofPlatform] = await Promise.all([
    getUploadPolicy(undefined, platform, signal),
    platform === undefined ? undefined : listUploadPolicies({ platform, limit: 1 }, signal),
  ]);
  const basedOn = ofPlatform ? (ofPlatform.policies[0]?.version ?? 0) : inForce.version;
  return { ...inForce, asked: platform, basedOn };
}

function whose({ asked, source, version }: PolicyInForce) {
  if (source === 'none') return t('Nobody has set one: everything is uploaded now.');
  if (asked === undefined)
    return t('Of all platforms without one of their own, version {version}.', { version });
  if (source === 'fleet') return t('The platform has none of its own: that of all others is in force.');
  return t('Of this platform alone, version {version}.', { version });
}

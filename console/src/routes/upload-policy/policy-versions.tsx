import type { PolicyPageBody } from '../../../../src/api/vehicle/policy-schema.ts';
import { listUploadPolicies } from '../../api/vehicle-side.ts';
import { Bounded } from '../../components/bounded.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { LocalTime } from '../../components/times.tsx';
import { plural } from '../../lib/format.ts';
import { t } from '../../lib/language.ts';
import { useQuery } from '../../lib/use-query.ts';
import { uploadTimeWords } from '../../lib/vehicle-side-looks.ts';

/** The most that one page of the API has. */
const mostVersions = 200;
const firstVersions = 10;

/** Who set the policies, when and why: of one platform, or of all. `basedOn` is the newest version: with another, they are read anew. */
export function PolicyVersions({ platform, basedOn }: { platform: string | undefined; basedOn: number }) {
  const { data, error, reload } = useQuery(`policies ${platform ?? ''} ${basedOn}`, (signal) =>
    listUploadPolicies({ platform, limit: mostVersions }, signal),
  );
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data || data.policies.length === 0) return null;
  return (
    <Section id="policy-versions" title={t('Versions')}>
      <Bounded items={data.policies} first={firstVersions} what={['version', 'versions']}>
        {(shown) => (
          <DataTable
            caption={t('Who set the policy and why, newest first')}
            columns={columns()}
            rows={shown}
            keyOf={({ id }) => id}
          />
        )}
      </Bounded>
    </Section>
  );
}

type Version = PolicyPageBody['policies'][number];

const columns = (): Column<Version>[] => [
  { head: t('When'), cell: ({ created_at }) => <LocalTime time={created_at} /> },
  { head: t('Who'), cell: ({ changed_by }) => <bdi>{changed_by ?? t('not said')}</bdi> },
  {
    head: t('Platform'),
    cell: ({ platform, version }) => (
      <>
        <bdi>{platform ?? t('all platforms without a policy of their own')}</bdi>{' '}
        <span class="small muted">{t('version {version}', { version })}</span>
      </>
    ),
  },
  { head: t('Policy'), cell: whatOf },
  { head: t('Why'), wide: true, cell: ({ note }) => <bdi>{note}</bdi> },
];

function whatOf({ rules, default: others }: Version): string {
  if (rules === null || others === null) return t('taken back');
  return t('{rules}; all other files: {time}', {
    rules: plural(rules.length, 'rule'),
    time: t(uploadTimeWords[others]),
  });
}

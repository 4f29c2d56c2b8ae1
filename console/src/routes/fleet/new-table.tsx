import type { ComponentChild } from 'preact';
import type { FleetSoftwareNewBody } from '../../../../src/api/fleet/software-schema.ts';
import { withQuery } from '../../api/request.ts';
import { SeverityBadge } from '../../components/badge.tsx';
import { CodeCell } from '../../components/code-cell.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Link } from '../../components/link.tsx';
import { plural } from '../../lib/format.ts';
import type { Noun } from '../../lib/language.ts';
import { more, rich, t } from '../../lib/language.ts';
import { formatHours } from '../../lib/rate-cells.ts';
import { PlatformName } from './platform-name.tsx';

type Release = FleetSoftwareNewBody['platforms'][number];

/** What the newest version of each platform has that the version before did not have. */
export function NewTable({ component, platforms }: FleetSoftwareNewBody) {
  return (
    <DataTable
      class="new-table"
      caption={t('New on the newest version of each platform')}
      columns={columnsOf(component ?? '')}
      rows={platforms}
      keyOf={({ platform }, index) => `${index} ${platform}`}
    />
  );
}

const columnsOf = (component: string): Column<Release>[] => [
  { head: t('Platform'), wide: true, cell: ({ platform }) => <PlatformName platform={platform} /> },
  { head: t('Versions'), cell: (release) => <Versions {...release} /> },
  {
    head: t('New findings'),
    cell: (release) => (
      <News release={release} all={release.new_rules} what="finding">
        {release.rules.map(({ rule, batches }) => (
          <li key={rule}>
            <code>{rule}</code>{' '}
            <BatchesLink release={release} batches={batches} what={rule} filter={{ component, text: rule }} />
          </li>
        ))}
      </News>
    ),
  },
  {
    head: t('New codes'),
    cell: (release) => (
      <News release={release} all={release.new_codes} what="code">
        {release.codes.map(({ code, source, message, severity, batches }) => (
          <li key={`${source} ${code}`}>
            <CodeCell code={code} source={source} message={message} />
            <SeverityBadge severity={severity} />{' '}
            <BatchesLink release={release} batches={batches} what={code} filter={{ component, code }} />
          </li>
        ))}
      </News>
    ),
  },
];

function Versions({ version, before }: Release) {
  return (
    <>
      <bdi>{version.version}</bdi>
      <span class="small block">
        {plural(version.batches, 'batch', 'batches')}, {formatHours(version.recorded_hours)}
      </span>
      {before && (
        <span class="small block">
          {rich('after {version}: {batches}, {recordedHours}', {
            version: <bdi>{before.version}</bdi>,
            batches: plural(before.batches, 'batch', 'batches'),
            recordedHours: formatHours(before.recorded_hours),
          })}
        </span>
      )}
    </>
  );
}

interface NewsProps {
  release: Release;
  all: number;
  what: Noun;
  children: ComponentChild[];
}

function News({ release, all, what, children }: NewsProps) {
  if (!release.before) return <span class="muted">{t('No version before it')}</span>;
  if (!release.enough)
    return (
      <span class="muted">
        {t('Less than an hour was recorded on the version before: too little to say')}
      </span>
    );
  if (all === 0) return <span class="muted">{t('None')}</span>;
  return (
    <>
      <ul class="new-list">{children}</ul>
      {all > children.length && (
        <p class="small">{t('and {count}', { count: more(all - children.length, what) })}</p>
      )}
    </>
  );
}

interface BatchesLinkProps {
  release: Release;
  batches: number;
  what: string;
  filter: Record<string, string>;
}

function BatchesLink({ release: { platform, version }, batches, what, filter }: BatchesLinkProps) {
  const said = plural(batches, 'batch', 'batches');
  if (platform === null) return <span class="small">{said}</span>;
  return (
    <Link
      class="small nowrap"
      href={withQuery('/reports', { ...filter, version: version.version, platform })}
      label={t('{batches} of {platform} with {what}', { batches: said, platform, what })}
    >
      {said}
    </Link>
  );
}

import type { RulesBody } from '../../../../src/api/rules/schema.ts';
import type { Report } from '../../../../src/report/report-schema.ts';
import { getReport } from '../../api/batches.ts';
import { withQuery } from '../../api/request.ts';
import { Link } from '../../components/link.tsx';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { rich, t } from '../../lib/language.ts';
import { useQuery } from '../../lib/use-query.ts';

interface JudgedNoticeProps {
  /** The report that linked here, by `batch` and `run`, if any. */
  query: URLSearchParams;
  rules: RulesBody;
}

/** Whether the current rules are those that judged a report, and if not, how they were set. */
export function JudgedNotice({ query, rules }: JudgedNoticeProps) {
  const batch = query.get('batch');
  const run = Number(query.get('run') ?? Number.NaN);
  const asked = batch !== null && Number.isInteger(run) ? { batch, run } : undefined;
  const { data, error } = useQuery(asked && `judged ${asked.batch} ${asked.run}`, (signal) =>
    getReport(asked?.batch ?? '', { run }, signal),
  );
  if (error) return <ErrorNotice error={error} title={t('The report that led here cannot be read.')} />;
  if (!data) return null;
  const { rule_set_version: version, rule_set } = data.provenance;
  const same = version === rules.rule_set_version;
  return (
    <Notice
      tone={same ? 'good' : 'info'}
      title={same ? t('These rules judged the report') : t('The rules have changed since this report')}
    >
      <p>
        {rich('{report} was judged by rule set {version}', {
          report: (
            <Link href={withQuery(`/batches/${data.batch_id}`, { run: data.run })}>
              {t('Run {run} of batch {batchId}', { run: data.run, batchId: data.batch_id })}
            </Link>
          ),
          version: <code>{version}</code>,
        })}
        {same ? t(', as it is set now.') : <Otherwise rules={rules} />}
      </p>
      {rule_set && <SetThen ruleSet={rule_set} />}
    </Notice>
  );
}

function Otherwise({ rules: { platform, rule_set_version } }: { rules: RulesBody }) {
  return (
    <>
      {rich(
        platform === null
          ? '; the defaults are now rule set {version}. Reprocess the batch to have it judged again.'
          : '; now {platform} is judged by rule set {version}. Reprocess the batch to have it judged again.',
        { platform: <bdi>{platform}</bdi>, version: <code>{rule_set_version}</code> },
      )}
    </>
  );
}

function SetThen({ ruleSet }: { ruleSet: NonNullable<Report['provenance']['rule_set']> }) {
  return (
    <ul class="small" aria-label={t('How the rules were set then')}>
      {ruleSet.disabled.map((rule) => (
        <li key={rule}>{rich('{rule} was switched off', { rule: <code>{rule}</code> })}</li>
      ))}
      {ruleSet.changed.map(({ rule, threshold, value, standard, unit }) => (
        <li key={`${rule} ${threshold}`}>
          {rich('{code} was {value} {unit} {standard}', {
            code: (
              <code>
                {rule}: {threshold}
              </code>
            ),
            value,
            unit,
            standard: <span class="muted">{t('(default {standard})', { standard })}</span>,
          })}
        </li>
      ))}
    </ul>
  );
}

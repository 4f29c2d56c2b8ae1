import { withQuery } from '../api/request.ts';
import { getRules } from '../api/rules.ts';
import { Empty } from '../components/empty.tsx';
import { FilterField } from '../components/filter-field.tsx';
import { FilterForm } from '../components/filter-form.tsx';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { formatCount, plural } from '../lib/format.ts';
import type { Label } from '../lib/language.ts';
import { rich, t } from '../lib/language.ts';
import { usePlace } from '../lib/router.ts';
import { isChanged, type RuleView, rulesShown, ruleViews } from '../lib/rule-draft.ts';
import { useChoice } from '../lib/use-choice.ts';
import { usePlatformNames } from '../lib/use-platform-names.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';
import { JudgedNotice } from './rules/judged-notice.tsx';
import { RuleArticle } from './rules/rule-article.tsx';

const path = '/rules';
/** So many are looked for to be read: they need not be unfolded one by one. */
const fewRules = 3;
const viewWords: Record<RuleView, Label> = {
  all: 'All',
  changed: 'Changed for the platform',
  off: 'Switched off',
};

/** Every rule with its settings for a vehicle platform. */
export function RulesPage() {
  useTitle(t('Rules'));
  const { query } = usePlace();
  const platform = query.get('platform') || undefined;
  const words = query.get('q') ?? '';
  const view = useChoice('view', ruleViews) ?? 'all';
  const { data, error, stale, reload } = useQuery(withQuery('rules', { platform }), (signal) =>
    getRules(platform, signal),
  );
  const platforms = usePlatformNames();
  const shown = data ? rulesShown(data.rules, view, words) : [];
  const active = platform !== undefined || words !== '' || view !== 'all';
  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('Rules')}</h1>
        <p class="muted list-note">
          {data && (
            <span>
              {rich(
                platform === undefined
                  ? '{shown} of {rules}, {changed} changed; rule set {ruleSet}'
                  : '{shown} of {rules}, {changed} changed on {platform}; rule set {ruleSet}',
                {
                  shown: formatCount(shown.length),
                  rules: plural(data.rules.length, 'rule'),
                  changed: formatCount(data.rules.filter(isChanged).length),
                  platform: <bdi>{platform}</bdi>,
                  ruleSet: <code>{data.rule_set_version}</code>,
                },
              )}
            </span>
          )}
        </p>
      </div>
      <p class="page-lead">
        {t(
          'Rules decide what a report finds. They can be switched off, or given other thresholds, for the vehicles of a platform; that holds for every run that is diagnosed from then on.',
        )}
      </p>
      <FilterForm label={t('Choose rules')} path={path} submit={t('Show')} active={active}>
        <FilterField
          label={t('Vehicle platform')}
          name="platform"
          value={platform}
          maxLength={64}
          options={platforms}
        />
        <FilterField label={t('Words of the rule')} name="q" value={words} maxLength={100} />
        <label>
          {t('Which rules')}
          <select name="view" value={view === 'all' ? '' : view}>
            {ruleViews.map((one) => (
              <option key={one} value={one === 'all' ? '' : one}>
                {t(viewWords[one])}
              </option>
            ))}
          </select>
        </label>
      </FilterForm>
      {data && !stale && <JudgedNotice query={query} rules={data} />}
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <div class="panel loading">{t('Loading the rules…')}</div>}
      {data && shown.length === 0 && (
        <Empty sentence={t('No rule matches.')}>
          <Link href={withQuery(path, { platform })}>{t('Show all rules')}</Link>
        </Empty>
      )}
      <ul class={stale ? 'rules is-stale' : 'rules'} aria-label={t('Rules that are shown')}>
        {shown.map((rule) => (
          <li key={`${rule.id} ${data?.platform}`}>
            <RuleArticle
              rule={rule}
              platform={data?.platform ?? undefined}
              open={shown.length <= fewRules}
              onChanged={reload}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { provenSentence } from '../../../../src/diagnosis/proven.ts';
import { Badge, SeverityBadge } from '../../components/badge.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { LocalTime } from '../../components/times.tsx';
import { formatNumber } from '../../lib/format.ts';
import { currentLanguage, ofArgus, rich, t } from '../../lib/language.ts';
import { isChanged, type RuleInForce } from '../../lib/rule-draft.ts';
import { RuleForm } from './rule-form.tsx';

interface RuleArticleProps {
  rule: RuleInForce;
  /** Platform whose settings are shown; without one nothing can be changed. */
  platform: string | undefined;
  /** Unfolded at first. */
  open: boolean;
  onChanged: () => void;
}

export function RuleArticle({ rule, platform, open, onChanged }: RuleArticleProps) {
  const { id, version, question, severities, proven, thresholds, likely_cause, advice, enabled } = rule;
  const [editing, setEditing] = useState(false);
  const [saved, setSaved] = useState('');
  const change = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useLayoutEffect(() => {
    if (wasEditing.current && !editing) change.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  const done = (sentence: string) => {
    setEditing(false);
    setSaved(sentence);
    if (sentence !== '') onChanged();
  };
  return (
    <article
      class={enabled ? 'panel panel-folds rule' : 'panel panel-folds rule rule-off'}
      aria-labelledby={`rule-${id}`}
    >
      <details open={open}>
        <summary>
          <span class="rule-head">
            <h2 id={`rule-${id}`}>{ofArgus(question)}</h2>
            {!enabled && <Badge tone="waiting">{t('Switched off')}</Badge>}
            {enabled && isChanged(rule) && <Badge tone="active">{t('Changed')}</Badge>}
          </span>
          <span class="small muted rule-facts">
            <code>{id}</code> {t('finds')}
            {severities.map((severity) => (
              <SeverityBadge key={severity} severity={severity} />
            ))}
          </span>
        </summary>
        <p class="small muted rule-facts">
          <span>{t('version {version}', { version })}</span>
          {severities.some((severity) => severity !== 'info') && (
            <span>{provenSentence(proven, currentLanguage())}</span>
          )}
        </p>
        {thresholds.length > 0 && (
          <DataTable
            caption={t('Thresholds of {id}', { id })}
            columns={columns()}
            rows={thresholds}
            keyOf={({ name }) => name}
          />
        )}
        <Setting rule={rule} />
        <dl class="pairs small">
          <div>
            <dt class="muted">{t('Likely cause')}</dt>
            <dd>{ofArgus(likely_cause)}</dd>
          </div>
          <div>
            <dt class="muted">{t('Advice')}</dt>
            <dd>{ofArgus(advice)}</dd>
          </div>
        </dl>
        {platform !== undefined && !editing && (
          <p class="rule-change">
            <button
              ref={change}
              type="button"
              class="button"
              onClick={() => setEditing(true)}
              aria-label={t('Change {id}', { id })}
            >
              {t('Change for {platform}…', { platform })}
            </button>
            <span role="status" class="small muted">
              {saved}
            </span>
          </p>
        )}
        {platform !== undefined && editing && <RuleForm rule={rule} platform={platform} onDone={done} />}
      </details>
    </article>
  );
}

function Setting({ rule: { setting } }: { rule: RuleInForce }) {
  if (!setting) return null;
  return (
    <p class="small">
      {setting.changed_by === null
        ? rich('Set {time}', { time: <LocalTime time={setting.updated_at} /> })
        : rich('Set {time} by {changedBy}', {
            time: <LocalTime time={setting.updated_at} />,
            changedBy: <bdi>{setting.changed_by}</bdi>,
          })}
      {setting.note !== null && (
        <>
          : <bdi class="rule-note">{setting.note}</bdi>
        </>
      )}
    </p>
  );
}

type ThresholdRow = RuleInForce['thresholds'][number];

const withUnit = (value: number, unit: string) => `${formatNumber(value, 6)}${unit === '' ? '' : ` ${unit}`}`;

const columns = (): Column<ThresholdRow>[] => [
  { head: t('Threshold'), cell: ({ name }) => <code>{name}</code> },
  {
    head: t('In force'),
    numeric: true,
    cell: ({ value, standard, unit }) =>
      value === standard ? withUnit(value, unit) : <strong>{withUnit(value, unit)}</strong>,
  },
  {
    head: t('Default'),
    numeric: true,
    cell: ({ standard, unit }) => <span class="muted">{withUnit(standard, unit)}</span>,
  },
  { head: t('Source'), wide: true, cell: ({ source }) => <span class="small">{ofArgus(source)}</span> },
];

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../../api/api-error.ts';
import { resetRule, setRule } from '../../api/rules.ts';
import { ChangeFields } from '../../components/change-fields.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { operatorName } from '../../lib/kept-text.ts';
import { t } from '../../lib/language.ts';
import {
  type FieldProblem,
  fieldMessage,
  type RuleInForce,
  settingOf,
  thresholdField,
} from '../../lib/rule-draft.ts';
import { useSession } from '../../lib/use-session.ts';
import { ThresholdField } from './threshold-field.tsx';

interface RuleFormProps {
  rule: RuleInForce;
  platform: string;
  /** Called with what was done, or with nothing when cancelled. */
  onDone: (sentence: string) => void;
}

/** Switches a rule off or on, and changes its thresholds, for the vehicles of a platform. */
export function RuleForm({ rule, platform, onDone }: RuleFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const session = useSession();
  const [problem, setProblem] = useState<FieldProblem>();
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);
  // Before the next key press: an effect after painting would lose fast typing.
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), []);

  async function doing(work: () => Promise<unknown>, sentence: string): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    setError(undefined);
    try {
      await work();
      onDone(sentence);
    } catch (failure) {
      const { field, message } = failure as ApiError;
      const known =
        failure instanceof ApiError && field !== undefined && form.current?.elements.namedItem(field);
      if (known && field) refuse({ field, message: fieldMessage(field, message) });
      else setError(failure instanceof Error ? failure : new Error(String(failure)));
      setBusy(false);
    }
  }
  function refuse(wrong: FieldProblem): void {
    setProblem(wrong);
    const field = form.current?.elements.namedItem(wrong.field);
    if (field instanceof HTMLElement) field.focus();
  }
  function save(data: FormData): void {
    const setting = settingOf(rule, data);
    if ('field' in setting) {
      refuse(setting);
      return;
    }
    if (session?.open !== false) operatorName.write(setting.changed_by ?? '');
    void doing(
      () => setRule(platform, rule.id, setting),
      t('Saved: applies to {platform} from the next diagnosis on.', { platform }),
    );
  }
  const reset = () =>
    doing(() => resetRule(platform, rule.id), t('Reset: {platform} has the defaults again.', { platform }));
  const problemAt = (field: string) => (problem?.field === field ? problem.message : undefined);

  return (
    <form
      ref={form}
      class="rule-form"
      aria-label={t('{rule} for {platform}', { rule: rule.id, platform })}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save(new FormData(event.currentTarget));
      }}
      onKeyDown={(event) => event.key === 'Escape' && onDone('')}
    >
      <label class="check">
        <input type="checkbox" name="enabled" defaultChecked={rule.enabled} /> {t('Use this rule')}
      </label>
      {rule.thresholds.map((threshold) => (
        <ThresholdField
          key={threshold.name}
          threshold={threshold}
          problem={problemAt(thresholdField(threshold.name))}
        />
      ))}
      <ChangeFields note={rule.setting?.note ?? ''} problemAt={problemAt} />
      {error && <ErrorNotice error={error} />}
      <div class="rule-buttons">
        <button type="submit" class="button button-main" disabled={busy}>
          {t('Save')}
        </button>
        {rule.setting && (
          <button type="button" class="button" disabled={busy} onClick={() => void reset()}>
            {t('Reset to default')}
          </button>
        )}
        <button type="button" class="button-quiet" disabled={busy} onClick={() => onDone('')}>
          {t('Leave it as it is')}
        </button>
      </div>
    </form>
  );
}

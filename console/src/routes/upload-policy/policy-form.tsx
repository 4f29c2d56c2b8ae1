import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { mostUploadRules } from '../../../../src/domain/upload-policy.ts';
import { ApiError } from '../../api/api-error.ts';
import { resetUploadPolicy, setUploadPolicy } from '../../api/vehicle-side.ts';
import { ChangeFields } from '../../components/change-fields.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { operatorName } from '../../lib/kept-text.ts';
import { t } from '../../lib/language.ts';
import {
  addRule,
  fieldsOf,
  type PolicyDraft,
  patternField,
  policyOf,
  problemsOf,
  refusalAt,
} from '../../lib/policy-draft.ts';
import type { FieldProblem } from '../../lib/rule-draft.ts';
import { useSession } from '../../lib/use-session.ts';
import type { PolicyInForce } from './policy-in-force.ts';
import { PolicyRuleRow, UploadTimeField } from './policy-rule-row.tsx';

interface PolicyFormProps {
  policy: PolicyInForce;
  draft: PolicyDraft;
  onDraft: (draft: PolicyDraft) => void;
  onSaved: (sentence: string) => void;
}

/** Changes the rules of a platform, or of all others, and says at the field what cannot be saved. */
export function PolicyForm({ policy, draft, onDraft, onSaved }: PolicyFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const session = useSession();
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const mayChange = session?.open !== false || session.identity?.role !== 'reader';
  const { asked, source, basedOn } = policy;
  const whom = asked ?? t('all platforms without a policy of their own');

  const problemAt = (name: string) => problems.find(({ field }) => field === name)?.message;

  // Once it is drawn: while the form is busy its fields take no focus.
  useLayoutEffect(() => {
    const field = form.current?.elements.namedItem(problems[0]?.field ?? '');
    if (field instanceof HTMLElement) field.focus();
  }, [problems]);

  /** Problems are of the rules as they were, by their places. */
  function change(next: PolicyDraft): void {
    setProblems([]);
    onDraft(next);
  }
  async function doing(work: () => Promise<unknown>, sentence: string): Promise<void> {
    setBusy(true);
    setProblems([]);
    setError(undefined);
    try {
      await work();
      onSaved(sentence);
    } catch (failure) {
      const { field, message } = failure as ApiError;
      const isAtField = failure instanceof ApiError && field !== undefined && fieldsOf(draft).includes(field);
      if (isAtField) setProblems([refusalAt(field, message)]);
      else setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      setBusy(false);
    }
  }
  function save(data: FormData): void {
    const found = problemsOf(draft);
    if (found.length > 0) {
      setProblems(found);
      return;
    }
    const text = (name: string) => String(data.get(name) ?? '').trim() || null;
    const changed_by = text('changed_by');
    if (session?.open !== false) operatorName.write(changed_by ?? '');
    const body = { ...policyOf(draft), note: text('note'), changed_by, version: basedOn };
    void doing(() => setUploadPolicy(asked, body), t('Saved for {whom}.', { whom }));
  }

  return (
    <Section id="policy-rules" title={t('Rules')} note={t('for {whom}', { whom })}>
      <form
        ref={form}
        class="policy-form"
        aria-label={t('Upload policy')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save(new FormData(event.currentTarget));
        }}
      >
        <fieldset disabled={busy || !mayChange}>
          <ol class="policy-rules" aria-label={t('Rules, the first that matches holds')}>
            {draft.rules.map((rule, index) => (
              <PolicyRuleRow
                key={rule.key}
                {...{ rule, index, draft }}
                onDraft={change}
                problem={problemAt(patternField(index))}
              />
            ))}
          </ol>
          <button
            type="button"
            class="button"
            disabled={draft.rules.length >= mostUploadRules}
            onClick={() => change(addRule(draft))}
          >
            {t('Add a rule')}
          </button>
          <div class="policy-default">
            <span class="small muted">{t('All other files')}</span>
            <UploadTimeField
              name="default"
              label={t('When all other files go up')}
              value={draft.default}
              onChange={(upload) => change({ ...draft, default: upload })}
            />
          </div>
          <ChangeFields problemAt={problemAt} />
          {error && <ErrorNotice error={error} />}
          {!mayChange && (
            <p class="small muted">{t('Your role reads the policy; an operator changes it.')}</p>
          )}
          <div class="policy-buttons">
            <button type="submit" class="button button-main">
              {t('Save')}
            </button>
            {asked !== undefined && source === 'platform' && (
              <button
                type="button"
                class="button"
                onClick={() =>
                  void doing(
                    () => resetUploadPolicy(asked),
                    t('Taken back: {asked} has the policy of all others.', { asked }),
                  )
                }
              >
                {t('Take it back')}
              </button>
            )}
          </div>
        </fieldset>
      </form>
    </Section>
  );
}

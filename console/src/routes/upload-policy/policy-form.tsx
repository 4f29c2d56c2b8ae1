import { useRef, useState } from 'preact/hooks';
import { mostUploadRules } from '../../../../src/domain/upload-policy.ts';
import { ApiError } from '../../api/api-error.ts';
import { resetUploadPolicy, setUploadPolicy } from '../../api/vehicle-side.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { operatorName } from '../../lib/kept-text.ts';
import { addRule, type PolicyDraft, policyOf, problemsOf, refusalAt } from '../../lib/policy-draft.ts';
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

const longest = { note: 1_000, name: 100 } as const;

/** Changes the rules of a platform, or of all others, and says at the field what cannot be saved. */
export function PolicyForm({ policy, draft, onDraft, onSaved }: PolicyFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const session = useSession();
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const mayChange = session?.open !== false || session.identity?.role !== 'reader';
  const { asked, source, basedOn } = policy;
  const whom = asked ?? 'all platforms without a policy of their own';

  function refuse(found: FieldProblem[]): void {
    setProblems(found);
    const field = form.current?.elements.namedItem(found[0]?.field ?? '');
    if (field instanceof HTMLElement) field.focus();
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
      const isAtField = field !== undefined && form.current?.elements.namedItem(field);
      if (failure instanceof ApiError && isAtField) refuse([refusalAt(field, message)]);
      else setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      setBusy(false);
    }
  }
  function save(data: FormData): void {
    const found = problemsOf(draft);
    if (found.length > 0) {
      refuse(found);
      return;
    }
    const text = (name: string) => String(data.get(name) ?? '').trim() || null;
    const changed_by = text('changed_by');
    if (session?.open !== false) operatorName.write(changed_by ?? '');
    const body = { ...policyOf(draft), note: text('note'), changed_by, version: basedOn };
    void doing(() => setUploadPolicy(asked, body), `Saved for ${whom}.`);
  }

  return (
    <Section id="policy-rules" title="Rules" note={`for ${whom}`}>
      <form
        ref={form}
        class="policy-form"
        aria-label="Upload policy"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save(new FormData(event.currentTarget));
        }}
      >
        <fieldset disabled={busy || !mayChange}>
          <ol class="policy-rules" aria-label="Rules, the first that matches holds">
            {draft.rules.map((rule, index) => (
              <PolicyRuleRow
                key={rule.key}
                {...{ rule, index, draft, onDraft }}
                problem={problems.find(({ field }) => field === `rules.${index}.pattern`)?.message}
              />
            ))}
          </ol>
          <button
            type="button"
            class="button"
            disabled={draft.rules.length >= mostUploadRules}
            onClick={() => onDraft(addRule(draft))}
          >
            Add a rule
          </button>
          <div class="policy-default">
            <span class="small muted">All other files</span>
            <UploadTimeField
              name="default"
              label="When all other files go up"
              value={draft.default}
              onChange={(upload) => onDraft({ ...draft, default: upload })}
            />
          </div>
          <label>
            Why
            <textarea name="note" rows={2} maxLength={longest.note} />
          </label>
          {session?.open !== false && (
            <label>
              Your name
              <input
                name="changed_by"
                maxLength={longest.name}
                defaultValue={operatorName.read()}
                autoComplete="name"
              />
            </label>
          )}
          {error && <ErrorNotice error={error} />}
          {!mayChange && <p class="small muted">Your role reads the policy; an operator changes it.</p>}
          <div class="policy-buttons">
            <button type="submit" class="button button-main">
              Save
            </button>
            {asked !== undefined && source === 'platform' && (
              <button
                type="button"
                class="button"
                onClick={() =>
                  void doing(
                    () => resetUploadPolicy(asked),
                    `Taken back: ${asked} has the policy of all others.`,
                  )
                }
              >
                Take it back
              </button>
            )}
          </div>
        </fieldset>
      </form>
    </Section>
  );
}

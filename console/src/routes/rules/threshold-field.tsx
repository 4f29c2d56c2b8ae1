import { useId } from 'preact/hooks';
import { FieldProblemText } from '../../components/field-problem.tsx';
import { t } from '../../lib/language.ts';
import { type RuleInForce, thresholdField } from '../../lib/rule-draft.ts';

interface ThresholdFieldProps {
  threshold: RuleInForce['thresholds'][number];
  problem: string | undefined;
}

/** A threshold in its unit. A text field, since a number field hides invalid input. */
export function ThresholdField({ threshold, problem }: ThresholdFieldProps) {
  const { name, value, standard, unit, min, max } = threshold;
  const id = useId();
  const of = unit === '' ? '' : ` ${unit}`;
  return (
    <div class="threshold-field">
      <label for={id}>
        <code>{name}</code>
        {of}
      </label>
      <input
        id={id}
        name={thresholdField(name)}
        inputMode="decimal"
        autoComplete="off"
        maxLength={30}
        defaultValue={String(value)}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-hint ${id}-problem`}
      />
      <span id={`${id}-hint`} class="small muted">
        {t('default {standard}{of}; from {min} to {max}', { standard, of, min, max })}
      </span>
      <FieldProblemText id={`${id}-problem`} message={problem} />
    </div>
  );
}

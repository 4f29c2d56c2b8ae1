import { useId } from 'preact/hooks';
import { longestGlob } from '../../../../src/domain/glob.ts';
import { type UploadTime, uploadTimes } from '../../../../src/domain/upload-policy.ts';
import { FieldProblemText } from '../../components/field-problem.tsx';
import { t } from '../../lib/language.ts';
import {
  changeRule,
  type DraftRule,
  type PolicyDraft,
  patternField,
  raiseRule,
  removeRule,
} from '../../lib/policy-draft.ts';
import { uploadTimeWords } from '../../lib/vehicle-side-looks.ts';

interface PolicyRuleRowProps {
  rule: DraftRule;
  index: number;
  draft: PolicyDraft;
  onDraft: (draft: PolicyDraft) => void;
  problem: string | undefined;
}

/** A glob, and when the files that it matches go up. */
export function PolicyRuleRow({ rule, index, draft, onDraft, problem }: PolicyRuleRowProps) {
  const id = useId();
  const { key, pattern, upload } = rule;
  const number = index + 1;
  return (
    <li class="policy-rule">
      <input
        name={patternField(index)}
        aria-label={t('Files of rule {number}, a glob such as cam0/**', { number })}
        placeholder={t('cam0/** or *.log')}
        value={pattern}
        maxLength={longestGlob}
        autoComplete="off"
        spellcheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
        onInput={(event) => onDraft(changeRule(draft, key, { pattern: event.currentTarget.value }))}
      />
      <UploadTimeField
        name={`rules.${index}.upload`}
        label={t('When files of rule {number} go up', { number })}
        value={upload}
        onChange={(time) => onDraft(changeRule(draft, key, { upload: time }))}
      />
      <span class="policy-rule-tools">
        <button
          type="button"
          class="button-quiet"
          disabled={index === 0}
          aria-label={t('Move rule {number} up', { number })}
          onClick={() => onDraft(raiseRule(draft, key))}
        >
          {t('Up')}
        </button>
        <button
          type="button"
          class="button-quiet"
          aria-label={t('Remove rule {number}', { number })}
          onClick={() => onDraft(removeRule(draft, key))}
        >
          {t('Remove')}
        </button>
      </span>
      <FieldProblemText id={`${id}-problem`} message={problem} />
    </li>
  );
}

interface UploadTimeFieldProps {
  name: string;
  label: string;
  value: UploadTime;
  onChange: (upload: UploadTime) => void;
}

export function UploadTimeField({ name, label, value, onChange }: UploadTimeFieldProps) {
  return (
    <select
      name={name}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as UploadTime)}
    >
      {uploadTimes.map((time) => (
        <option key={time} value={time}>
          {t(uploadTimeWords[time])}
        </option>
      ))}
    </select>
  );
}

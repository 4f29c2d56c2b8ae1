import {
  type KnowledgeContent,
  knowledgeLimits,
  type ShippedEntry,
} from '../../../../src/domain/knowledge.ts';
import { severities } from '../../../../src/domain/severity.ts';
import { contentOf, shownField } from '../../lib/entry-fields.ts';
import { ofKnowledge, t } from '../../lib/language.ts';

interface EntryFormProps {
  entry?: ShippedEntry;
  onSave: (content: KnowledgeContent) => void;
}

const lines = [
  ['error_code', 'Code, or a range such as P03*', false],
  ['rule', 'Rule', false],
  ['vehicle_platform', 'Platform (empty: all)', false],
  ['component', 'Component', false],
  ['source', 'Source', true],
] as const;
const texts = [
  ['symptom', 'Symptom'],
  ['solution', 'What to do'],
] as const;

export function EntryForm({ entry, onSave }: EntryFormProps) {
  return (
    <form
      class="panel entry-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(contentOf(new FormData(event.currentTarget), entry, ofKnowledge));
      }}
    >
      {texts.map(([name, label]) => (
        <label key={name}>
          {t(label)}
          <textarea
            name={name}
            rows={4}
            required
            maxLength={knowledgeLimits[name]}
            defaultValue={shownField(entry, name, ofKnowledge)}
          />
        </label>
      ))}
      {lines.map(([name, label, required]) => (
        <label key={name}>
          {t(label)}
          <input
            name={name}
            required={required}
            maxLength={knowledgeLimits[name]}
            defaultValue={shownField(entry, name, ofKnowledge)}
            autoComplete="off"
          />
        </label>
      ))}
      <label>
        {t('Severity')}
        <select name="severity" defaultValue={entry?.severity ?? ''}>
          <option value="">{t('None')}</option>
          {severities.map((severity) => (
            <option key={severity} value={severity} selected={severity === entry?.severity}>
              {t(severity)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button button-main">
        {t('Save')}
      </button>
    </form>
  );
}

import { type KnowledgeContent, knowledgeLimits } from '../../../../src/domain/knowledge.ts';
import { type Severity, severities } from '../../../../src/domain/severity.ts';
import { t } from '../../lib/language.ts';

interface EntryFormProps {
  entry?: KnowledgeContent;
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
        onSave(contentOf(new FormData(event.currentTarget)));
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
            defaultValue={entry?.[name] ?? ''}
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
            defaultValue={entry?.[name] ?? ''}
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

function contentOf(form: FormData): KnowledgeContent {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const optional = (name: string) => text(name) || null;
  return {
    error_code: optional('error_code'),
    vehicle_platform: optional('vehicle_platform'),
    component: optional('component'),
    severity: optional('severity') as Severity | null,
    rule: optional('rule'),
    symptom: text('symptom'),
    solution: text('solution'),
    source: text('source'),
  };
}

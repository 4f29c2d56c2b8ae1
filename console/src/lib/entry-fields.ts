import type { KnowledgeContent, ShippedEntry } from '../../../src/domain/knowledge.ts';
import type { Severity } from '../../../src/domain/severity.ts';
import type { Language } from '../../../src/language/language.ts';

/** Fields of the form of an entry that are written, not chosen. */
export type EntryField = Exclude<keyof KnowledgeContent, 'severity'>;
type InLanguage = Language['ofKnowledge'];

/** Codes, rules and platforms are the same in all languages. */
const inWords: ReadonlySet<EntryField> = new Set(['symptom', 'solution', 'component', 'source']);

/** A field of an entry as the form shows it: texts that came with Argus in the language of the page. */
export function shownField(
  entry: ShippedEntry | undefined,
  field: EntryField,
  ofKnowledge: InLanguage,
): string {
  const stored = entry?.[field] ?? '';
  return entry && inWords.has(field) ? ofKnowledge(entry.id, stored) : stored;
}

/** What the form says. A field that is left as it was shown stays as it is stored, which may be in English. */
export function contentOf(
  form: FormData,
  entry: ShippedEntry | undefined,
  ofKnowledge: InLanguage,
): KnowledgeContent {
  const text = (field: EntryField) => {
    const written = String(form.get(field) ?? '').trim();
    return written === shownField(entry, field, ofKnowledge) ? (entry?.[field] ?? '') : written;
  };
  const optional = (field: EntryField) => text(field) || null;
  return {
    error_code: optional('error_code'),
    vehicle_platform: optional('vehicle_platform'),
    component: optional('component'),
    severity: (form.get('severity') || null) as Severity | null,
    rule: optional('rule'),
    symptom: text('symptom'),
    solution: text('solution'),
    source: text('source'),
  };
}

import { expect, test } from 'vitest';
import { contentOf, type EntryField, shownField } from '../../../console/src/lib/entry-fields.ts';
import { shippedKnowledge } from '../../../src/diagnosis/knowledge/shipped-knowledge.ts';
import { loadLanguage } from '../../../src/language/load-language.ts';

const { ofKnowledge } = await loadLanguage('zh');
const entry = shippedKnowledge.entries.find(({ id }) => id === 'std-obd-p0420');
const fields: EntryField[] = [
  'error_code',
  'vehicle_platform',
  'component',
  'rule',
  'symptom',
  'solution',
  'source',
];

function formAsShown(): FormData {
  const form = new FormData();
  for (const field of fields) form.set(field, shownField(entry, field, ofKnowledge));
  form.set('severity', entry?.severity ?? '');
  return form;
}

test('whoever saves a shipped entry in Chinese stores only the fields that were changed', () => {
  const form = formAsShown();
  expect(form.get('symptom')).toBe('催化转化器效率低于阈值，第 1 列气缸。');
  const { id, alsoFoundBy, ...content } = entry ?? { id: '', alsoFoundBy: '' };
  expect(contentOf(form, entry, ofKnowledge)).toEqual(content);
  form.set('solution', ' 先查排气泄漏。 ');
  expect(contentOf(form, entry, ofKnowledge)).toEqual({ ...content, solution: '先查排气泄漏。' });
});

test('an entry of an operator is shown as it is stored', () => {
  const own = { ...(entry as NonNullable<typeof entry>), id: '7d9a2c5e' };
  expect(shownField(own, 'symptom', ofKnowledge)).toBe(own.symptom);
});

test('a new entry has what the form says, and nothing for what it leaves empty', () => {
  const form = new FormData();
  form.set('symptom', ' It stalls. ');
  expect(contentOf(form, undefined, ofKnowledge)).toMatchObject({
    symptom: 'It stalls.',
    solution: '',
    error_code: null,
    severity: null,
  });
});

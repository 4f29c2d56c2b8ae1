import { describe, expect, test } from 'vitest';
import { shippedKnowledge } from '../../../src/diagnosis/knowledge/shipped-knowledge.ts';
import { searchText } from '../../../src/domain/search-text.ts';
import { knowledgeTexts } from '../../../src/language/chinese/knowledge/knowledge-texts.ts';
import { storedSentences } from '../../../src/language/chinese/stored-sentences.ts';
import { loadLanguage } from '../../../src/language/load-language.ts';
import { contentRow } from '../../../src/stores/postgres/knowledge/rows.ts';
import { quote } from '../../../src/text/wording.ts';

const { ofKnowledge } = await loadLanguage('zh');
const { entries } = shippedKnowledge;
const shippedTexts = entries.flatMap(({ component, symptom, solution, source }) => [
  component ?? '',
  symptom,
  solution,
  source,
]);

describe('the shipped knowledge', () => {
  test('has Chinese of every title, advice, component and source, and of no others', () => {
    expect(shippedTexts.filter((text) => !Object.hasOwn(knowledgeTexts, text))).toEqual([]);
    const used = new Set(shippedTexts);
    expect(Object.keys(knowledgeTexts).filter((text) => !used.has(text))).toEqual([]);
  });

  test('says in Chinese what reports store: they cut no title', () => {
    expect(entries.filter(({ symptom }) => quote(symptom) !== symptom)).toEqual([]);
  });

  test('has the figures of the English, no English punctuation after Chinese, and no English words in a row', () => {
    const figures = (text: string) => (text.match(/\d+(?:\.\d+)?/g) ?? []).sort().join(' ');
    const wrong = Object.entries(knowledgeTexts).filter(
      ([english, chinese]) =>
        figures(chinese.replace('（E2E）', '')) !== figures(english) ||
        /\p{Script=Han}[,;:.?!]|[a-z]{2,} [a-z]{2,}/u.test(chinese) ||
        !/\p{Script=Han}|^GPS$|^SAE /u.test(chinese),
    );
    expect(wrong).toEqual([]);
  });

  test('is not translated elsewhere as well', () => {
    expect(Object.keys(knowledgeTexts).filter((text) => Object.hasOwn(storedSentences, text))).toEqual([]);
  });

  test.each([
    ['std-obd-p0301', '失火'],
    ['std-obd-p0420', '三元催化器'],
    ['std-j1939-spn-157-range', '高压共轨'],
    ['std-j1939-spn-102-range', '增压压力'],
  ])('%s is found by %s', (id, word) => {
    const entry = entries.find((each) => each.id === id);
    if (!entry) throw new Error(id);
    expect(contentRow(entry, entry.alsoFoundBy).search_text).toContain(searchText(word, 20));
  });

  test('is found by all of its words: none is cut off', () => {
    const words = ({ error_code, component, symptom, alsoFoundBy }: (typeof entries)[number]) =>
      [error_code, component, symptom, alsoFoundBy].filter((text) => text !== null).join(' ');
    const cut = entries.filter(
      (entry) => contentRow(entry, entry.alsoFoundBy).search_text !== searchText(words(entry), 1_000),
    );
    expect(cut).toEqual([]);
  });
});

test('what an operator wrote stays, also in an entry that came with Argus', () => {
  expect(ofKnowledge('std-obd-p0301', 'Cylinder 1 misfires.')).toBe('气缸 1 失火。');
  expect(ofKnowledge('std-obd-p0301', 'Cylinder 1 misfires; see bulletin 7.')).toBe(
    'Cylinder 1 misfires; see bulletin 7.',
  );
  expect(ofKnowledge('7d9a2c5e', 'Cylinder 1 misfires.')).toBe('Cylinder 1 misfires.');
});

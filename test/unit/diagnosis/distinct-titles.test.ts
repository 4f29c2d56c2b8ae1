import { expect, test } from 'vitest';
import { withDistinctTitles } from '../../../src/diagnosis/distinct-titles.ts';
import type { Finding } from '../../../src/diagnosis/finding-schema.ts';

function finding(title: string, file_name: string, topic?: string): Finding {
  return {
    rule: 'some-rule',
    severity: 'warning',
    title,
    description: 'It was seen.',
    likely_cause: 'Wear.',
    advice: 'Look at it.',
    evidence: [{ file_id: file_name, file_name, ...(topic !== undefined && { topic }) }],
  };
}

const titles = (...findings: Finding[]) => withDistinctTitles(findings).map(({ title }) => title);

test('findings with one title name their topics, or their files if the topic is the same', () => {
  expect(
    titles(finding('Hot', 'a', '/front'), finding('Hot', 'a', '/rear'), finding('Cold', 'a', '/x')),
  ).toEqual(['Hot (/front)', 'Hot (/rear)', 'Cold']);
  expect(titles(finding('Hot', 'a', '/t'), finding('Hot', 'b', '/t'))).toEqual(['Hot (a)', 'Hot (b)']);
});

test('three findings with one title name topic and file if neither alone distinguishes them', () => {
  expect(
    titles(finding('Hot', 'a', '/front'), finding('Hot', 'a', '/rear'), finding('Hot', 'b', '/rear')),
  ).toEqual(['Hot (/front, a)', 'Hot (/rear, a)', 'Hot (/rear, b)']);
  expect(titles(finding('Hot', 'a', '/t'), finding('Hot', 'a', '/t'), finding('Hot', 'b'))).toEqual([
    'Hot (/t)',
    'Hot (/t)',
    'Hot',
  ]);
});

test('findings that no place distinguishes keep their title', () => {
  expect(titles(finding('Hot', 'a', '/t'), finding('Hot', 'a', '/t'))).toEqual(['Hot', 'Hot']);
});

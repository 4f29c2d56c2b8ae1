import { describe, expect, test } from 'vitest';
import { type Candidate, chooseKnowledge } from '../../../src/diagnosis/knowledge/choose-knowledge.ts';
import { knowledgeQuestion } from '../../../src/diagnosis/knowledge/knowledge-question.ts';
import { shippedKnowledge } from '../../../src/diagnosis/knowledge/shipped-knowledge.ts';
import { rules } from '../../../src/diagnosis/rule-set.ts';
import { codePatternProblem } from '../../../src/domain/code-pattern.ts';
import { knowledgeLimits, shippedPrefix } from '../../../src/domain/knowledge.ts';
import type { Finding } from '../../../src/report/report-schema.ts';

const finding = (change: Partial<Finding> = {}): Finding => ({
  rule: 'obd-dtc',
  severity: 'error',
  title: 'Confirmed: P0301',
  description: '',
  likely_cause: '',
  advice: '',
  evidence: [],
  codes: ['P0301'],
  ...change,
});
const candidate = (change: Partial<Candidate>): Candidate => ({
  id: 'a',
  code_key: null,
  vehicle_platform: null,
  rule: null,
  symptom: 'It misfires.',
  solution: 'Swap the coil.',
  source: 'workshop',
  helped: 0,
  wrong: 0,
  text: null,
  alike: null,
  ...change,
});
const chosen = (
  candidates: Candidate[],
  one = finding(),
  texts: { finding: number; folded: string }[] = [],
) => chooseKnowledge([one], candidates, texts)[0]?.knowledge?.map(({ id, why }) => [id, why]);

describe('the shipped entries', () => {
  const { entries } = shippedKnowledge;

  test('explain every rule, and only existing rules', () => {
    const explained = entries.flatMap(({ rule }) => rule ?? []);
    expect(explained.toSorted()).toEqual(rules.map(({ id }) => id).toSorted());
  });

  test('have ids of their own, codes that can be looked up and texts within the limits', () => {
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    for (const entry of entries) {
      expect(entry.id).toMatch(/^std-[a-z0-9-]+$/);
      expect(entry.id.startsWith(shippedPrefix)).toBe(true);
      if (entry.error_code !== null) expect(codePatternProblem(entry.error_code)).toBeUndefined();
      for (const [name, longest] of Object.entries(knowledgeLimits)) {
        expect((entry[name as keyof typeof entry] ?? 'x').length).toBeLessThanOrEqual(longest);
        expect(entry[name as keyof typeof entry]).not.toBe('');
      }
    }
  });
});

describe('a finding carries', () => {
  test('the narrowest code first, then ranges, then what is known of its rule', () => {
    const range = candidate({ id: 'range', code_key: 'P03*' });
    const wide = candidate({ id: 'wide', code_key: 'P*' });
    const rule = candidate({ id: 'rule', rule: 'obd-dtc' });
    const exact = candidate({ id: 'exact', code_key: 'P0301' });
    expect(chosen([wide, rule, range, exact])).toEqual([
      ['exact', 'code P0301'],
      ['range', 'code range P03*, for P0301'],
      ['wide', 'code range P*, for P0301'],
    ]);
    expect(chosen([rule])).toEqual([['rule', 'rule obd-dtc']]);
  });

  test('only the narrowest of the shipped entries for a code', () => {
    const wide = candidate({ id: `${shippedPrefix}wide`, code_key: 'P03*' });
    const exact = candidate({ id: `${shippedPrefix}exact`, code_key: 'P0301' });
    const own = candidate({ id: 'own', code_key: 'P*' });
    expect(chosen([wide, own, exact])?.map(([id]) => id)).toEqual([`${shippedPrefix}exact`, 'own']);
    const both = finding({ codes: ['P0301', 'P0302'] });
    expect(
      chosen([candidate({ ...exact, id: `${shippedPrefix}other`, code_key: 'P0302' }), exact], both),
    ).toHaveLength(2);
  });

  test('what the platform knows before what is known of all', () => {
    const all = candidate({ id: 'all', code_key: 'P0301', helped: 9 });
    const van = candidate({ id: 'van', code_key: 'P0301', vehicle_platform: 'van' });
    expect(chosen([all, van])?.[0]).toEqual(['van', 'code P0301, platform van']);
  });

  test('what helped before what was wrong, between equals', () => {
    const wrong = candidate({ id: 'a', code_key: 'P0301', wrong: 2 });
    const helped = candidate({ id: 'b', code_key: 'P0301', helped: 1 });
    expect(chosen([wrong, helped])?.map(([id]) => id)).toEqual(['b', 'a']);
  });

  test('entries with similar words, only if they were requested for this finding', () => {
    const one = finding({ rule: 'under-voltage', codes: [] });
    const alike = candidate({ id: 'text', text: 0, alike: 0.5 });
    expect(chosen([alike], one, [{ finding: 0, folded: 'x' }])).toEqual([['text', 'similar words (50 %)']]);
    expect(chosen([alike], one, [{ finding: 3, folded: 'x' }])).toBeUndefined();
  });

  test('nothing for codes and rules that are not its own', () => {
    expect(chosen([candidate({ code_key: 'P0999' }), candidate({ rule: 'bus-off' })])).toBeUndefined();
    expect(chosen([candidate({ code_key: 'P0301', rule: 'bus-off' })])).toBeUndefined();
  });
});

test('a question stays small, whatever the findings contain', () => {
  const findings = Array.from({ length: 50 }, (_, index) =>
    finding({
      codes: index % 2 ? [] : Array.from({ length: 20 }, (_, n) => `node ${index} ${n}: ${'x'.repeat(400)}`),
    }),
  );
  const { codeKeys, rules: asked, texts } = knowledgeQuestion(findings);
  expect(codeKeys.length).toBeLessThan(60 * 60);
  expect(asked).toEqual(['obd-dtc']);
  expect(texts).toHaveLength(3);
});

describe('a question', () => {
  test('asks for each key and rule once', () => {
    const { codeKeys, rules: asked } = knowledgeQuestion([
      finding({ codes: ['P0301', 'p0301'] }),
      finding({ codes: ['P0301'] }),
      finding({ rule: 'bus-off', codes: ['P0302'] }),
    ]);
    expect(codeKeys.toSorted()).toEqual(
      ['P0301', 'P0302', 'P0301*', 'P0302*', 'P030*', 'P03*', 'P0*', 'P*'].toSorted(),
    );
    expect(asked).toEqual(['obd-dtc', 'bus-off']);
  });

  test('asks for the codes of the first findings', () => {
    const codes = Array.from({ length: 61 }, (_, i) => `SPN ${100 + i} FMI 1`);
    const { codeKeys } = knowledgeQuestion([finding({ codes: codes.slice(0, 1) }), finding({ codes })]);
    expect(codeKeys).toContain('SPN 159 FMI 1');
    expect(codeKeys).not.toContain('SPN 160 FMI 1');
  });

  test('asks for the words of the first findings without a code', () => {
    const { codes: _, ...without } = finding({ title: 'Low battery' });
    const wordless = finding({ title: '!!', codes: [] });
    const all = [
      finding(),
      without,
      wordless,
      finding({ title: 'x'.repeat(300), codes: [] }),
      without,
      without,
    ];
    const { texts, codeKeys } = knowledgeQuestion(all);
    expect(texts).toEqual([
      { finding: 1, folded: 'low battery' },
      { finding: 3, folded: 'x'.repeat(200) },
      { finding: 4, folded: 'low battery' },
    ]);
    expect(codeKeys).toContain('P0301');
  });
});

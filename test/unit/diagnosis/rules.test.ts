import { describe, expect, test } from 'vitest';
import { ruleCatalogue } from '../../../src/diagnosis/judge.ts';
import { rules } from '../../../src/diagnosis/rule-set.ts';
import { boundsOf, hasBounds } from '../../../src/diagnosis/unit-bounds.ts';
import { severities, severityRank } from '../../../src/domain/severity.ts';
import { aggregateOf, at, code, file, topic } from '../../support/diagnosis/summaries.ts';
import { ruleCases } from './cases/rule-cases.ts';

const ruleOf = (id: string) => rules.find((rule) => rule.id === id);

describe.each(ruleCases)('rule $rule', ({ rule: id, hit, miss }) => {
  test.each(Object.entries(hit))('finds %s', (_, { files, severity, says, previous }) => {
    const findings = ruleOf(id)?.evaluate(aggregateOf(...files), {}, { previous }) ?? [];
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ rule: id, severity });
    expect(`${findings[0]?.title} ${findings[0]?.description}`).toMatch(says);
    expect(ruleOf(id)?.severities).toContain(severity);
    if (id !== 'nothing-to-judge') expect(findings[0]?.evidence.length).toBeGreaterThan(0);
  });

  test.each(Object.entries(miss))('ignores %s', (_, files) => {
    expect(ruleOf(id)?.evaluate(aggregateOf(...files))).toEqual([]);
  });
});

describe('rules', () => {
  test('each have a case here, a name of their own and a source for every threshold', () => {
    expect(ruleCases.map(({ rule }) => rule).sort()).toEqual(rules.map(({ id }) => id).sort());
    expect(rules.length).toBeGreaterThanOrEqual(30);
    for (const rule of rules) {
      expect(rule.question).toMatch(/\?$/);
      expect(rule.likely_cause).toMatch(/\.$/);
      expect(rule.advice).toMatch(/\.$/);
      expect(rule.severities).toEqual(rule.severities.toSorted((a, b) => severityRank(a) - severityRank(b)));
      for (const threshold of Object.values(rule.thresholds)) {
        const { min, max } = boundsOf(threshold);
        expect(threshold.source).not.toBe('');
        expect(hasBounds(threshold.unit)).toBe(true);
        expect(threshold.value).toBeGreaterThanOrEqual(min);
        expect(threshold.value).toBeLessThanOrEqual(max);
      }
    }
  });

  test('point to file, topic, time and byte', () => {
    const [finding] =
      ruleOf('error-diagnostics')?.evaluate(
        aggregateOf(
          file('a', { summary: { codes: [code('x', { count: 1, first: at(1.5, '/diag', 99) })] } }),
        ),
      ) ?? [];
    expect(finding?.evidence).toEqual([
      {
        file_id: 'id-a',
        file_name: 'a',
        topic: '/diag',
        time: '2026-03-01T08:00:01.5Z',
        offset: 99,
        count: 1,
      },
    ]);
  });

  test('point to the byte at which a recording is damaged', () => {
    const verdict = { code: 'corrupt', message: 'Chunk 3 is damaged.', offset: 77 } as const;
    const [finding] = ruleOf('damaged-recordings')?.evaluate(aggregateOf(file('a', { verdict }))) ?? [];
    expect(finding?.evidence).toEqual([
      { file_id: 'id-a', file_name: 'a', offset: 77, detail: 'Chunk 3 is damaged.' },
    ]);
  });

  test.each(['out-of-order', 'clock-set-back'])('%s points to the first message that is', (id) => {
    const topics = ['/a', '/b', '/c'].map((name, i) =>
      topic(name, {
        gap: 6,
        out_of_order: 20,
        out_of_order_at: { time_ns: at(31 + i).time_ns, offset: 700 - i },
      }),
    );
    const [finding] = ruleOf(id)?.evaluate(aggregateOf(file('a', { summary: { topics } }))) ?? [];
    const first = { topic: '/c', time: '2026-03-01T08:00:33Z', offset: 698 };
    expect(finding?.evidence).toContainEqual(expect.objectContaining(first));
  });
});

test('rules name their severities from the least, as the catalogue lists them', () => {
  for (const { id, severities: named } of ruleCatalogue())
    expect([id, named]).toEqual([id, severities.filter((severity) => named.includes(severity))]);
});

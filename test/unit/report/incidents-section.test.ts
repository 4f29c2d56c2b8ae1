import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../src/diagnosis/incidents/incident-schema.ts';
import { buildDocument } from '../../../src/report/document/build-document.ts';
import type { Span } from '../../../src/report/document/document.ts';
import { delayText } from '../../../src/report/document/incidents.ts';
import type { Finding, Report } from '../../../src/report/report-schema.ts';
import { file } from '../../support/diagnosis/summaries.ts';
import { reportOf } from '../../support/report/report-of.ts';
import { sectionLines } from '../../support/report/section-lines.ts';

const finding = (title: string, severity: Finding['severity']): Finding => ({
  rule: 'a-rule',
  severity,
  title,
  description: '',
  likely_cause: 'A cause.',
  advice: 'Advice.',
  evidence: [],
});

const findings = [
  finding('Bus off', 'critical'),
  finding('Disk full', 'error'),
  finding('Supply down', 'warning'),
  finding('Lidar silent', 'warning'),
];

const incident: Incident = {
  severity: 'critical',
  root: 2,
  began: { from: '2026-03-01T08:00:01Z', to: '2026-03-01T08:00:03Z' },
  certainty: 'likely',
  consequences: [
    {
      finding: 0,
      because_of: 2,
      how: 'transceivers fail',
      source: 'ISO 11898-2',
      delay_s: { least: 2, most: 4 },
      order: 'proven',
      also_possible: [1],
    },
    {
      finding: 3,
      because_of: 0,
      how: 'a node sends nothing',
      source: 'ISO 11898-1',
      delay_s: { least: -1, most: 2 },
      order: 'open',
      unexplained: 2,
    },
  ],
  contradictions: [
    { finding: 1, cause: 2, why: 'began_before' },
    { finding: 1, cause: 0, why: 'began_too_late' },
  ],
};

const report = (incidents?: Incident[]): Report => {
  const { incidents: _, ...rest } = reportOf(file('a'));
  return { ...rest, findings, ...(incidents && { incidents }) };
};

describe('the section on incidents', () => {
  test('tells what began, what followed and what the times speak against', () => {
    expect(sectionLines(report([incident]), 'incidents')).toMatchInlineSnapshot(`
      [
        "# What happened first, and what followed 1",
        "[Warning] Supply down^ (began )(between )2026-03-01T08:00:01Z( and )2026-03-01T08:00:03Z",
        "- [Critical] Bus off^ / 2 s to 4 s later: transceivers fail. May also follow from: Disk full^. (ISO 11898-2)",
        "- [Warning] Lidar silent^ / From 1 s before to 2 s after it, so that the order is open: a node sends nothing (after Bus off^). 2 places of it do not fit in time. (ISO 11898-1)",
        "(Not explained by it, since it began before: )Disk full^(.)",
        "(Not explained by it, since it began too long after: )Disk full^(.)",
      ]
    `);
  });

  test('is absent without incidents, and from older reports', () => {
    expect(sectionLines(report([]), 'incidents')).toBeUndefined();
    expect(sectionLines(report(), 'incidents')).toBeUndefined();
  });
});

describe('findings of an incident', () => {
  const documentOf = (incidents?: Incident[]) => buildDocument(report(incidents));
  const shownIn = (incidents?: Incident[]) => {
    const blocks = documentOf(incidents).sections.flatMap(({ blocks }) => blocks);
    return blocks.flatMap((block) => (block.kind === 'findings' ? block.findings : []));
  };

  test('come right after what began it, under their own anchors', () => {
    expect(shownIn([incident]).map(({ title, anchor }) => `${anchor} ${title}`)).toEqual([
      'finding-2 Disk full',
      'finding-3 Supply down',
      'finding-1 Bus off',
      'finding-4 Lidar silent',
    ]);
    expect(shownIn().map(({ anchor }) => anchor)).toEqual([
      'finding-1',
      'finding-2',
      'finding-3',
      'finding-4',
    ]);
  });

  test('name what they follow from', () => {
    const facts = shownIn([incident]).map(
      ({ facts }) => facts.find(({ term }) => term === 'Follows from')?.text,
    );
    expect(facts).toEqual([
      undefined,
      undefined,
      [{ kind: 'link', to: 'finding-3', text: 'Supply down' }],
      [{ kind: 'link', to: 'finding-1', text: 'Bus off' }],
    ]);
  });

  test('are counted with their cause in the overview', () => {
    const textOf = (span: Span) => {
      if (typeof span === 'string') return span;
      return 'text' in span ? span.text : '';
    };
    const { overview } = documentOf([incident]).verdict;
    const lines = overview.map((text) => text.map(textOf).join(''));
    expect(lines).toEqual(['Error Disk full', 'Warning Supply down and 2 findings that may follow from it']);
  });
});

describe('the time between cause and consequence', () => {
  test.each([
    [{ least: 2, most: 2 }, '2 s later'],
    [{ least: 0, most: 0 }, 'At the same time'],
    [{ least: 2, most: 4 }, '2 s to 4 s later'],
    [{ least: 0, most: 2 }, '0 s to 2 s later'],
    [{ least: 0, most: 0.1 }, '0 s to 0.1 s later'],
    [{ least: 0, most: 0.05 }, '50 ms later'],
    [{ least: -1, most: 2 }, 'From 1 s before to 2 s after it, so that the order is open'],
  ])('%j', (delay, text) => {
    expect(delayText(delay)).toBe(text);
  });
});

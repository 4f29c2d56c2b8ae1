import { type Half, halfOf, halves } from './label.ts';
import { isRight, type Judged, missed, type Score, scoreByRule, scoreOf } from './score.ts';

export interface Table {
  head: string[];
  rows: string[][];
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(0)} %`;

const columns = [
  'recordings',
  'healthy',
  'troubled',
  'precision',
  'recall',
  'findings per healthy one',
  'healthy with a false warning',
  'troubled told “No fault found”',
];

function scoreRow(name: string, score: Score, falsePerHealthy: number): string[] {
  return [
    name,
    ...[score.recordings, score.healthy, score.troubled].map(String),
    `${percent(score.right, score.right + score.wrong)} of ${score.right + score.wrong}`,
    `${percent(score.found, score.troubles)} of ${score.troubles}`,
    falsePerHealthy.toFixed(2),
    `${score.alarmed} (${percent(score.alarmed, score.healthy)})`,
    `${score.passed} (${percent(score.passed, score.troubled)})`,
  ];
}

/** One row for each half and kind of vehicle, and one for each half. */
export function scoreTable(judged: readonly Judged[]): Table {
  const kinds = [...new Set(judged.map(({ label }) => label.kind))].sort();
  const rows = halves.flatMap((half: Half) => {
    const ofHalf = judged.filter(({ label }) => halfOf(label) === half);
    return [undefined, ...kinds].flatMap((kind) => {
      const some = ofHalf.filter(({ label }) => kind === undefined || label.kind === kind);
      if (some.length === 0) return [];
      const healthy = some.filter(({ label }) => label.troubles.length === 0);
      const findings = healthy.reduce((sum, one) => sum + one.findings.length, 0);
      const name = `${half}: ${kind ?? 'all'}`;
      return [scoreRow(name, scoreOf(some), healthy.length === 0 ? 0 : findings / healthy.length)];
    });
  });
  return { head: ['half', ...columns], rows };
}

/** What each rule found at warning or above, rightly and wrongly. */
export function ruleTable(judged: readonly Judged[]): Table {
  const rows = [...scoreByRule(judged)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, { right, wrong, right_in, wrong_in }]) => [
      `\`${rule}\``,
      ...[right, wrong, right_in, wrong_in].map(String),
    ]);
  return { head: ['rule', 'right', 'wrong', 'recordings right', 'recordings wrong'], rows };
}

/** Wrong findings and missed troubles, line by line. */
export function mistakeLines(judged: readonly Judged[]): string[] {
  return judged.flatMap((one) => {
    const wrong = one.findings.filter((finding) => !isRight(finding, one.label));
    const not = missed(one);
    if (wrong.length === 0 && not.length === 0) return [];
    return [
      `${one.label.repository} ${one.label.path} (${one.label.sha256.slice(0, 8)})`,
      ...wrong.map(({ rule, severity, title }) => `  wrong  ${rule} (${severity}): ${title}`),
      ...not.map(({ cause, says }) => `  missed ${cause}${says === undefined ? '' : ` “${says}”`}`),
    ];
  });
}

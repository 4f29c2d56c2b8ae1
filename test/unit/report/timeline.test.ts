import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../src/diagnosis/incidents/incident-schema.ts';
import { chartWidth } from '../../../src/report/charts/chart.ts';
import { timelineArea, timelineChart } from '../../../src/report/charts/timeline-chart.ts';
import { buildDocument } from '../../../src/report/document/build-document.ts';
import type { Timeline } from '../../../src/report/document/document.ts';
import type { Finding, Report } from '../../../src/report/report-schema.ts';
import { file } from '../../support/diagnosis/summaries.ts';
import { reportOf } from '../../support/report/report-of.ts';

const place = { file_id: 'id-a', file_name: 'a' };
const finding = (title: string, more: Partial<Finding> = {}): Finding => ({
  rule: 'a-rule',
  severity: 'error',
  title,
  description: '',
  likely_cause: '',
  advice: `Look at ${title}.`,
  evidence: [{ ...place, time: '2026-03-01T08:00:30Z' }],
  ...more,
});

const verdictOf = (findings: Finding[], more: Partial<Report> = {}) =>
  buildDocument({ ...reportOf(file('a')), findings, incidents: [], ...more }).verdict;

const svgOf = (timeline: Timeline | undefined) => (timeline ? timelineChart(timeline).svg : '');

const incident: Incident = {
  severity: 'error',
  root: 1,
  began: { from: '2026-03-01T08:00:30Z', to: '2026-03-01T08:00:30Z' },
  certainty: 'proven',
  consequences: [
    { finding: 0, because_of: 1, how: '', source: '', delay_s: { least: 1, most: 1 }, order: 'proven' },
  ],
  contradictions: [],
};

describe('the drive on one line', () => {
  test('has a lane for each finding from warning upwards, what followed below what began it', () => {
    const { timeline } = verdictOf([finding('B'), finding('A'), finding('note', { severity: 'info' })], {
      incidents: [incident],
    });
    expect(timeline?.description).toBe('A. Then B.');
    expect(svgOf(timeline)).toContain('› B');
    expect(svgOf(timeline)).not.toContain('note');
  });

  test('marks each moment of the evidence, on the clock of the drive only', () => {
    const times = ['2026-03-01T08:00:10Z', '2026-03-01T08:00:50Z', '+12.5s', '2031-01-01T00:00:00Z'];
    const { timeline } = verdictOf([finding('A', { evidence: times.map((time) => ({ ...place, time })) })]);
    const marks = [...svgOf(timeline).matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));
    expect(marks).toHaveLength(3);
    expect(marks[0]).toBeLessThan(marks[1] ?? 0);
    // What another clock dates after the drive is drawn at its end.
    expect(marks[2]).toBeGreaterThan(marks[1] ?? 0);
  });

  test('shows what was recorded also where drives lie months apart, and says what it leaves out', () => {
    const days = ['2026-01-05', '2026-03-01', '2026-06-20'];
    const coverage = days.map((day) => ({ start: `${day}T08:00:00Z`, end: `${day}T08:10:00Z` }));
    const times = days.flatMap((day) => [`${day}T08:01:00Z`, `${day}T08:09:00Z`]);
    const { timeline } = verdictOf([finding('A', { evidence: times.map((time) => ({ ...place, time })) })], {
      span: {
        ...reportOf(file('a')).span,
        start: '2026-01-05T08:00:00Z',
        end: '2026-06-20T08:10:00Z',
      } as never,
      coverage: coverage as never,
    });
    const svg = svgOf(timeline);
    const marks = [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));
    const steps = marks.slice(1).map((x, i) => x - (marks[i] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThan(40);
    for (const day of days) expect(svg).toContain(`>${day}<`);
    expect(svg).toContain('// leaves out a time without recordings');
    // An hour without a recording on one day is shown as it is.
    expect(svgOf(verdictOf([finding('A')]).timeline)).not.toContain('leaves out');
  });

  test('begins what others followed from where it began, not at its worst moment', () => {
    const { timeline } = verdictOf([finding('B'), finding('A')], {
      incidents: [{ ...incident, began: { from: '2026-03-01T08:00:05Z', to: '2026-03-01T08:00:10Z' } }],
    });
    const marks = [...svgOf(timeline).matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));
    expect(marks).toHaveLength(3);
    expect(marks[0]).toBeLessThan(marks[1] ?? 0);
  });

  test('has ten lanes at most', () => {
    const many = Array.from({ length: 14 }, (_, i) => finding(`number ${i}`));
    expect(verdictOf(many).timeline?.description.split('. ')).toHaveLength(10);
  });

  test('shows a part of the drive on the same axis', () => {
    const times = ['2026-03-01T08:00:10Z', '2026-03-01T08:00:50Z'];
    const { timeline } = verdictOf([finding('A', { evidence: times.map((time) => ({ ...place, time })) })]);
    if (!timeline) throw new Error('there is no time line');
    const { start } = timeline;
    const part = timelineChart(timeline, { start: start + 5, end: start + 15 }).svg;
    expect(part.match(/<circle/g)).toHaveLength(1);
    const { left, right } = timelineArea(timeline);
    const [, x = ''] = /<circle cx="([\d.]+)"/.exec(part) ?? [];
    expect(Number(x) / chartWidth).toBeCloseTo((left + right) / 2, 2);
  });

  test('has its names above their lines where there is little room', () => {
    const times = ['2026-03-01T08:00:10Z', '2026-03-01T08:00:50Z'];
    const { timeline } = verdictOf([
      finding('A name of some length', { evidence: times.map((time) => ({ ...place, time })) }),
    ]);
    if (!timeline) throw new Error('there is no time line');
    const { svg } = timelineChart(timeline, timeline, 'narrow');
    const width = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
    expect(width).toBeLessThanOrEqual(336);
    const { left, right } = timelineArea(timeline, 'narrow');
    expect(right - left).toBeGreaterThan(0.8);
    const marks = [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x) / width);
    expect(marks.every((x) => x >= left && x <= right)).toBe(true);
  });

  test('is absent without findings that have a time, and without a clock', () => {
    expect(verdictOf([]).timeline).toBeUndefined();
    expect(verdictOf([finding('A', { evidence: [place] })]).timeline).toBeUndefined();
    expect(verdictOf([finding('A')], { span: null }).timeline).toBeUndefined();
  });

  test('is drawn for a single file with a clock of its own', () => {
    const { timeline } = verdictOf([finding('A', { evidence: [{ ...place, time: '+12.5s' }] })], {
      span: { start: '+10s', end: '+70s', duration_s: 60 },
      coverage: [],
    });
    expect(svgOf(timeline)).toContain('seconds since the recorder was switched on');
  });
});

describe('what to do first', () => {
  const stepsOf = (...args: Parameters<typeof verdictOf>) =>
    verdictOf(...args).steps.map(([advice]) => advice);

  test('is the advice of the three worst faults, without what followed from others and without notes', () => {
    const findings = [finding('B'), finding('A'), finding('C', { severity: 'info' }), finding('D')];
    expect(stepsOf(findings, { incidents: [incident] })).toEqual(['Look at A.', 'Look at D.']);
    expect(stepsOf(['A', 'B', 'C', 'D'].map((title) => finding(title)))).toHaveLength(3);
  });

  test('says the same advice once', () => {
    const advice = 'Measure it.';
    expect(stepsOf([finding('A', { advice }), finding('B', { advice }), finding('C')])).toEqual([
      'Measure it.',
      'Look at C.',
    ]);
  });
});

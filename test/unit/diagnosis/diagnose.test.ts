import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { evidencePerFinding } from '../../../src/diagnosis/rule.ts';
import {
  aggregateOf,
  around,
  code,
  file,
  metric,
  richDrive,
  topic,
} from '../../support/diagnosis/summaries.ts';
import { withCode } from './cases/rule-case.ts';

describe('diagnose', () => {
  test('finds no fault in a clean drive and says what it examined', () => {
    const clean = [0, 1].map((i) =>
      file(`drive_${i}`, {
        from: i * 60,
        to: i * 60 + 59.9,
        summary: {
          topics: [topic('/imu', { from: i * 60, to: i * 60 + 59.9 })],
          metrics: [metric('cpu_percent', around(40, 60), 'host', i * 60)],
        },
      }),
    );
    expect(diagnose(aggregateOf(...clean))).toMatchObject({
      verdict: {
        severity: 'ok',
        sentence: 'Not judged beyond its timing: /imu. No fault found in 2 files over 2 min.',
      },
      findings: [],
    });
  });

  test('says of recordings that nothing in them was judged, and of judged ones only what is found', () => {
    const drive = (examined: boolean, names = ['/a', '/b', '/c', '/d', '/e']) =>
      diagnose(
        aggregateOf(
          file('drive', {
            summary: { topics: names.map((name) => topic(name, examined ? { examined } : {})) },
          }),
        ),
      ).verdict;
    expect(drive(false)).toEqual({
      severity: 'ok',
      sentence:
        'Nothing judged beyond the timing of /a, /b, /c and 2 more topics, which is all there is in 1 file over 1 min. 1 note for reading.',
    });
    expect(drive(true).sentence).toMatch(/^No fault found in 1 file over 1 min\./);
  });

  test('names what was not read before it says that there is no fault', () => {
    const unread = ['a.txt', 'b.txt', 'c.txt', 'd.txt'].map((name) =>
      file(name, { state: 'failed', verdict: { code: 'unknown_format', message: 'No format.' } }),
    );
    expect(diagnose(aggregateOf(...unread)).verdict).toEqual({
      severity: 'info',
      sentence:
        'Nothing could be judged: a.txt, b.txt, c.txt and 1 more file could not be read. 1 note for reading.',
    });
    const judged = file('drive', { summary: { topics: [topic('/a', { examined: true })] } });
    const { severity, sentence } = diagnose(aggregateOf(judged, ...unread.slice(0, 1))).verdict;
    expect(severity).toBe('ok');
    expect(sentence).toMatch(
      /^Could not be read: a\.txt\. No fault found in 2 files over 1 min\. \d notes? for reading\.$/,
    );
  });

  test('puts the most severe first and says so in one sentence', () => {
    const { verdict, findings, summary } = diagnose(aggregateOf(...richDrive()));
    expect(findings.map(({ severity }) => severity)).toEqual([
      'error',
      'error',
      'warning',
      'warning',
      'warning',
      'info',
    ]);
    expect(verdict).toEqual({
      severity: 'error',
      sentence: 'battery_monitor: cell voltage low (3 files over 3 min). 4 more findings, 1 note.',
    });
    expect(summary.startsWith(verdict.sentence)).toBe(true);
  });

  test('counts what followed with what it followed from', () => {
    const silent = topic('/lidar', { hz: 20, to: 120, gap: 10, gapAt: 65 });
    const dip = around(13.8, 120, 0.1).map((volt, second) => (second >= 60 && second < 70 ? 8.3 : volt));
    const drive = file('drive', {
      to: 120,
      summary: {
        topics: [silent, topic('/imu', { to: 120 })],
        metrics: [metric('battery_voltage', dip, '/battery_state')],
        codes: [code('camera: broken', { severity: 'critical' })],
      },
    });
    expect(diagnose(aggregateOf(drive)).verdict.sentence).toBe(
      'camera: broken (1 file over 2 min). 1 more finding with 1 that may follow.',
    );
  });

  test('is bounded, whatever the recordings contain', () => {
    const many = Array.from(
      { length: 100 },
      (_, i): Parameters<typeof code> => [
        `c${i} ${'x'.repeat(180)}`,
        { source: i % 2 ? 'failsafe' : 'diagnostics', message: 'm'.repeat(500) },
      ],
    );
    const { findings } = diagnose(
      aggregateOf(
        withCode(...many),
        ...Array.from({ length: 30 }, (_, i) => file(`f${i}`, { state: 'failed' })),
      ),
    );
    expect(findings.length).toBeLessThanOrEqual(50);
    for (const { evidence, title } of findings) {
      expect(evidence.length).toBeLessThanOrEqual(evidencePerFinding);
      expect(title.length).toBeLessThan(200);
    }
  });

  test('judges nothing without an error', () => {
    expect(diagnose(aggregateOf()).verdict.severity).toBe('ok');
  });
});

test('a batch of one vehicle with recordings of another asks whether it is the wrong one', () => {
  const recorded = file('a', { summary: { versions: [{ component: 'vin', version: 'WVWZZZ1JZ3W386752' }] } });
  const titles = (vin: string) =>
    diagnose(aggregateOf(recorded), undefined, undefined, vin).findings.map(({ title }) => title);
  expect(titles('WVWZZZ1JZ3W386753')).toContain(
    'Wrong vehicle? The recordings name the VIN WVWZZZ1JZ3W386752',
  );
  expect(titles('WVWZZZ1JZ3W386752').join()).not.toMatch(/VIN/);
  expect(titles('truck-7').join()).not.toMatch(/VIN/);
});

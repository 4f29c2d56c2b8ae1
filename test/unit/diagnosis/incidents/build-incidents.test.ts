import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../../src/diagnosis/finding-schema.ts';
import { buildIncidents } from '../../../../src/diagnosis/incidents/build-incidents.ts';
import { rules } from '../../../../src/diagnosis/rule-set.ts';
import { severities } from '../../../../src/domain/severity.ts';
import { formatTime } from '../../../../src/text/time-format.ts';
import { aggregateOf, driveStart, file, ns } from '../../../support/diagnosis/summaries.ts';

const twoFiles = () => aggregateOf(file('pc_00.mcap', { to: 600 }), file('can_00.log', { to: 600 }));

function finding(
  rule: string,
  seconds: number,
  more: Partial<Finding> & { in?: string; topic?: string } = {},
): Finding {
  const { in: name = 'pc_00.mcap', topic, ...rest } = more;
  return {
    rule,
    severity: 'error',
    title: `${rule} at ${seconds}`,
    description: '',
    likely_cause: '',
    advice: '',
    evidence: [
      {
        file_id: `id-${name}`,
        file_name: name,
        time: formatTime(ns(driveStart + seconds), 'unix'),
        ...(topic !== undefined && { topic }),
      },
    ],
    ...rest,
  };
}

const logged = (text: string, seconds: number, more: Parameters<typeof finding>[2] = {}) =>
  finding('repeated-log-errors', seconds, {
    title: `Error logged 20 times: ${text}`,
    codes: [text],
    ...more,
  });

const rootsOf = (findings: Finding[]) =>
  buildIncidents(findings, twoFiles()).map(({ root, consequences }) => [
    root,
    consequences.map((one) => one.finding),
  ]);

describe('an incident', () => {
  test('of cranking has what came within the second before it is known, and nothing from earlier or much later', () => {
    const cranked = (silence: number) =>
      rootsOf([finding('weak-cranking', 100, { severity: 'warning' }), finding('silent-topic', silence)]);
    expect([cranked(99.2), cranked(103), cranked(115)]).toEqual([[[0, [1]]], [[0, [1]]], [[0, [1]]]]);
    expect([cranked(98.9), cranked(117)]).toEqual([[], []]);
  });

  test('of cranking explains resets, codes of lost partners and a bus that fails', () => {
    const findings = [
      finding('weak-cranking', 100, { severity: 'info' }),
      logged('camera restarted', 102),
      finding('obd-dtc', 104, { codes: ['U0100 stored'] }),
      finding('bus-errors', 101, { in: 'can_00.log', topic: 'can1' }),
    ];
    expect(rootsOf(findings)).toEqual([[0, expect.arrayContaining([1, 2, 3])]]);
  });

  test('names what began it and the chain that followed', () => {
    const findings = [
      logged('no data from lidar, timeout', 108),
      finding('silent-topic', 103),
      finding('under-voltage', 100),
    ];
    expect(buildIncidents(findings, twoFiles())).toMatchObject([
      {
        severity: 'error',
        root: 2,
        began: { from: '2026-03-01T08:01:40Z', to: '2026-03-01T08:01:40Z' },
        certainty: 'proven',
        consequences: [
          { finding: 1, because_of: 2, delay_s: { least: 3, most: 3 }, order: 'proven' },
          { finding: 0, because_of: 1, delay_s: { least: 5, most: 5 }, order: 'proven' },
        ],
        contradictions: [],
      },
    ]);
  });

  test('needs two findings of which one explains the other', () => {
    expect(rootsOf([finding('under-voltage', 100)])).toEqual([]);
    expect(rootsOf([finding('under-voltage', 100), finding('px4-dropouts', 101)])).toEqual([]);
    expect(rootsOf([finding('under-voltage', 100), logged('map tile not loaded', 101)])).toEqual([]);
  });

  test('is none if all its findings are notes', () => {
    const info = { severity: 'info' } as const;
    expect(rootsOf([finding('under-voltage', 100, info), finding('silent-topic', 101, info)])).toEqual([]);
  });

  test('does not explain what began before it, and says so', () => {
    const [incident] = buildIncidents(
      [finding('under-voltage', 100), finding('silent-topic', 101), logged('brown-out, restarting', 40)],
      twoFiles(),
    );
    expect(incident).toMatchObject({
      root: 0,
      consequences: [{ finding: 1 }],
      contradictions: [{ finding: 2, cause: 0, why: 'began_before' }],
    });
  });

  test('does not explain what began too long after it', () => {
    const findings = [finding('under-voltage', 100), finding('silent-topic', 101), logged('brown-out', 300)];
    expect(buildIncidents(findings, twoFiles())[0]?.contradictions).toEqual([
      { finding: 2, cause: 0, why: 'began_too_late' },
    ]);
  });

  test('holds a consequence that another clock dates before its cause, with the order open', () => {
    const silence = finding('silent-topic', 99, { in: 'can_00.log', topic: 'can1 0x1A1' });
    expect(buildIncidents([silence, finding('under-voltage', 100)], twoFiles())).toMatchObject([
      {
        root: 1,
        certainty: 'likely',
        consequences: [{ finding: 0, order: 'open', delay_s: { least: -3, most: 1 } }],
      },
    ]);
  });

  test('tells of a consequence with two possible causes under the more likely one', () => {
    const findings = [
      finding('under-voltage', 100),
      finding('cpu-saturation', 104),
      finding('silent-topic', 106),
      logged('brown-out', 101),
    ];
    expect(buildIncidents(findings, twoFiles())).toMatchObject(
      [
        { root: 1, consequences: [{ finding: 2, also_possible: [0] }] },
        { root: 0, consequences: [{ finding: 3 }] },
      ].toSorted((a, b) => a.root - b.root),
    );
  });

  test('is one of two if two roots begin at once', () => {
    const findings = [
      finding('under-voltage', 100),
      finding('gps-jamming', 100, { severity: 'critical' }),
      logged('brown-out', 101),
      finding('gps-loss', 102),
    ];
    expect(rootsOf(findings)).toEqual([
      [1, [3]],
      [0, [2]],
    ]);
  });

  test('does not cross from one bus or one recorder to another', () => {
    const off = finding('bus-off', 100, { in: 'can_00.log', codes: ['can1: bus off'] });
    const silentOn = (bus: string) =>
      finding('silent-topic', 101, { in: 'can_00.log', topic: `${bus} 0x1A1` });
    expect(rootsOf([off, silentOn('can1')])).toEqual([[0, [1]]]);
    expect(rootsOf([off, silentOn('can2')])).toEqual([]);
    expect(rootsOf([off, finding('silent-topic', 101, { topic: '/lidar' })])).toEqual([]);
    const busy = finding('cpu-saturation', 100);
    expect(rootsOf([busy, finding('silent-topic', 101, { in: 'can_00.log' })])).toEqual([]);
    expect(rootsOf([busy, finding('silent-topic', 101)])).toEqual([[0, [1]]]);
  });

  test('takes a trouble code for older than its reading', () => {
    const code = finding('obd-dtc', 400, { in: 'can_00.log', codes: ['U0100'] });
    expect(buildIncidents([finding('under-voltage', 100), code], twoFiles())).toMatchObject([
      { root: 0, certainty: 'likely', consequences: [{ finding: 1, order: 'open' }] },
    ]);
    expect(rootsOf([finding('under-voltage', 500), code])).toEqual([]);
  });

  test('counts the places of a finding that do not fit', () => {
    const silent = finding('silent-topic', 101);
    const [early] = finding('silent-topic', 20).evidence;
    const [incident] = buildIncidents(
      [
        finding('under-voltage', 100),
        { ...silent, evidence: [...silent.evidence, ...(early ? [early] : [])] },
      ],
      twoFiles(),
    );
    expect(incident?.consequences).toMatchObject([{ finding: 1, unexplained: 1 }]);
  });

  test('takes the code of the same control unit for the reason of its lamp', () => {
    const code = (topic: string, seconds: number) =>
      finding('obd-dtc', seconds, { in: 'can_00.log', topic, codes: [topic] });
    const lamp = finding('warning-lamps', 61, { in: 'can_00.log', topic: 'can1 0x7E8' });
    expect(buildIncidents([code('can1 0x77E', 61), code('can1 0x7E8', 30), lamp], twoFiles())).toMatchObject([
      { root: 1, consequences: [{ finding: 2, also_possible: [0] }] },
    ]);
  });

  test('takes heat for the cause of load, or load for that of heat, only in the proven order', () => {
    const [hot, busy] = [finding('over-temperature', 100), finding('cpu-saturation', 150)];
    expect(rootsOf([hot, busy])).toEqual([[0, [1]]]);
    const before = finding('cpu-saturation', 50);
    expect(rootsOf([hot, before])).toEqual([[1, [0]]]);
    const elsewhere = finding('cpu-saturation', 100.5, { in: 'pc_01.mcap' });
    expect(rootsOf([hot, elsewhere])).toEqual([]);
  });
});

describe('recordings of one archive', () => {
  const member = (name: string, from: number) => ({
    ...file(`a.zip: ${name}`, { from, to: from + 60 }),
    file_id: 'a',
  });
  const members = () => aggregateOf(member('bus.mf4', 0), member('table.csv', -86_400));
  const at = (index: number, seconds: number) => ({
    ...finding(index === 0 ? 'obd-dtc' : 'warning-lamps', seconds, {
      codes: [index === 0 ? 'P0301' : 'MIL on'],
    }),
    evidence: [
      {
        file_id: 'a',
        file_name: 'a.zip: bus.mf4',
        time: formatTime(ns(driveStart + seconds), 'unix'),
        topic: 'CAN 1 0x7E8',
      },
    ],
  });

  test('have each their own beginning', () => {
    const [incident] = buildIncidents([at(0, 30), at(1, 31)], members());
    expect(incident?.began).toEqual({
      from: formatTime(ns(driveStart), 'unix'),
      to: formatTime(ns(driveStart + 30), 'unix'),
    });
  });
});

describe('any findings', () => {
  const ids = rules.map(({ id }) => id);
  const texts = [
    'brown-out, restarting',
    'no data, timeout',
    'out of memory',
    'ekf failsafe, gps lost',
    'other',
  ];
  const anyFinding = fc
    .record({
      rule: fc.constantFrom(...ids),
      seconds: fc.integer({ min: 0, max: 60 }),
      severity: fc.constantFrom(...severities),
      text: fc.constantFrom(...texts),
      name: fc.constantFrom('pc_00.mcap', 'can_00.log', 'unknown.bin'),
      codes: fc.option(fc.constantFrom('U0100', 'P0301', 'can1: bus off', 'can1: error passive')),
    })
    .map(({ rule, seconds, severity, text, name, codes }) =>
      finding(rule, seconds, { severity, title: text, in: name, ...(codes !== null && { codes: [codes] }) }),
    );

  test('are part of one incident at most, follow from one of the same, and never come before their cause', () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 25 }), (findings) => {
        const incidents = buildIncidents(findings, twoFiles());
        const members = incidents.flatMap(({ root, consequences }) => [
          root,
          ...consequences.map((one) => one.finding),
        ]);
        expect(new Set(members).size).toBe(members.length);
        for (const { root, consequences } of incidents) {
          const before = new Set([root, ...consequences.map((one) => one.finding)]);
          for (const { finding: index, because_of, delay_s } of consequences) {
            expect(before.has(because_of)).toBe(true);
            expect(because_of).not.toBe(index);
            expect(delay_s.most).toBeGreaterThanOrEqual(0);
            expect(delay_s.least).toBeLessThanOrEqual(delay_s.most);
          }
        }
        expect(buildIncidents(findings, twoFiles())).toEqual(incidents);
      }),
      { numRuns: 300 },
    );
  });
});

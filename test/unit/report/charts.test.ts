import { describe, expect, test } from 'vitest';
import { renderCharts } from '../../../src/report/charts/render-charts.ts';
import { timeTicks, valueTicks } from '../../../src/report/charts/scale.ts';
import {
  aggregateOf,
  code,
  driveStart,
  file,
  metric,
  richDrive,
  topic,
} from '../../support/diagnosis/summaries.ts';
import { hostile, reportOf } from '../../support/report/report-of.ts';

const namesOf = (...files: Parameters<typeof aggregateOf>) =>
  renderCharts(aggregateOf(...files)).map(({ name }) => name);

/** Enough of XML to see that every element is closed and no attribute holds a bare `<`. */
function elementsOf(svg: string): string[] {
  const open: string[] = [];
  const names: string[] = [];
  let rest = svg;
  while (rest !== '') {
    const text = /^[^<]+/.exec(rest)?.[0];
    const tag = /^<(\/?)([a-z]+)((?: [a-zA-Z0-9:-]+="[^"<]*")*)(\/?)>/.exec(rest);
    if (text) {
      expect(text).not.toMatch(/[>]|&(?!amp;|lt;|gt;|quot;|#39;)/);
      rest = rest.slice(text.length);
      continue;
    }
    if (!tag) throw new Error(`not XML: ${rest.slice(0, 80)}`);
    const [whole, closing, name = '', , alone] = tag;
    if (closing) expect(open.pop()).toBe(name);
    else names.push(name);
    if (!closing && !alone) open.push(name);
    rest = rest.slice(whole.length);
  }
  expect(open).toEqual([]);
  return names;
}

describe('charts', () => {
  test('are drawn where there is data, and only there', () => {
    expect(namesOf(...richDrive())).toEqual([
      'cpu-ram.svg',
      'codes.svg',
      'code-times.svg',
      'coverage.svg',
      'topics.svg',
      'battery.svg',
      'temperature.svg',
    ]);
    expect(namesOf(file('a'))).toEqual(['coverage.svg']);
    expect(namesOf()).toEqual([]);
    expect(namesOf(file('a', { summary: { metrics: [metric('battery_voltage', [12, 13])] } }))).toContain(
      'voltage.svg',
    );
  });

  test('are well-formed, standalone and have words for those who cannot see them', () => {
    for (const { svg, title, description } of renderCharts(aggregateOf(...richDrive()))) {
      const names = elementsOf(svg);
      expect(names.slice(0, 3)).toEqual(['svg', 'title', 'desc']);
      expect(names).toContain('text');
      expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
      expect(svg).not.toMatch(/NaN|Infinity|undefined|href|style=/);
      expect(title).not.toBe('');
      expect(description.length).toBeGreaterThan(20);
    }
  });

  test('are the same bytes for the same figures', () => {
    expect(renderCharts(aggregateOf(...richDrive()))).toEqual(
      renderCharts(aggregateOf(...richDrive().reverse())),
    );
  });

  test('show hostile names as text', () => {
    const charts = renderCharts(
      aggregateOf(
        file(hostile, {
          verdict: { code: 'corrupt', message: hostile, salvaged_messages: 1 },
          summary: {
            codes: [code(hostile)],
            topics: [topic(hostile)],
            metrics: [
              metric('temperature_celsius', [1, 2, 3], hostile),
              metric('battery_percent', [5], hostile),
            ],
          },
        }),
      ),
    );
    expect(charts).toHaveLength(6);
    for (const { svg } of charts) {
      expect(new Set(elementsOf(svg))).toEqual(
        new Set(elementsOf(svg).filter((name) => /^(svg|title|desc|text|rect|line|path|circle)$/.test(name))),
      );
      expect(svg).not.toMatch(/\p{Cc}|\u202e/u);
    }
  });

  test('distinguish damaged files, and put many files into two rows', () => {
    const many = Array.from({ length: 60 }, (_, i) =>
      file(`f${i}`, {
        from: i * 60,
        to: i * 60 + 50,
        ...(i === 7 ? { verdict: { code: 'truncated', message: 'Short.', salvaged_messages: 1 } } : {}),
      }),
    );
    const [coverage] = renderCharts(aggregateOf(...many));
    expect(coverage?.svg).toContain('damaged files');
    expect(coverage?.description).toBe(
      'Which file covers which time: 60 files, 1 damaged, 59 holes between them.',
    );
  });

  test('draw files with a clock of their own on that clock', () => {
    const boot = file('flight.ulg', {
      summary: { metrics: [{ ...metric('cpu_percent', [10, 20, 30], 'fc', -driveStart + 5) }] },
    });
    boot.summary.span = { start_ns: '5000000000', end_ns: '8000000000', clock: 'boot' };
    const [cpu, coverage] = renderCharts(aggregateOf(boot));
    for (const chart of [cpu, coverage])
      expect(chart?.svg).toContain('seconds since the recorder was switched on');
    expect(cpu?.svg).toContain('flight.ulg');
  });

  test('take a file of a single moment', () => {
    const charts = renderCharts(
      aggregateOf(file('a', { from: 5, to: 5, summary: { metrics: [metric('cpu_percent', [0])] } })),
    );
    expect(charts).toHaveLength(2);
    for (const { svg } of charts) expect(svg).not.toContain('NaN');
  });
});

describe('ticks', () => {
  test.each([
    [0, 100, '0 20 40 60 80 100'],
    [0, 3, '0 1 2 3'],
    [11.8, 12.9, '11.5 12 12.5 13'],
    [-20, 35, '-20 0 20 40'],
    [0, 161730, '0 50,000 100,000 150,000 200,000'],
    [5, 5, '5 5.2 5.4 5.6 5.8 6'],
    [0, 0, '0 0.2 0.4 0.6 0.8 1'],
  ])('from %d to %d are %s', (low, high, labels) => {
    expect(
      valueTicks(low, high)
        .ticks.map(({ label }) => label)
        .join(' '),
    ).toBe(labels);
  });

  test.each([
    [10, '08:00:00 08:00:05 08:00:10'],
    [3600, '08:00 08:15 08:30 08:45 09:00'],
    [3 * 86_400, '12:00 00:00 12:00 00:00 12:00 00:00'],
  ])('over %d s of UTC are %s', (length, labels) => {
    expect(
      timeTicks(driveStart, driveStart + length, 'unix')
        .map(({ label }) => label)
        .join(' '),
    ).toBe(labels);
  });
});

describe('the chart of CPU and RAM', () => {
  test('draws the source with the highest value first, however few its values', () => {
    const busy = Array.from({ length: 60 }, (_, i) =>
      metric(
        'cpu_percent',
        Array.from({ length: 60 }, () => 20 + (i % 30)),
        `host-${i}`,
      ),
    );
    const drive = file('a', { summary: { metrics: [...busy, metric('cpu_percent', [100, 90], 'worst')] } });
    const [chart] = renderCharts(aggregateOf(drive));
    expect(chart?.description).toMatch(/highest\. CPU worst: average 95\.0 %.*, highest 100\.0 %/);
    expect(chart?.svg).toContain('CPU worst');
    expect(reportOf(drive).cpu?.max).toBe(100);
  });

  test('draws it on its own clock, where only that is known', () => {
    const flight = file('flight.ulg', {
      summary: { metrics: [metric('cpu_percent', [99, 100], 'fc', -driveStart)] },
    });
    flight.summary.span = { start_ns: '0', end_ns: '2000000000', clock: 'boot' };
    const drive = file('drive', { summary: { metrics: [metric('cpu_percent', [10, 20], 'host')] } });
    const [chart] = renderCharts(aggregateOf(flight, drive));
    expect(chart?.svg).toContain('CPU fc (flight.ulg)');
  });

  test('a voltage that is low comes before one that is high', () => {
    const aggregate = aggregateOf(
      file('a', {
        summary: {
          metrics: [metric('battery_voltage', [12.9], 'high'), metric('battery_voltage', [9.1], 'low')],
        },
      }),
    );
    const chart = renderCharts(aggregate).find(({ name }) => name === 'voltage.svg');
    expect(chart?.description).toMatch(/low: average.*high: average/);
  });
});

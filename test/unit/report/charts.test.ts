import { describe, expect, test } from 'vitest';
import { emptySeries, mergeSeries } from '../../../src/recordings/summary/series.ts';
import { legend } from '../../../src/report/charts/chart.ts';
import { renderCharts } from '../../../src/report/charts/render-charts.ts';
import { grouped, linear, timeAxisName, timeTicks, valueTicks } from '../../../src/report/charts/scale.ts';
import {
  aggregateOf,
  around,
  at,
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

/** Enough of XML to see that every element is closed and no attribute contains a bare `<`. */
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
  test('are drawn only if there is data', () => {
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

  test('are well-formed, standalone and have descriptions for those who cannot see them', () => {
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

  test('put many whole files into one row, and no more than 24 into rows of their own', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => file(`f${i}`, { from: i * 60, to: i * 60 + 50 }));
    const [one] = renderCharts(aggregateOf(...many(25)));
    expect(one?.svg).toContain('all files');
    expect(one?.svg).not.toContain('damaged files');
    const [each] = renderCharts(aggregateOf(...many(24)));
    expect(each?.svg).toContain('f23');
    expect(each?.svg).not.toContain('all files');
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

  test('accept a file of a single moment', () => {
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
    [0, 7, 2, '0 10'],
    [0, 100, 3, '0 50 100'],
    [0, 70, 8, '0 10 20 30 40 50 60 70'],
    [0, 7, 1, '0 10'],
  ])('from %d to %d, of which there is room for %d, are %s', (low, high, most, labels) => {
    const { ticks, ...ends } = valueTicks(low, high, most);
    expect(ticks.map(({ label }) => label).join(' ')).toBe(labels);
    expect(ends).toEqual({ low: ticks[0]?.at, high: ticks.at(-1)?.at });
  });

  test('have a scale that begins and ends with them', () => {
    expect(valueTicks(11.8, 12.9)).toMatchObject({ low: 11.5, high: 13 });
  });

  test.each([
    [0.004, '08:00:00.000 08:00:00.001 08:00:00.002 08:00:00.003 08:00:00.004'],
    [10, '08:00:00 08:00:05 08:00:10'],
    [7 * 86_400, '2026-03-02 2026-03-03 2026-03-04 2026-03-05 2026-03-06 2026-03-07 2026-03-08'],
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

describe('a time axis', () => {
  test('on a recorder’s own clock has ticks only inside its span', () => {
    const labels = (start: number, end: number) =>
      timeTicks(start, end, 'boot').map(({ at, label }) => `${at}=${label}`);
    expect(labels(3, 17)).toEqual(['5=5', '10=10', '15=15']);
    expect(labels(1000, 1020)).toEqual([
      '1000=1,000',
      '1005=1,005',
      '1010=1,010',
      '1015=1,015',
      '1020=1,020',
    ]);
  });

  test('stands at the time of its label', () => {
    expect(timeTicks(driveStart, driveStart + 10, 'unix').map(({ at }) => at - driveStart)).toEqual([
      0, 5, 10,
    ]);
  });

  test('names its date, both dates, or the clock', () => {
    expect(timeAxisName(driveStart, driveStart + 60, 'unix')).toBe('UTC, 2026-03-01');
    expect(timeAxisName(driveStart, driveStart + 86_400, 'unix')).toBe('UTC, 2026-03-01 to 2026-03-02');
    expect(timeAxisName(0, 60, 'boot')).toBe('seconds since the recorder was switched on');
  });
});

test('a scale maps its ends to the pixels, and a single value to the first of them', () => {
  expect([0, 5, 10].map(linear(0, 10, 100, 50))).toEqual([100, 75, 50]);
  expect([5, 6].map(linear(5, 5, 100, 50))).toEqual([100, 50]);
});

test('figures have a comma between thousands and six decimals at most', () => {
  expect([grouped(1234567), grouped(0.12345678), grouped(999)]).toEqual(['1,234,567', '0.123457', '999']);
});

describe('the chart of codes over time', () => {
  const timesOf = (...files: Parameters<typeof aggregateOf>) =>
    renderCharts(aggregateOf(...files)).find(({ name }) => name === 'code-times.svg');
  const onBoot = (name: string) =>
    file(name, {
      summary: {
        span: { start_ns: '5000000000', end_ns: '65000000000', clock: 'boot' },
        codes: [
          code('late', {
            first: { time_ns: '40000000000', topic: '' },
            last: { time_ns: '60000000000', topic: '' },
          }),
          code('early', {
            first: { time_ns: '10000000000', topic: '' },
            last: { time_ns: '20000000000', topic: '' },
          }),
        ],
      },
    });
  const failed = file('failed', { state: 'failed' });

  test('of one file with its own clock is on that clock, whatever failed beside it', () => {
    const chart = timesOf(failed, onBoot('a'));
    expect(chart?.svg).toContain('seconds since the recorder was switched on');
    expect(chart?.description).toContain(
      'the earliest on top, coloured by severity. early: 3 times. late: 3 times.',
    );
  });

  test('is not drawn of two files with clocks of their own', () => {
    expect(timesOf(onBoot('a'), onBoot('b'))).toBeUndefined();
  });

  test('names the five earliest of at most 15 codes, and does not draw notes', () => {
    const codes = Array.from({ length: 17 }, (_, i) =>
      code(`c${String(i).padStart(2, '0')}`, { first: at(i), last: at(i + 1), count: 100 - i }),
    );
    const chart = timesOf(file('a', { summary: { codes: [...codes, code('note', { severity: 'info' })] } }));
    expect(chart?.description).toBe(
      'When the 15 most severe of 17 codes from warning upwards were seen, the earliest on top, coloured by severity. ' +
        'c00: 100 times. c01: 99 times. c02: 98 times. c03: 97 times. c04: 96 times.',
    );
    expect(timesOf(file('a', { summary: { codes: [code('note', { severity: 'info' })] } }))).toBeUndefined();
  });
});

describe('a line', () => {
  const voltages = (...metrics: ReturnType<typeof metric>[]) =>
    renderCharts(aggregateOf(file('a', { to: 600, summary: { metrics } }))).find(
      ({ name }) => name === 'voltage.svg',
    )?.svg ?? '';
  const paths = (svg: string) => svg.match(/stroke-linejoin/g)?.length ?? 0;
  const points = (svg: string) => svg.match(/<circle/g)?.length ?? 0;
  const joined = (...pieces: [values: number[], from: number][]) => {
    const [whole, ...others] = pieces.map(([values, from]) => metric('battery_voltage', values, 's', from));
    const series = others.reduce((sum, one) => mergeSeries(sum, one.series), whole?.series ?? emptySeries());
    return { ...(whole ?? metric('battery_voltage', [])), series };
  };

  test('is broken where nothing was measured for more than three and a half usual steps', () => {
    const ten = around(12, 10);
    expect(paths(voltages(joined([ten, 0], [ten, 12])))).toBe(1);
    expect(paths(voltages(joined([ten, 0], [ten, 13])))).toBe(2);
  });

  test('of a single measurement is a point', () => {
    const svg = voltages(metric('battery_voltage', [12]));
    expect([paths(svg), points(svg)]).toEqual([0, 1]);
    const two = voltages(joined([around(12, 10), 0], [[12], 30]));
    expect([paths(two), points(two)]).toEqual([1, 1]);
  });
});

describe('a legend', () => {
  const lines = (names: string[]) =>
    legend(
      50,
      names.map((name) => ({ name, colour: '#000' })),
    );

  test('begins another row if a name does not fit, and never an empty one', () => {
    expect(lines([]).height).toBe(0);
    expect(lines(['a']).height).toBe(24);
    expect(lines(['x'.repeat(200)]).height).toBe(24);
    // 18 px on both sides of 7.2 px a letter: (860 - 50 - 2 * 36) / 7.2 = 102.5 letters beside each other.
    expect(lines(['x'.repeat(51), 'x'.repeat(51)]).height).toBe(24);
    expect(lines(['x'.repeat(51), 'x'.repeat(52)]).height).toBe(44);
  });

  test('sets names beside and below each other', () => {
    const markup = lines(['ab', 'x'.repeat(101), 'c']).content.map((one) => one.markup);
    const places = markup.map((one) => / x="([\d.]+)" y="([\d.]+)"/.exec(one)?.slice(1).map(Number));
    expect(places.join(' ')).toBe('50,5 67,14 50,25 67,34 813.2,25 830.2,34');
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

  test('draws it on its own clock, if only that is known', () => {
    const flight = file('flight.ulg', {
      summary: { metrics: [metric('cpu_percent', [99, 100], 'fc', -driveStart)] },
    });
    flight.summary.span = { start_ns: '0', end_ns: '2000000000', clock: 'boot' };
    const drive = file('drive', { summary: { metrics: [metric('cpu_percent', [10, 20], 'host')] } });
    const [chart] = renderCharts(aggregateOf(flight, drive));
    expect(chart?.svg).toContain('CPU fc (flight.ulg)');
  });

  test('a low voltage is listed before a high one', () => {
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

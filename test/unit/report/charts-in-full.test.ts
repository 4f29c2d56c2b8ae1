import { expect, test } from 'vitest';
import type { Verdict } from '../../../src/domain/verdict.ts';
import { english } from '../../../src/language/language.ts';
import { loadLanguage } from '../../../src/language/load-language.ts';
import { chartIn } from '../../../src/report/charts/chart-words.ts';
import { renderCharts } from '../../../src/report/charts/render-charts.ts';
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

/** Every line and figure of the charts, to be seen in a review. After an intended change: vitest -u. */
test('the charts of a rich drive are drawn like this', async () => {
  for (const { name, svg } of renderCharts(aggregateOf(...richDrive())))
    await expect(svg.replaceAll('><', '>\n<')).toMatchFileSnapshot(`./expected/${name}`);
});

/** A drive of files that are damaged, short or isolated, with codes of every severity and a source that paused. */
const brokenDrive = () => [
  file('whole.mcap', {
    to: 3600,
    summary: {
      codes: [
        code('constant', { severity: 'critical', first: at(0), last: at(3600), count: 4000 }),
        code('once', { severity: 'warning', count: 1, first: at(1800), last: at(1800) }),
        code('note', { severity: 'info', count: 9 }),
      ],
      metrics: [
        metric('battery_voltage', around(12.4, 40, 0.3), 'starter'),
        metric('battery_voltage', [24.5], 'trailer', 30),
        metric('cpu_percent', [...around(20, 20)], 'b', 0),
        { ...metric('cpu_percent', around(90, 20), 'a', 600) },
      ],
      topics: [
        topic('/fast', { hz: 1200 }),
        topic('/slow', { hz: 12 }),
        topic('/rare', { hz: 0.5 }),
        topic('/once', { message_count: 1, to: 0 }),
      ],
    },
  }),
  file('hurt.mcap', {
    from: 7200,
    to: 7201,
    verdict: { code: 'corrupt', message: 'Hurt.', salvaged_messages: 1 },
    summary: { metrics: [metric('cpu_percent', around(40, 20), 'b', 7200)] },
  }),
  file('failed.mcap', { state: 'failed', verdict: { code: 'empty', message: 'Empty.' } }),
];

const hurt: Verdict = { code: 'corrupt', message: 'Hurt.', salvaged_messages: 1 };
const longName = 'of which only a part is drawn since it has more than 46 letters';
const names = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, i) => `${prefix}-${String(i).padStart(2, '0')}`);

/** More of everything than is drawn, the first to be drawn last; what is frequent is not severe. */
const crowdedDrive = () => [
  ...names(26, 'file').map((name, i) =>
    file(name, {
      from: (30 - i) * 100,
      to: (30 - i) * 100 + 90,
      ...(i % 10 === 3 && { verdict: hurt }),
    }),
  ),
  file('all', {
    to: 90,
    summary: {
      codes: names(17, 'code').map((name, i) =>
        code(i === 0 ? `${name} ${longName}` : name, {
          severity: i % 2 === 0 ? 'error' : 'warning',
          count: 10 + ((i * 7) % 17),
          first: at(80 - 4 * i),
          last: at(85 - 4 * i),
        }),
      ),
      topics: names(17, 'topic').map((name, i) =>
        topic(i === 0 ? `${longName} ${name}` : name, { hz: [0.2, 5, 10, 100, 300][i % 5] ?? 1, to: 60 + i }),
      ),
      metrics: [
        ...[20, 40, 10, 30].map((load) => metric('cpu_percent', [load, load + 5, load], `cpu ${load}`)),
        ...[20, 10, 30].map((load) => metric('ram_percent', [load, load + 5, load], `ram ${load}`)),
        ...names(7, 'sensor').map((name, i) => metric('temperature_celsius', [40 + ((i * 3) % 7), 39], name)),
      ],
    },
  }),
];

/** Files with clocks of their own, of which a chart can show one; the hottest of them is the second. */
const ownClocks = () => {
  const onBoot = (name: string, start: number, more: Parameters<typeof file>[1] = {}) =>
    file(name, {
      ...more,
      summary: {
        ...more.summary,
        span: { start_ns: `${start}000000000`, end_ns: `${start + 5}000000000`, clock: 'boot' },
      },
    });
  const heat = (degrees: number, start: number, source: string) =>
    metric('temperature_celsius', [degrees, degrees + 1, degrees], source, start - driveStart);
  return [
    ...names(25, 'flight').map((name, i) => onBoot(name, 100 - i, i % 12 === 3 ? { verdict: hurt } : {})),
    onBoot('cool.ulg', 10, { summary: { metrics: [heat(30, 10, 'a'), heat(20, 10, 'b')] } }),
    onBoot('hot.ulg', 20, {
      summary: { metrics: [heat(70, 20, 'b'), heat(60, 20, 'c'), heat(10, 20, 'a')] },
    }),
    file('unknown', { summary: { span: { start_ns: '0', end_ns: '9', clock: 'unknown' } } }),
    file('no times', { summary: { span: null } }),
    file('failed', { state: 'failed', verdict: { code: 'empty', message: 'Empty.' } }),
  ];
};

/** Files whose clocks can be compared and others, which then are not drawn. */
const mixedClocks = () => [
  file('on time', { summary: { metrics: [metric('temperature_celsius', [30, 31], 'a')] } }),
  { ...file('failed, with times'), state: 'failed' as const },
  file('on time, hurt', { from: 60, to: 60, verdict: hurt }),
  file('1970', { summary: { span: { start_ns: '0', end_ns: '9', clock: 'unix' } } }),
  file('boot', {
    summary: {
      span: { start_ns: '0', end_ns: '9000000000', clock: 'boot' },
      metrics: [metric('temperature_celsius', [20, 21], 'b', -driveStart)],
    },
  }),
];

/** Nothing is damaged, so that nothing is said of damage. */
const wholeDrive = () => [file('first'), file('second', { from: 60, to: 120 })];

test.each([
  ['whole', wholeDrive],
  ['broken', brokenDrive],
  ['crowded', crowdedDrive],
  ['own-clocks', ownClocks],
  ['mixed-clocks', mixedClocks],
])('the charts of a drive are drawn like this: %s', async (kind, drive) => {
  for (const { name, svg, description } of renderCharts(aggregateOf(...drive())))
    await expect(`${description}\n${svg.replaceAll('><', '>\n<')}`).toMatchFileSnapshot(
      `./expected/${kind}-${name}.txt`,
    );
});

test('in Chinese, charts differ in their own words alone', async () => {
  const chinese = await loadLanguage('zh');
  const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text = '']) => text);
  const recorded = /^(?:CPU|RAM) |^\/|\.mcap$|: |^(?:constant|once|starter|trailer)$/;
  for (const files of [richDrive(), brokenDrive()])
    for (const { svg } of renderCharts(aggregateOf(...files))) {
      const inChinese = chartIn(chinese, svg);
      expect(inChinese.replace(/>[^<]+</g, '><')).toBe(svg.replace(/>[^<]+</g, '><'));
      expect(/<desc>[^<]*\p{Script=Han}/u.test(inChinese)).toBe(true);
      const left = textsOf(inChinese).filter((text) => /[a-z]{3}/.test(text) && !recorded.test(text));
      expect(left).toEqual([]);
    }
  expect(chartIn(english, '<text>damaged</text>')).toBe('<text>damaged</text>');
  expect(
    chartIn(chinese, '<text x="1">UTC, 2026-01-01; // leaves out a time without recordings</text>'),
  ).toBe('<text x="1">UTC，2026-01-01；// 处略去没有录制的时间</text>');
  expect(chartIn(chinese, '<title>a &lt;b&gt; &amp;lt;</title>')).toBe('<title>a &lt;b&gt; &amp;lt;</title>');
});

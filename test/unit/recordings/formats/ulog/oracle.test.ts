import { describe, expect, test } from 'vitest';
import type { FileSummary } from '../../../../../src/recordings/summary/file-summary.ts';
import { oracleSamples } from '../../../../oracles/samples.ts';
import expected from '../../../../oracles/ulog/expected.json' with { type: 'json' };
import { readReal, realRecordings } from '../../../../support/recordings/real-recordings.ts';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

interface Answer {
  messages: number;
  topics: Record<string, number>;
  last_us: number;
  dropouts: { count: number; ms: number };
  /** Level and text. */
  lines: (string | number)[][];
  /** Level, tag and text. */
  tagged_lines: (string | number)[][];
  changed_parameters: (string | number)[][];
  software: string;
  hardware: string;
  multiples: Record<string, number>;
  /** Of the level warning and above. */
  events: Record<string, number>;
  /** In the metric's unit. */
  metrics: Record<string, { count: number; min: number; max: number }>;
}

function compare(summary: FileSummary, answer: Answer): void {
  expect(summary.verdict.code).toBe('ok');
  expect(summary.message_count).toBe(answer.messages);
  expect(countsByTopic(summary)).toEqual(answer.topics);
  expect(summary.span).toMatchObject({ end_ns: `${answer.last_us}000`, clock: 'boot' });
  const count = (wanted: string) =>
    summary.codes.filter(({ code }) => code === wanted).reduce((sum, code) => sum + code.count, 0);
  expect(count('dropout')).toBe(answer.dropouts.count);
  const lines = summary.logs.filter(({ topic }) => topic === 'log');
  // A text that ends in a tab is also an event's text, and is reported as that.
  const said = [...answer.lines, ...answer.tagged_lines].filter(
    (line) => !String(line.at(-1)).endsWith('\t'),
  );
  expect(lines).toHaveLength(said.length);
  for (const line of said) {
    const text = String(line.at(-1)).replace(/^\[[\w-]+\]\s*/, '');
    expect(lines.map((each) => each.text)).toContain(text.trim());
  }
  expect(summary.logs.filter(({ topic }) => topic === 'parameter')).toHaveLength(
    answer.changed_parameters.length,
  );
  expect(summary.versions).toContainEqual({ component: 'software_commit', version: answer.software });
  expect(summary.versions).toContainEqual({ component: 'hardware', version: answer.hardware });
  const sizes = summary.attachments.map(({ name, size_bytes }) => [name, size_bytes]);
  expect(Object.fromEntries(sizes)).toEqual(answer.multiples);
  for (const [code, times] of Object.entries(answer.events)) expect(count(code)).toBe(times);
  for (const [key, { count: values, min, max }] of Object.entries(answer.metrics)) {
    const metric = summary.metrics.find(({ name, source }) => `${name} ${source}` === key);
    expect({ key, count: metric?.count }).toEqual({ key, count: values });
    expect(Math.abs((metric?.min_milli ?? 0) - min * 1000)).toBeLessThanOrEqual(0.51);
    expect(Math.abs((metric?.max_milli ?? 0) - max * 1000)).toBeLessThanOrEqual(0.51);
  }
}

const answers: Record<string, Answer> = expected;

describe.skipIf(!realRecordings)('a real ULog, against pyulog', () => {
  test.each(Object.keys(answers).filter((name) => name.startsWith('ulog/')))('%s', async (name) => {
    compare(await summarise(readReal(name)), answers[name] as Answer);
  });
});

describe('a synthetic ULog, against pyulog', () => {
  test.each(Object.entries(oracleSamples.ulog))('%s', async (name, make) => {
    compare(await summarise(make()), answers[name] as Answer);
  });
});

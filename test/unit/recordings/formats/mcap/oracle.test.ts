import { describe, expect, test } from 'vitest';
import type { FileSummary } from '../../../../../src/recordings/summary/file-summary.ts';
import expected from '../../../../oracles/mcap/expected.json' with { type: 'json' };
import { oracleSamples } from '../../../../oracles/samples.ts';
import { readReal, realRecordings } from '../../../../support/recordings/real-recordings.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

interface Answer {
  messages: number;
  topics: Record<string, { type: string; encoding: string; count: number; bytes: number }>;
  start_ns: string;
  end_ns: string;
  cut: boolean;
  attachments: string[];
  metadata: string[];
  /** By level and name of the DiagnosticStatus. */
  diagnostics: Record<string, number>;
}

const levels: Record<string, string> = { 1: 'warning', 2: 'error', 3: 'error' };

function compare(summary: FileSummary, answer: Answer): void {
  expect(summary.message_count).toBe(answer.messages);
  const topics = summary.topics.map(({ name, type, encoding, message_count, bytes }) => [
    name,
    { type, encoding, count: message_count, bytes },
  ]);
  expect(Object.fromEntries(topics)).toEqual(answer.topics);
  expect(summary.span).toMatchObject({ start_ns: answer.start_ns, end_ns: answer.end_ns });
  expect(summary.verdict.code).toBe(answer.cut ? 'truncated' : 'ok');
  const listed = summary.attachments.map(({ name }) => name);
  expect(listed.toSorted()).toEqual([...answer.attachments, ...answer.metadata].toSorted());

  // A code consists of name and text, so that one name may have several.
  for (const [diagnostic, count] of Object.entries(answer.diagnostics)) {
    const [level = '', name = ''] = diagnostic.split(/ (.*)/s);
    const codes = summary.codes.filter(
      ({ code, source, severity }) =>
        source === 'diagnostics' &&
        code.startsWith(`${name}: `) &&
        severity === levels[level] &&
        (level === '3') === /: stale|: .*\bstale\b/i.test(code),
    );
    expect({ diagnostic, count: codes.reduce((sum, code) => sum + code.count, 0) }).toEqual({
      diagnostic,
      count,
    });
  }
}

const answers: Record<string, Answer> = expected;

describe.skipIf(!realRecordings)('a real MCAP, against the Python reader', () => {
  test.each(Object.keys(answers).filter((name) => name.startsWith('mcap/')))('%s', async (name) => {
    compare(await summarise(readReal(name)), answers[name] as Answer);
  });
});

describe('a synthetic MCAP, against the Python reader', () => {
  test.each(Object.entries(oracleSamples.mcap))('%s', async (name, make) => {
    compare(await summarise(make()), answers[name] as Answer);
  });
});

import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { noTokens } from '../../../src/diagnosis/narrator.ts';
import type { SummarisedFile } from '../../../src/diagnosis/summarised-file.ts';
import { buildReport } from '../../../src/report/build-report.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { aggregateOf, file, richDrive } from '../diagnosis/summaries.ts';

export function reportOf(...files: SummarisedFile[]): Report {
  const aggregate = aggregateOf(...files);
  return buildReport({
    batch: { id: 'batch-1', run: 2, vehicle_id: 'truck-7', vin: 'WVWZZZ1JZXW000001' },
    diagnosisId: 'diagnosis-1',
    generatedAt: '2026-03-01T09:00:00.000Z',
    aggregate,
    diagnosis: diagnose(aggregate),
    charts: [{ name: 'cpu-ram.svg', title: 'CPU and RAM', description: 'Load over time.' }],
    narrative: { status: 'off', token_usage: { ...noTokens } },
  });
}

/** Text that can occur in a recording: markup, terminal sequences, bidirectional text, half a surrogate pair. */
export const hostile =
  '<script>alert(1)</script>"\'&]]>\u001b[2J\u001b]0;owned\u0007\u009b31m\r\nX-Injected: 1\u202egnp.exe\ud800\0';

/** A report with every optional member. */
export function fullReport(): Report {
  const report = reportOf(
    ...richDrive(),
    file('broken.mcap', {
      state: 'failed',
      verdict: { code: 'corrupt', message: 'No record is whole.', offset: 17 },
    }),
    file('hurt.mcap', {
      from: 400,
      to: 460,
      verdict: {
        code: 'corrupt',
        message: 'Two chunks are damaged.',
        salvaged_messages: 12,
        damaged: [
          { start: 100, end: 200 },
          { start: 4096, end: 8192 },
        ],
      },
    }),
  );
  const [first, ...others] = report.findings;
  if (!first) throw new Error('a rich drive has findings');
  return {
    ...report,
    error_codes: report.error_codes.map((each, i) =>
      i === 0
        ? {
            ...each,
            parameters: [
              ['left', '3.1'],
              ['right', '3.2'],
            ],
          }
        : each,
    ),
    findings: [
      {
        ...first,
        knowledge: [
          {
            id: 'kb-7',
            title: 'Cell 3 sags when cold',
            solution: 'Warm the pack before charging.',
            why: 'code matches',
            source: 'service bulletin 12',
          },
        ],
      },
      ...others,
    ],
    llm: {
      status: 'ok',
      reason: 'asked once',
      narrative: 'The battery sags.\n\nThe planner stops because of it.',
      likely_causes: [{ cause: 'A weak cell', why: 'Voltage falls under load.', findings: [first.rule] }],
    },
    token_usage: { prompt_tokens: 1200, completion_tokens: 300, total_tokens: 1500, estimated_cost: 0.0123 },
    provenance: { ...report.provenance, knowledge_base_version: 'kb-2026-03-01' },
  };
}

/** The report with its charts as stored. */
export function picturesOf({ charts }: Report): Map<string, string> {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 100"><text x="9" y="40">CPU</text></svg>';
  return new Map(charts.map(({ name }) => [name, svg]));
}

/** Members whose values are from fixed lists, or that an API has checked. */
const fixed = new Set(['severity', 'basis', 'state', 'code', 'metric', 'status', 'format', 'schema_version']);

/** The value with every text in it replaced. */
export function withTexts<T>(value: T, text: string, key = ''): T {
  if (typeof value === 'string') return (fixed.has(key) ? value : text) as T;
  if (Array.isArray(value)) return value.map((one) => withTexts(one, text, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withTexts(one, text, name)]),
  ) as T;
}

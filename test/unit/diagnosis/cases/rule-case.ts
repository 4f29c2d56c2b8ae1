import type { PreviousDrive } from '../../../../src/diagnosis/previous-drive.ts';
import type { SummarisedFile } from '../../../../src/diagnosis/summarised-file.ts';
import type { Severity } from '../../../../src/domain/severity.ts';
import type { MetricName } from '../../../../src/recordings/summary/file-summary.ts';
import { code, file, metric, topic } from '../../../support/diagnosis/summaries.ts';

export const seconds = 900;

export function withMetric(name: MetricName, values: number[], source?: string): SummarisedFile {
  return file('a', { to: seconds, summary: { metrics: [metric(name, values, source)] } });
}

export function withCode(...codes: Parameters<typeof code>[]): SummarisedFile {
  return file('a', { summary: { codes: codes.map((one) => code(...one)) } });
}

export function withClock(
  name: string,
  start_ns: string,
  end_ns: string,
  clock: 'unix' | 'boot' = 'unix',
): SummarisedFile {
  return file(name, { summary: { span: { start_ns, end_ns, clock } } });
}

/** Ten periodic topics; `change` alters each. */
export function withTopics(change: (i: number) => Parameters<typeof topic>[1]): SummarisedFile {
  return file('a', { summary: { topics: Array.from({ length: 10 }, (_, i) => topic(`/t${i}`, change(i))) } });
}

export const onBus = (name: string, more: Parameters<typeof topic>[1] = {}) =>
  topic(name, { type: 'CAN', encoding: 'can', hz: 100, ...more });

/** Ten identifiers of a bus at 100 Hz. */
export function withBus(change: (i: number) => Parameters<typeof topic>[1]) {
  const topics = Array.from({ length: 10 }, (_, i) => onBus(`CAN 1 0x10${i}`, change(i)));
  return file('a', { summary: { topics } });
}

/** Grows from `from` to `to` over the drive, slightly irregularly. */
export function rising(from: number, to: number): number[] {
  return Array.from({ length: seconds }, (_, i) => from + ((to - from) * i) / seconds + Math.sin(i) * 0.2);
}

export interface RuleCase {
  rule: string;
  hit: Record<
    string,
    { files: SummarisedFile[]; severity: Severity; says: RegExp; previous?: PreviousDrive }
  >;
  miss: Record<string, SummarisedFile[]>;
}

import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { noTokens } from '../../src/diagnosis/narrator.ts';
import { buildReport } from '../../src/report/build-report.ts';
import type { Report } from '../../src/report/report-schema.ts';
import type { SummarisedFile } from '../../src/report/summarised-file.ts';
import { aggregateOf } from '../diagnosis/summaries.ts';

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

/** Text as it can stand in a recording: markup, terminal sequences, text that turns around, half a character. */
export const hostile =
  '<script>alert(1)</script>"\'&]]>\u001b[2J\u001b]0;owned\u0007\u009b31m\r\nX-Injected: 1\u202egnp.exe\ud800\0';

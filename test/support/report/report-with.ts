import { v7 as uuidv7 } from 'uuid';
import type { Finding, Report } from '../../../src/report/report-schema.ts';
import { code, file } from '../diagnosis/summaries.ts';
import { reportOf } from './report-of.ts';

export type CodeChange = Parameters<typeof code>[1] & { code: string };

export interface ReportChange extends Partial<Omit<Report, 'error_codes' | 'findings'>> {
  codes?: CodeChange[];
  findings?: Partial<Finding>[];
}

/** The report of an hour of recording with these codes, findings and members. */
export function reportWith({ codes = [], findings, ...change }: ReportChange = {}): Report {
  const report = reportOf(
    file('drive.mcap', { to: 3600, summary: { codes: codes.map((one) => code(one.code, one)) } }),
  );
  return { ...report, ...(findings && { findings: findings.map(finding) }), ...change };
}

function finding(change: Partial<Finding>): Finding {
  return {
    rule: 'some-rule',
    severity: 'warning',
    title: 'Something',
    description: 'It was seen.',
    likely_cause: 'Wear.',
    advice: 'Look at it.',
    evidence: [],
    ...change,
  };
}

export function batchOf(vehicle_id = `v-${uuidv7()}`) {
  return {
    id: uuidv7(),
    vehicle_id,
    vin: 'WVWZZZ1JZ3W386752',
    expected_workers: null,
    tolerated_failed_percent: 25,
  };
}

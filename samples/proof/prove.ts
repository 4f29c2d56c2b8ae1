import { createHash } from 'node:crypto';
import { createAggregator } from '../../src/diagnosis/aggregate.ts';
import { type Diagnosis, diagnose } from '../../src/diagnosis/diagnose.ts';
import { severityRank } from '../../src/domain/severity.ts';
import { bufferSource } from '../../src/recordings/byte-source.ts';
import { summariseFile } from '../../src/recordings/summarise-file.ts';
import type { Evidence, Finding } from '../../src/report/report-schema.ts';
import { defaultStartTime } from '../sample-options.ts';
import type { KnownFault, ProofFile } from './known-fault.ts';

/** What the diagnosis made of a known fault. */
export interface Proof {
  known: KnownFault;
  /** The finding at the right place; undefined where there is none. */
  found: Finding | undefined;
  /** The evidence that points there. */
  evidence: Evidence | undefined;
  /** Ids of the other rules that gave a warning or worse. */
  others: string[];
}

/** Through the real readers, as a batch would be. */
export async function diagnoseFiles(files: ProofFile[]): Promise<Diagnosis> {
  const aggregator = createAggregator();
  for (const { name, make } of files) {
    const bytes = make();
    const summary = await summariseFile(bufferSource(bytes));
    aggregator.add({
      file_id: name,
      name,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      state: summary.message_count > 0 ? 'parsed' : 'failed',
      summary,
    });
  }
  return diagnose(aggregator.finish());
}

export async function prove(known: KnownFault): Promise<Proof> {
  const { findings } = await diagnoseFiles(known.files);
  const own = findings.filter(
    ({ rule, severity }) => rule === known.rule && severityRank(severity) >= severityRank(known.severity),
  );
  const found = own.find(({ evidence }) => evidence.some((one) => pointsTo(one, known)));
  const others = seriousOnes(findings).filter(({ rule }) => rule !== known.rule);
  return {
    known,
    found,
    evidence: found?.evidence.find((one) => pointsTo(one, known)),
    others: [...new Set(others.map(({ rule }) => rule))],
  };
}

/** Findings that make a drive faulty: notes do not. */
export function seriousOnes(findings: Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity !== 'info');
}

function pointsTo(evidence: Evidence, { file, topic, between }: KnownFault): boolean {
  if (evidence.file_name !== file) return false;
  if (topic !== undefined && evidence.topic !== topic) return false;
  if (between === undefined) return true;
  const seconds = secondsOf(evidence.time ?? '');
  return seconds >= between[0] && seconds <= between[1];
}

/** Since the drive began, or on the clock of the file: `+42.5s`. */
export function secondsOf(time: string): number {
  const own = /^([+-][\d.]+)s$/.exec(time);
  return own ? Number(own[1]) : (Date.parse(time) - defaultStartTime.getTime()) / 1000;
}

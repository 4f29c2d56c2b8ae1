import { createHash } from 'node:crypto';
import type { Aggregate } from '../../src/diagnosis/aggregate.ts';
import { createAggregator } from '../../src/diagnosis/aggregator.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { noTokens } from '../../src/diagnosis/narrator.ts';
import type { PreviousDrive } from '../../src/diagnosis/previous-drive.ts';
import { standardSettings } from '../../src/diagnosis/rule-settings.ts';
import { verdictFails } from '../../src/domain/verdict.ts';
import { bufferSource } from '../../src/recordings/bytes/byte-source.ts';
import { openDatabase } from '../../src/recordings/meaning/dbc/open-database.ts';
import { summariseFile } from '../../src/recordings/summarise-file.ts';
import { buildReport } from '../../src/report/build-report.ts';
import type { Evidence } from '../../src/report/report-schema.ts';
import { defaultStartTime } from '../sample-options.ts';
import type { CleanDrive } from './clean-drives.ts';
import { type KnownFault, type Place, type ProofFile, toleranceSeconds } from './known-fault.ts';
import { type CleanProof, type Proof, secondsOf } from './proof.ts';

export async function prove(known: KnownFault): Promise<Proof> {
  const previous = known.before && (await driveBefore(known.before));
  const { findings } = diagnose(await gather(known.files), standardSettings, previous, known.vin);
  const found = findings.find(
    ({ rule, severity, evidence }) =>
      rule === known.rule && severity === known.severity && isAt(evidence, known),
  );
  const others = findings.filter(
    ({ rule, severity }) => rule !== known.rule && !(severity === 'info' && known.usual?.includes(rule)),
  );
  return {
    known,
    found,
    evidence: found?.evidence.find((one) => pointsTo(one, known)),
    others: [...new Set(others.map(({ rule }) => rule))],
  };
}

/** The fault was found, and nothing else except its legitimate consequences. */
export function isRight({ known, found, others }: Proof): boolean {
  const follows = Object.keys(known.follows ?? {});
  return found !== undefined && others.toSorted().join() === follows.toSorted().join();
}

/** The diagnosis of a drive without a fault. Notes do not make a drive faulty. */
export async function proveClean({ drive, files }: CleanDrive): Promise<CleanProof> {
  const aggregate = await gather(files);
  const { findings } = diagnose(aggregate);
  const serious = findings.filter(({ severity }) => severity !== 'info');
  const notes = findings.filter(({ severity }) => severity === 'info');
  return {
    drive,
    files: files.length,
    formats: Object.keys(aggregate.formats),
    serious: serious.map(({ title }) => title),
    notes: notes.map(({ rule }) => rule),
  };
}

/** Through the real readers, as for a batch. */
export async function gather(files: ProofFile[]): Promise<Aggregate> {
  const aggregator = createAggregator();
  const databases = files
    .filter(({ name }) => /\.(?:dbc|kcd|arxml|sym|ldf)$/.test(name))
    .map(({ name, make }) => openDatabase(name, make()));
  for (const { name, make } of files) {
    const bytes = make();
    const summary = await summariseFile(bufferSource(bytes), { databases });
    aggregator.add({
      file_id: name,
      name,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      state: verdictFails(summary.verdict) ? 'failed' : 'parsed',
      summary,
    });
  }
  return aggregator.finish();
}

/** What the rules learn from the report of a previous drive. */
async function driveBefore(files: ProofFile[]): Promise<PreviousDrive> {
  const aggregate = await gather(files);
  return buildReport({
    batch: { id: 'before', run: 1, vehicle_id: 'vehicle', vin: '' },
    diagnosisId: 'before',
    generatedAt: defaultStartTime.toISOString(),
    aggregate,
    diagnosis: diagnose(aggregate),
    charts: [],
    narrative: { status: 'off', token_usage: noTokens },
  });
}

function isAt(evidence: Evidence[], place: Place): boolean {
  return place.file === undefined || evidence.some((one) => pointsTo(one, place));
}

function pointsTo(evidence: Evidence, { file, topic, during }: Place): boolean {
  if (evidence.file_name !== file) return false;
  if (topic !== undefined && evidence.topic !== topic) return false;
  if (during === undefined) return true;
  const seconds = secondsOf(evidence.time ?? '');
  return seconds >= during[0] - toleranceSeconds && seconds <= during[1] + toleranceSeconds;
}

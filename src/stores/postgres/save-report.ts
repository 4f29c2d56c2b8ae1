import type { Batch } from '../../domain/batch.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { Report } from '../../report/report-schema.ts';
import type { SoftwareFacts } from '../../report/software-facts.ts';
import { type Db, inTransaction, type Tx } from './pool.ts';
import { queueAlerts } from './queue-alerts.ts';
import { indexReport, termsOf } from './report-index.ts';
import { nameSoftware, softwareIds } from './software-sums.ts';
import { type Beside, passThrough } from './transition.ts';

export interface StoredAggregate {
  /** The aggregate as the gather stage wrote it; only the diagnosis knows its structure. */
  aggregate: unknown;
  charts: Report['charts'];
}

/** All that a run wrote from its gate on. */
export interface FinishedRun {
  gathered: StoredAggregate;
  report: Report;
  facts: SoftwareFacts;
  /** Of the stages that ended: scatter, gather, diagnose. */
  events: { scattered: NewEvent; gathered: NewEvent; completed: NewEvent };
}

/**
 * SHA-256 over all that an aggregate comes from: a file never changes what its id stands for, and its summary is that of its bytes
 * and the version of the parser. SQL about the batch in $1.
 */
export const contentOfFiles = `
  SELECT encode(sha256(convert_to(string_agg(
           (id, state, format, parser_version, verdict)::text, ' ' ORDER BY position), 'UTF8')), 'hex')
  FROM files WHERE batch_id = $1`;

/** The aggregate of a run, stored by the statement that changes its state. */
export function aggregateBeside({ aggregate, charts }: StoredAggregate): Beside {
  return {
    name: 'save-aggregate',
    sql: `INSERT INTO aggregates (batch_id, run, aggregate, charts, content)
          SELECT id, run, $8::json, $9::jsonb, (${contentOfFiles}) FROM changed
          ON CONFLICT (batch_id, run) DO NOTHING`,
    values: [JSON.stringify(aggregate), JSON.stringify(charts)],
  };
}

/** Takes a run from `scattering` to `completed`, with the events of all steps. See `passThrough`. */
export function finishRun(db: Db, { gathered, report, facts, events }: FinishedRun): Promise<Batch> {
  return saveReport(db, report, facts, (tx) =>
    passThrough(
      tx,
      {
        batchId: report.batch_id,
        run: report.run,
        from: 'scattering',
        steps: [
          { to: 'scattered', events: [events.scattered] },
          { to: 'gathering' },
          { to: 'gathered', events: [events.gathered] },
          { to: 'diagnosing' },
          { to: 'completed', events: [events.completed] },
        ],
      },
      aggregateBeside(gathered),
    ),
  );
}

/**
 * Stores the report of a run with its alerts in the transaction that completes it: one report per run.
 * @param complete changes the state; a repeat leaves it, and the report, as they are.
 */
export function saveReport(
  db: Db,
  report: Report,
  facts: SoftwareFacts,
  complete: (tx: Tx) => Promise<Batch>,
): Promise<Batch> {
  return inTransaction(db, async (tx) => {
    const batch = await complete(tx);
    await nameSoftware(tx, facts);
    const { rowCount } = await tx.query({
      name: 'save-report',
      text: `WITH saved AS (
             INSERT INTO reports
               (id, batch_id, run, vehicle_id, vin, severity, sentence, body, at, platform, search,
                recorded_ms, warned_rules, software_ids)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, array_to_tsvector($11),
                     $12, $13, ${softwareIds('$14')})
             ON CONFLICT (batch_id, run) DO NOTHING RETURNING id),
             versions AS (
               INSERT INTO report_versions (report_id, component, version)
               SELECT saved.id, v.component, v.version FROM saved, unnest($15::text[], $16::text[]) AS v(component, version)
               ON CONFLICT DO NOTHING)
             SELECT FROM saved`,
      values: [
        report.diagnosis_id,
        report.batch_id,
        report.run,
        report.vehicle_id,
        report.vin,
        report.verdict.severity,
        report.verdict.sentence,
        JSON.stringify(report),
        batch.created_at,
        batch.platform,
        termsOf(report),
        facts.recorded_ms,
        facts.warned_rules,
        JSON.stringify(facts.software),
        report.versions.map(({ component }) => component),
        report.versions.map(({ version }) => version),
      ],
    });
    if (rowCount === 1) {
      await indexReport(tx, report, batch);
      await queueAlerts(tx, report, batch);
    }
    return batch;
  });
}

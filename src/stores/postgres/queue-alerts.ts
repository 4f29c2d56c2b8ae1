import {
  type AlertFilter,
  type AlertFinding,
  type AlertMessage,
  alertHours,
  alertId,
  findingsFor,
  findingsInAlert,
} from '../../domain/alert.ts';
import type { Batch } from '../../domain/batch.ts';
import { severities, severityRank } from '../../domain/severity.ts';
import type { Report } from '../../report/report-schema.ts';
import type { Tx } from './pool.ts';

/** A subscription as it is read to be held against a report. */
type Subscriber = AlertFilter & { id: string };
type Told = { subscription_id: string; finding: string; reports_since: number };

/**
 * Writes the messages of a new report, in the transaction that stores it: to each subscription one message with those
 * findings that it was not told of this platform in the last hours (see `alertHours`).
 */
export async function queueAlerts(tx: Tx, report: Report, { platform }: Batch): Promise<void> {
  if (report.findings.length === 0) return;
  const wanted = new Map<string, Map<string, Report['findings'][number]>>();
  for (const subscriber of await subscribers(tx)) {
    const findings = findingsFor(subscriber, platform, report.findings);
    if (findings.size > 0) wanted.set(subscriber.id, findings);
  }
  if (wanted.size === 0) return;
  const told = Map.groupBy(await remember(tx, wanted, platform), ({ subscription_id }) => subscription_id);
  const messages = [...told].map(([subscription_id, keys]) => {
    const since = new Map(keys.map(({ finding, reports_since }) => [finding, reports_since]));
    const findings = [...(wanted.get(subscription_id) ?? [])].flatMap(([key, finding]) => {
      const reports_since = since.get(key);
      return reports_since === undefined ? [] : [{ ...toldOf(finding), reports_since }];
    });
    return {
      id: alertId(subscription_id, report.batch_id, report.run),
      subscription_id,
      message: messageOf(report, platform, findings),
    };
  });
  await tx.query({
    name: 'queue-alerts',
    text: `INSERT INTO alerts (id, subscription_id, batch_id, run, message)
           SELECT g.id, g.subscription_id, $2, $3, g.message
           FROM jsonb_to_recordset($1) AS g(id uuid, subscription_id uuid, message jsonb)
           ON CONFLICT (id) DO NOTHING`,
    values: [JSON.stringify(messages), report.batch_id, report.run],
  });
}

async function subscribers(tx: Tx): Promise<Subscriber[]> {
  const { rows } = await tx.query<Omit<Subscriber, 'min_severity'> & { min_severity: number }>({
    name: 'alert-subscribers',
    text: 'SELECT id, platforms, rules, min_severity FROM alert_subscriptions',
  });
  return rows.map((row) => ({ ...row, min_severity: severities[row.min_severity] ?? 'info' }));
}

/** Notes what was seen. @returns what is to be told. */
async function remember(
  tx: Tx,
  wanted: ReadonlyMap<string, ReadonlyMap<string, AlertFinding>>,
  platform: string | null,
): Promise<Told[]> {
  const seen = [...wanted].flatMap(([subscription_id, findings]) =>
    [...findings].map(([finding, { severity }]) => ({
      subscription_id,
      finding,
      severity: severityRank(severity),
    })),
  );
  // In one order for all, so that two reports wait for each other at most once. A subscription that is deleted meanwhile
  // is waited for, and left out.
  const { rows } = await tx.query<Told>({
    name: 'remember-alerts',
    text: `WITH noted AS (
             INSERT INTO alert_keys AS k (subscription_id, platform, finding, severity, told_at)
             SELECT s.id, $2, g.finding, g.severity, now()
             FROM jsonb_to_recordset($1) AS g(subscription_id uuid, finding uuid, severity smallint)
             JOIN alert_subscriptions s ON s.id = g.subscription_id
             ORDER BY s.id, g.finding FOR KEY SHARE OF s
             ON CONFLICT (subscription_id, platform, finding) DO UPDATE SET (severity, told_at, untold) = (
               SELECT CASE WHEN due THEN excluded.severity ELSE k.severity END,
                      CASE WHEN due THEN excluded.told_at ELSE k.told_at END,
                      CASE WHEN due THEN 0 ELSE k.untold + 1 END
               FROM (SELECT k.told_at <= now() - make_interval(hours => $3)
                            OR k.severity < excluded.severity AS due))
             RETURNING subscription_id, finding, new.untold AS untold, coalesce(old.untold, 0) AS reports_since)
           SELECT subscription_id, finding, reports_since FROM noted WHERE untold = 0`,
    values: [JSON.stringify(seen), platform ?? '', alertHours],
  });
  return rows;
}

function toldOf({
  rule,
  severity,
  title,
  description,
  likely_cause,
  advice,
  codes,
}: AlertFinding): AlertFinding {
  return { rule, severity, title, description, likely_cause, advice, ...(codes && { codes }) };
}

function messageOf(
  { vehicle_id, vin, verdict }: Report,
  platform: string | null,
  findings: AlertMessage['findings'],
): AlertMessage {
  return {
    vehicle_id,
    vin,
    platform,
    verdict,
    findings: findings.slice(0, findingsInAlert),
    more_findings: Math.max(0, findings.length - findingsInAlert),
  };
}

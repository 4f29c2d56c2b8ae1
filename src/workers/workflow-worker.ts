import { fileURLToPath } from 'node:url';
import { createControlActivities } from '../activities/control.ts';
import { createCountSoftwareActivities } from '../activities/count-software.ts';
import { createCustodyActivities } from '../activities/custody.ts';
import { createDiagnoseActivities } from '../activities/diagnose.ts';
import { createFinish, createFinishActivities } from '../activities/finish.ts';
import { createGate } from '../activities/gate.ts';
import { createGatherActivities } from '../activities/gather.ts';
import { createGathering } from '../activities/gathering.ts';
import { createReconcileActivities } from '../activities/reconcile.ts';
import { createReporting } from '../activities/reporting.ts';
import { createRetentionActivities } from '../activities/retention.ts';
import { createSweepActivities } from '../activities/sweep.ts';
import { createCanDatabases } from '../databases/can-databases.ts';
import { type Role, type RoleDeps, runAsMain } from '../role.ts';
import { stageSinks } from './batch-news.ts';
import { countedFiles } from './counted-parsing.ts';
import { keepTemporal } from './keep-temporal.ts';
import { narratorFor } from './narrator.ts';
import { startTemporalWorker } from './temporal-worker.ts';
import { workflowCode } from './workflow-code.ts';

/** Runs the batch workflows and the light stages: gate, gather, diagnose, sweeps. */
export async function startWorkflowWorker(deps: RoleDeps): Promise<Role> {
  const { config, stores, orchestrator, reconciler, logger, metrics } = deps;
  const {
    batches,
    files,
    summaries,
    reports,
    knowledge,
    ruleSettings,
    keptAnswers,
    objects,
    redis,
    uploads,
    discardUpload,
  } = stores;
  const gathering = createGathering({ summaries, reports, objects });
  const reporting = createReporting({ reports, knowledge, ruleSettings, narrate: narratorFor(deps) });
  const gateHeals = metrics.counter('argus_gate_heals_total');
  const gate = createGate({ batches, files, redis, logger, onGateHealed: () => gateHeals.inc() });
  const finish = createFinish({ gate, gathering, reporting, reports, redis, logger });
  const worker = await startTemporalWorker(deps, {
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    ...(await workflowCode(logger)),
    sinks: stageSinks({ batches, metrics, logger, tracing: deps.tracing }),
    activities: {
      ...createControlActivities({
        batches,
        files: countedFiles(files, metrics),
        databasesOf: createCanDatabases({ ...stores, logger }),
        redis,
        gate,
        gathering,
        finish,
        logger,
        stagesMayWait: config.LLM_BASE_URL !== undefined,
      }),
      ...createGatherActivities({ batches, reports, gathering, redis, logger }),
      ...createDiagnoseActivities({ batches, reports, summaries, reporting, redis, logger }),
      ...createFinishActivities(finish),
      ...createReconcileActivities({ reconciler }),
      ...createCustodyActivities({ policy: config, custody: stores.custody, objects, logger }),
      ...createSweepActivities({
        objects,
        uploads,
        discardUpload,
        silentUploads: stores.silentUploads,
        keptAnswers,
        alerts: stores.alerts,
        abandonHours: config.UPLOAD_ABANDON_HOURS,
        logger,
      }),
      ...createRetentionActivities({ policy: config, retention: stores.retention, objects, logger }),
      ...createCountSoftwareActivities({ softwareCounts: stores.softwareCounts, logger }),
    },
  });
  const stopped = new AbortController();
  const keeping = keepTemporal(orchestrator, logger, stopped.signal);
  return {
    failed: worker.failed,
    async stop() {
      stopped.abort();
      await Promise.all([worker.stop(), keeping]);
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await runAsMain('worker-workflow', startWorkflowWorker);

import { fileURLToPath } from 'node:url';
import { createControlActivities } from '../activities/control.ts';
import { createDiagnoseActivities } from '../activities/diagnose.ts';
import { createGatherActivities } from '../activities/gather.ts';
import { createSweepActivities } from '../activities/sweep.ts';
import { type Role, type RoleDeps, runAsMain } from '../role.ts';
import { stageSinks } from './batch-news.ts';
import { narratorFor } from './narrator.ts';
import { startTemporalWorker } from './temporal-worker.ts';
import { workflowCode } from './workflow-code.ts';

/** Runs the batch workflows and the light stages: gate, gather, diagnose, sweeps. */
export async function startWorkflowWorker(deps: RoleDeps): Promise<Role> {
  const { stores, orchestrator, logger, metrics, config } = deps;
  const { batches, files, summaries, reports, knowledge, ruleSettings, objects, redis } = stores;
  await orchestrator.ensureSchedules();
  const gateHeals = metrics.counter('argus_gate_heals_total');
  return startTemporalWorker(deps, {
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    ...(await workflowCode(logger)),
    sinks: stageSinks({ batches, metrics, logger, tracing: deps.tracing }),
    activities: {
      ...createControlActivities({ batches, files, redis, logger, onGateHealed: () => gateHeals.inc() }),
      ...createGatherActivities({ batches, summaries, reports, objects, redis, logger }),
      ...createDiagnoseActivities({
        batches,
        reports,
        summaries,
        knowledge,
        ruleSettings,
        redis,
        narrate: narratorFor(deps),
        logger,
      }),
      ...createSweepActivities({
        batches,
        orchestrator,
        objects,
        abandonSeconds: config.UPLOAD_ABANDON_HOURS * 3600,
        logger,
      }),
    },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await runAsMain('worker-workflow', startWorkflowWorker);

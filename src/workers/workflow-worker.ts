import { fileURLToPath } from 'node:url';
import { createControlActivities } from '../activities/control.ts';
import { createDiagnoseActivities } from '../activities/diagnose.ts';
import { createGatherActivities } from '../activities/gather.ts';
import { createSweepActivities } from '../activities/sweep.ts';
import { type Role, type RoleDeps, runAsMain } from '../role.ts';
import { narratorFor } from './narrator.ts';
import { startTemporalWorker } from './temporal-worker.ts';
import { workflowCode } from './workflow-code.ts';

/** Runs the batch workflows and the light stages: gate, gather, diagnose, sweeps. */
export async function startWorkflowWorker(deps: RoleDeps): Promise<Role> {
  const { config, stores, orchestrator, logger } = deps;
  const { batches, files, summaries, reports, knowledge, ruleSettings, objects, redis } = stores;
  await orchestrator.ensureSchedules();
  return startTemporalWorker(config, logger, {
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    ...(await workflowCode(logger)),
    activities: {
      ...createControlActivities({ batches, files, redis, logger }),
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

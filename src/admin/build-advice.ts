import type { DeployedBuild, Deployment } from '../orchestrator/deployment.ts';

export type { Deployment };

export interface AdvisedBuild extends DeployedBuild {
  /** What to do about it; empty when nothing. */
  advice: string;
}

/** The builds of the workers, each with what an operator should do about it. */
export function advisedBuilds({ builds }: Deployment): AdvisedBuild[] {
  return builds.map((one) => ({ ...one, advice: adviceOn(one) }));
}

function adviceOn({ build, status, batches, workflowWorkers, parseWorkers }: DeployedBuild): string {
  const works = workflowWorkers > 0 && parseWorkers > 0;
  if (status === 'current' || status === 'ramping') return works ? '' : 'start its workers';
  if (batches > 0 && !works) return `start its workers, or: argus admin move-batches --from ${build}`;
  return status === 'drained' && workflowWorkers + parseWorkers > 0 ? 'its workers may go' : '';
}

import { setWorkflowOptions, workflowInfo } from '@temporalio/workflow';

/**
 * Lets the workers of any build continue this workflow (docs/decisions/018-batches-stay-with-their-build.md): a pass of
 * a schedule whose build has no workers any more must not keep those after it from beginning.
 */
export function continueOnAnyBuild(workflow: () => Promise<unknown>): void {
  // Temporal refuses a behaviour that workers without versions state; of those the build has a name, the deployment has none.
  setWorkflowOptions(
    () =>
      workflowInfo().currentDeploymentVersion?.deploymentName ? { versioningBehavior: 'AUTO_UPGRADE' } : {},
    workflow,
  );
}

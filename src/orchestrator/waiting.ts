// A CommonJS module whose named exports Node does not detect: default import for values, named for types.
import proto, { type temporal } from '@temporalio/proto';
import { boundedText } from '../domain/bounded-text.ts';

export interface PendingActivity {
  activity: string;
  state: string;
  attempt: number;
  last_error: string | null;
  /** RFC 3339; null when it is running or about to. */
  next_attempt_at: string | null;
  last_heartbeat_at: string | null;
  last_worker: string | null;
}

export interface Waiting {
  workflow_id: string;
  workflow_run_id: string;
  workflow_status: string;
  history_events: number;
  /** Of the workers that it stays with; null where they have no versions. */
  build: string | null;
  /** Whether no worker of that build runs, so that nothing goes on. */
  build_away: boolean;
  /** At most 100. */
  pending_activities: PendingActivity[];
}

type Description = temporal.api.workflowservice.v1.IDescribeWorkflowExecutionResponse;

export type DeploymentVersion = temporal.api.deployment.v1.IWorkerDeploymentVersion;

const maxPending = 100;

/** The build of the workers that alone get the tasks of this workflow. */
export function buildOf({ workflowExecutionInfo: info }: Description): DeploymentVersion | undefined {
  const { behavior, deploymentVersion, versioningOverride } = info?.versioningInfo ?? {};
  if (versioningOverride?.pinned) return versioningOverride.pinned.version ?? undefined;
  const { VERSIONING_BEHAVIOR_PINNED: pinned } = proto.temporal.api.enums.v1.VersioningBehavior;
  return behavior === pinned ? (deploymentVersion ?? undefined) : undefined;
}

/**
 * Picks what an operator needs out of Temporal's description of a workflow.
 * @param buildAway whether no worker of its build runs.
 */
export function describeWaiting(description: Description, buildAway = false): Waiting {
  const info = description.workflowExecutionInfo;
  const { PendingActivityState, WorkflowExecutionStatus } = proto.temporal.api.enums.v1;
  return {
    workflow_id: info?.execution?.workflowId ?? '',
    workflow_run_id: info?.execution?.runId ?? '',
    workflow_status: words(WorkflowExecutionStatus[info?.status ?? 0], 'WORKFLOW_EXECUTION_STATUS_'),
    history_events: Number(info?.historyLength ?? 0),
    build: buildOf(description)?.buildId ?? null,
    build_away: buildAway,
    pending_activities: (description.pendingActivities ?? []).slice(0, maxPending).map((pending) => ({
      activity: pending.activityType?.name ?? '',
      state: words(PendingActivityState[pending.state ?? 0], 'PENDING_ACTIVITY_STATE_'),
      attempt: pending.attempt ?? 0,
      last_error: pending.lastFailure?.message ? boundedText(pending.lastFailure.message) : null,
      next_attempt_at: rfc3339(pending.nextAttemptScheduleTime),
      last_heartbeat_at: rfc3339(pending.lastHeartbeatTime),
      last_worker: pending.lastWorkerIdentity || null,
    })),
  };
}

function words(name: string | undefined, prefix: string): string {
  return (name ?? 'UNSPECIFIED').replace(prefix, '').toLowerCase();
}

function rfc3339(time: { seconds?: unknown; nanos?: number | null } | null | undefined): string | null {
  if (!time?.seconds) return null;
  return new Date(Number(time.seconds) * 1000 + (time.nanos ?? 0) / 1e6).toISOString();
}

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
  /** At most 100. */
  pending_activities: PendingActivity[];
}

type Description = temporal.api.workflowservice.v1.IDescribeWorkflowExecutionResponse;

const maxPending = 100;

/** Picks what an operator needs out of Temporal's description of a workflow. */
export function describeWaiting(description: Description): Waiting {
  const info = description.workflowExecutionInfo;
  const { PendingActivityState, WorkflowExecutionStatus } = proto.temporal.api.enums.v1;
  return {
    workflow_id: info?.execution?.workflowId ?? '',
    workflow_run_id: info?.execution?.runId ?? '',
    workflow_status: words(WorkflowExecutionStatus[info?.status ?? 0], 'WORKFLOW_EXECUTION_STATUS_'),
    history_events: Number(info?.historyLength ?? 0),
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

import type { Client } from '@temporalio/client';
import proto, { type temporal } from '@temporalio/proto';
import { type BatchStatus, batchStatuses } from '../domain/batch-status.ts';
import type { CloseKind, WorkflowView } from '../domain/repair.ts';
import type { batchWorkflow } from '../workflows/batch-workflow.ts';
import { batchWorkflowId } from '../workflows/messages.ts';
import { searchAttributes } from '../workflows/search-attributes.ts';

type Info = temporal.api.workflow.v1.IWorkflowExecutionInfo;
type Description = temporal.api.workflowservice.v1.IDescribeWorkflowExecutionResponse;
type Payload = temporal.api.common.v1.IPayload;
export type OpenExecution = WorkflowView & { state: 'open' };

/** The most that the server gives at once. */
const pageSize = 1_000;

const { WorkflowExecutionStatus } = proto.temporal.api.enums.v1;
const closeKinds = new Map<number, CloseKind>([
  [WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED, 'completed'],
  [WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_FAILED, 'failed'],
  [WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED, 'canceled'],
  [WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED, 'terminated'],
  [WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TIMED_OUT, 'timed_out'],
]);

/** Name of the memo field with the run: a memo needs no registration, unlike a search attribute. */
export const runMemo = 'run';

/** The newest execution, from Temporal's description of it: what its own shard knows, never behind. */
export function viewOf(description: Description): WorkflowView {
  const info = description.workflowExecutionInfo ?? {};
  const how = closeKinds.get(info.status ?? 0);
  if (how) return { state: 'closed', run: runOf(info), how };
  return { ...openView(info), busy: Boolean(description.pendingWorkflowTask) };
}

/** Whether something waits to be looked at is not in the list: `busy` is false. */
function openView(info: Info): OpenExecution {
  const stage = fieldOf(info.searchAttributes?.indexedFields?.[searchAttributes.batchStatus.name]);
  return {
    state: 'open',
    run: runOf(info),
    stage: batchStatuses.includes(stage as BatchStatus) ? (stage as BatchStatus) : undefined,
    busy: false,
  };
}

function runOf({ memo }: Info): number | undefined {
  const run = fieldOf(memo?.fields?.[runMemo]);
  return typeof run === 'number' ? run : undefined;
}

/** Both kinds of field are JSON (`json/plain`). Read by hand: the client's converters take a promise for each. */
function fieldOf(payload: Payload | null | undefined): unknown {
  if (!payload?.data) return undefined;
  return JSON.parse(Buffer.from(payload.data).toString());
}

/**
 * Open executions of batches whose id lies after `after` and up to `last` (both in the order of text), by batch id. From
 * the visibility store, which may be some seconds behind.
 */
export async function listOpen(
  client: Client,
  /** Each page has a deadline of its own. */
  inTime: <T>(call: () => Promise<T>) => Promise<T>,
  taskQueue: string,
  after: string,
  last: string,
): Promise<Map<string, OpenExecution>> {
  const { namespace } = client.options;
  const type = 'batchWorkflow' satisfies (typeof batchWorkflow)['name'];
  const query =
    `ExecutionStatus = "Running" AND WorkflowType = "${type}" AND TaskQueue = "${taskQueue}" AND ` +
    `WorkflowId > "${batchWorkflowId(after)}" AND WorkflowId <= "${batchWorkflowId(last)}"`;
  const found = new Map<string, OpenExecution>();
  let nextPageToken: Uint8Array | undefined;
  do {
    const request = { namespace, query, pageSize, ...(nextPageToken && { nextPageToken }) };
    const page = await inTime(() => client.workflowService.listWorkflowExecutions(request));
    for (const info of page.executions ?? []) {
      const id = info.execution?.workflowId?.slice(batchWorkflowId('').length);
      if (id) found.set(id, openView(info));
    }
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
  } while (nextPageToken);
  return found;
}

/**
 * A question that Temporal answers only where the namespace is there and knows each search attribute, and that costs it
 * nothing: no workflow has that id.
 */
export async function askForAttributes(client: Client): Promise<void> {
  const attributes = Object.values(searchAttributes).map(({ name }) => `${name} = "none"`);
  await client.workflowService.countWorkflowExecutions({
    namespace: client.options.namespace,
    query: ['WorkflowId = "none"', ...attributes].join(' AND '),
  });
}

import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { ParsePool } from '../recordings/pool/parse-pool-types.ts';
import type { EventMessage } from '../stores/kafka.ts';
import type { OpenSpan, Tracing } from '../tracing/tracing.ts';
import type { StageEvent } from '../workflows/stage-steps.ts';

/** Each attempt of an activity, in the trace of its batch. */
export function traceActivities(tracing: Tracing): ActivityInterceptorsFactory[] {
  if (!tracing.isOn) return [];
  return [
    ({ info }) => ({
      inbound: {
        execute: (input, next) =>
          tracing.span(
            info.activityType,
            {
              kind: 'consumer',
              batchId: batchIdOf(input.args[0]),
              attributes: {
                'temporal.workflow_id': info.workflowExecution?.workflowId,
                'argus.attempt': info.attempt,
              },
            },
            () => next(input),
          ),
      },
    }),
  ];
}

/** Each file that is parsed; its thread reads from the object store without spans. */
export function tracedPool(pool: ParsePool, tracing: Tracing): ParsePool {
  if (!tracing.isOn) return pool;
  return {
    ...pool,
    summarise: (request, options) =>
      tracing.span(
        'parse file',
        { attributes: request.kind === 'url' ? { 'argus.file_bytes': request.size } : {} },
        () => pool.summarise(request, options),
      ),
  };
}

/** The run of a batch as the span above all others, and its stages. */
export function traceStages(tracing: Tracing, event: StageEvent): void {
  if (!tracing.isOn || event.kind === 'begun') return;
  const endedAt = Date.now();
  const times = { batchId: event.batchId, endedAt, startedAt: endedAt - event.seconds * 1000 };
  if (event.kind === 'stage') tracing.record(`stage ${event.stage}`, times);
  else
    tracing.record(event.run === 1 ? 'batch' : `run ${event.run}`, {
      ...times,
      failed: event.failure !== null,
      isRootOfBatch: event.run === 1,
      attributes: { 'argus.run': event.run, 'argus.failure': event.failure ?? undefined },
    });
}

type Publish = (topic: string, messages: EventMessage[]) => Promise<void>;

/** Hands the trace of its batch on with each message, in the header `traceparent`. */
export function tracedPublish(publish: Publish, tracing: Tracing): Publish {
  if (!tracing.isOn) return publish;
  return async (topic, messages) => {
    const spans = new Map<string, OpenSpan>();
    const withHeaders = messages.map((message) => {
      const span = spans.get(message.key) ?? openFor(tracing, topic, message.key);
      spans.set(message.key, span);
      const { traceparent } = span;
      return traceparent === undefined
        ? message
        : { ...message, headers: { ...message.headers, traceparent } };
    });
    let failed = true;
    try {
      await publish(topic, withHeaders);
      failed = false;
    } finally {
      for (const span of spans.values()) span.end({ failed });
    }
  };
}

function openFor(tracing: Tracing, topic: string, batchId: string): OpenSpan {
  const attributes = { 'messaging.system': 'kafka', 'messaging.destination.name': topic };
  return tracing.open(`send ${topic}`, { kind: 'producer', batchId, attributes });
}

function batchIdOf(input: unknown): string | undefined {
  const { batchId } = (input ?? {}) as { batchId?: unknown };
  return typeof batchId === 'string' ? batchId : undefined;
}

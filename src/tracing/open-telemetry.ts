import {
  type Context,
  context,
  type Link,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  hostDetector,
  processDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  type IdGenerator,
  ParentBasedSampler,
  RandomIdGenerator,
  type Sampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import packageJson from '../../package.json' with { type: 'json' };
import { watchHttpClients } from './http-clients.ts';
import { parseTraceparent, rootSpanIdOf, traceIdOf } from './ids.ts';
import { watchPostgres } from './postgres-client.ts';
import { watchRedis } from './redis-client.ts';
import type { OpenSpan, SpanOptions, Tracing } from './tracing.ts';

export interface OpenTelemetryOptions {
  serviceName: string;
  role: string;
  sampler: string;
  samplerArgument: number;
}

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/** The exporter reads `OTEL_EXPORTER_OTLP_…` itself, the resource `OTEL_RESOURCE_ATTRIBUTES`. */
export function openTelemetry(options: OpenTelemetryOptions): Tracing {
  const sampler = samplerOf(options);
  const ids = createIds();
  const provider = new TracerProvider({
    sampler: new ParentBasedSampler({ root: sampler }),
    idGenerator: ids,
    resource: resourceOf(options),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  const manager = new AsyncLocalStorageContextManager();
  context.setGlobalContextManager(manager.enable());
  const tracer = provider.getTracer('argus', packageJson.version);
  const stops = [watchPostgres(tracer), watchRedis(tracer), watchHttpClients(tracer)];

  /** The parent below the root span of the batch, which another process may send. */
  function placeOf(batchId: string | undefined): Context {
    const traceId = batchId === undefined ? undefined : traceIdOf(batchId);
    if (batchId === undefined || traceId === undefined) return context.active();
    const active = trace.getSpanContext(context.active());
    if (active?.traceId === traceId) return context.active();
    const traceFlags = isSampled(sampler, traceId) ? TraceFlags.SAMPLED : TraceFlags.NONE;
    return trace.setSpanContext(ROOT_CONTEXT, {
      traceId,
      spanId: rootSpanIdOf(batchId),
      traceFlags,
      isRemote: true,
    });
  }

  function begin(
    name: string,
    { kind = 'internal', batchId, attributes = {} }: SpanOptions,
    more: { startTime?: number; causedBy?: string | undefined } = {},
  ) {
    const cause = parseTraceparent(more.causedBy);
    let place = placeOf(batchId);
    let links: Link[] = [];
    // A caller's trace is continued, unless the batch has its own trace: then it is linked.
    if (cause && batchId === undefined)
      place = trace.setSpanContext(ROOT_CONTEXT, { ...cause, isRemote: true });
    else if (cause) links = [{ context: { ...cause, isRemote: true } }];
    const span = tracer.startSpan(
      name,
      {
        kind: kinds[kind],
        attributes: { ...attributes, ...(batchId !== undefined && { 'argus.batch_id': batchId }) },
        links,
        ...(more.startTime !== undefined && { startTime: more.startTime }),
      },
      place,
    );
    return { span, inside: trace.setSpan(place, span) };
  }

  return {
    isOn: true,

    async span(name, spanOptions, work) {
      const { span, inside } = begin(name, spanOptions);
      try {
        return await context.with(inside, work);
      } catch (error) {
        fail(span, error);
        throw error;
      } finally {
        span.end();
      }
    },

    open(name, { causedBy, ...spanOptions }): OpenSpan {
      const { span, inside } = begin(name, spanOptions, { causedBy });
      return {
        traceparent: traceparentOf(span),
        inside: (work) => context.with(inside, work),
        end({ failed, attributes = {} }) {
          span.setAttributes(attributes);
          if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },

    record(name, { startedAt, endedAt, failed = false, causedBy, isRootOfBatch = false, ...spanOptions }) {
      const { batchId } = spanOptions;
      const traceId = batchId === undefined ? undefined : traceIdOf(batchId);
      if (isRootOfBatch && batchId !== undefined && traceId !== undefined) {
        ids.choose(traceId, rootSpanIdOf(batchId));
        const attributes = { ...spanOptions.attributes, 'argus.batch_id': batchId };
        const root = tracer.startSpan(name, { root: true, startTime: startedAt, attributes });
        if (failed) root.setStatus({ code: SpanStatusCode.ERROR });
        root.end(endedAt);
        return;
      }
      const { span } = begin(name, spanOptions, { startTime: startedAt, causedBy });
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(endedAt);
    },

    logFields() {
      const active = trace.getSpanContext(context.active());
      return active ? { trace_id: active.traceId, span_id: active.spanId } : {};
    },

    async close() {
      for (const stop of stops) stop();
      await provider.shutdown();
      context.disable();
    },
  };
}

function fail(span: Span, error: unknown): void {
  if (error instanceof Error) span.recordException(error);
  span.setStatus({
    code: SpanStatusCode.ERROR,
    message: error instanceof Error ? error.message : String(error),
  });
}

function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** Random ids, except for the one span whose ids are derived from the batch. */
function createIds(): IdGenerator & { choose(traceId: string, spanId: string): void } {
  const random = new RandomIdGenerator();
  const next: { traceId?: string | undefined; spanId?: string | undefined } = {};
  function take(kind: keyof typeof next): string | undefined {
    const chosen = next[kind];
    next[kind] = undefined;
    return chosen;
  }
  return {
    /** For the next span, which must be started before any other. */
    choose: (traceId, spanId) => Object.assign(next, { traceId, spanId }),
    generateTraceId: () => take('traceId') ?? random.generateTraceId(),
    generateSpanId: () => take('spanId') ?? random.generateSpanId(),
  };
}

function resourceOf({ serviceName, role }: OpenTelemetryOptions) {
  return defaultResource()
    .merge(detectResources({ detectors: [envDetector, hostDetector, processDetector] }))
    .merge(
      resourceFromAttributes({
        'service.name': serviceName,
        'service.version': packageJson.version,
        'argus.role': role,
      }),
    );
}

/**
 * Configured by `OTEL_TRACES_SAMPLER`; a batch is sampled as a whole or not at all, since the decision depends on its
 * trace id.
 */
function samplerOf({ sampler, samplerArgument }: OpenTelemetryOptions): Sampler {
  if (sampler.endsWith('always_off')) return new AlwaysOffSampler();
  if (sampler.endsWith('traceidratio')) return new TraceIdRatioBasedSampler(samplerArgument);
  return new AlwaysOnSampler();
}

function isSampled(sampler: Sampler, traceId: string): boolean {
  const { decision } = sampler.shouldSample(ROOT_CONTEXT, traceId, 'batch', SpanKind.INTERNAL, {}, []);
  return decision === SamplingDecision.RECORD_AND_SAMPLED;
}

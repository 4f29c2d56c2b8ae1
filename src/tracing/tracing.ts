export type Attributes = Record<string, string | number | boolean | undefined>;

export interface SpanOptions {
  kind?: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  /** Puts the span into the trace of this batch; without it, into the caller's trace. */
  batchId?: string | undefined;
  attributes?: Attributes;
}

/** A span that is already over. */
export interface PastSpan extends SpanOptions {
  /** Milliseconds since the epoch. */
  startedAt: number;
  endedAt: number;
  failed?: boolean;
  /** `traceparent` of its cause, in another trace. */
  causedBy?: string | undefined;
  /** Whether this is the root span of the batch. */
  isRootOfBatch?: boolean;
}

/**
 * OpenTelemetry traces. Everything that happens to a batch is one trace, whose id is the batch's id without its
 * hyphens: every process can derive it without being passed anything, and people find it by the batch.
 */
export interface Tracing {
  /** Without it the methods below only run the work. */
  readonly isOn: boolean;
  /** Runs `work` inside a span, which is marked as failed if the work fails. */
  span<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T>;
  /** A span that begins when it is opened and ends elsewhere; `inside` runs work as part of it. */
  open(name: string, options: SpanOptions & { causedBy?: string | undefined }): OpenSpan;
  /** Records a span that is already over. */
  record(name: string, span: PastSpan): void;
  /** `trace_id` and `span_id` of the current span, for log lines. */
  logFields(): object;
  /** Flushes pending spans. */
  close(): Promise<void>;
}

export interface OpenSpan {
  /** In W3C form, to be passed on to another process. */
  readonly traceparent: string | undefined;
  inside<T>(work: () => T): T;
  end(outcome: { failed: boolean; attributes?: Attributes }): void;
}

const noSpan: OpenSpan = { traceparent: undefined, inside: (work) => work(), end: () => undefined };

export const noTracing: Tracing = {
  isOn: false,
  span: (_name, _options, work) => work(),
  open: () => noSpan,
  record: () => undefined,
  logFields: () => ({}),
  close: async () => undefined,
};

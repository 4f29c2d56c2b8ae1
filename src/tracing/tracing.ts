export type Attributes = Record<string, string | number | boolean | undefined>;

export interface SpanOptions {
  kind?: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  /** Puts the span into the trace of this batch; without it, it goes where the caller's is. */
  batchId?: string | undefined;
  attributes?: Attributes;
}

/** What is known of something that is over. */
export interface PastSpan extends SpanOptions {
  /** Milliseconds since the epoch. */
  startedAt: number;
  endedAt: number;
  failed?: boolean;
  /** `traceparent` of what caused it, in another trace. */
  causedBy?: string | undefined;
  /** The span under which all others of the batch stand. */
  isRootOfBatch?: boolean;
}

/**
 * Traces of OpenTelemetry. All that happens to a batch is one trace, whose id is the batch's id without its hyphens: so every
 * process finds it without being handed anything, and people find it by the batch.
 */
export interface Tracing {
  /** Without it nothing below does more than the work. */
  readonly isOn: boolean;
  /** Runs `work` inside a span, which fails when the work does. */
  span<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T>;
  /** A span that begins where it is opened and ends elsewhere; `inside` runs what belongs to it. */
  open(name: string, options: SpanOptions & { causedBy?: string | undefined }): OpenSpan;
  /** Adds what is already over. */
  record(name: string, span: PastSpan): void;
  /** `trace_id` and `span_id` of what is being done, for a line of the log. */
  logFields(): object;
  /** Sends what has not been sent. */
  close(): Promise<void>;
}

export interface OpenSpan {
  /** As W3C writes it, for whom it is handed on to. */
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

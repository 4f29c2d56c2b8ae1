import { tracingChannel } from 'node:diagnostics_channel';
import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';

/** ioredis's description of a command on its diagnostics channel; arguments are not recorded. */
interface RedisCall {
  command: string;
  database?: number;
  error?: unknown;
}

/**
 * Creates a span for each Redis command executed within a span.
 * @returns a function that stops it.
 */
export function watchRedis(tracer: Tracer): () => void {
  const spans = new WeakMap<RedisCall, Span>();
  const channel = tracingChannel<unknown, RedisCall>('ioredis:command');
  const listeners = {
    start(call: RedisCall) {
      if (!trace.getSpan(context.active())?.isRecording()) return;
      const span = tracer.startSpan(`redis ${call.command}`, {
        kind: SpanKind.CLIENT,
        attributes: { 'db.system.name': 'redis', 'db.namespace': String(call.database ?? 0) },
      });
      spans.set(call, span);
    },
    end: () => undefined,
    asyncStart: () => undefined,
    asyncEnd: (call: RedisCall) => void spans.get(call)?.end(),
    error(call: RedisCall) {
      const message = call.error instanceof Error ? call.error.message : String(call.error);
      spans.get(call)?.setStatus({ code: SpanStatusCode.ERROR, message });
    },
  };
  channel.subscribe(listeners);
  return () => {
    channel.unsubscribe(listeners);
  };
}

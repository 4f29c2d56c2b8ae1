import { tracingChannel } from 'node:diagnostics_channel';
import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';

/** As ioredis describes a command on its channel; its arguments are not shown. */
interface RedisCall {
  command: string;
  database?: number;
  error?: unknown;
}

/** Gives each Redis command below a span one of its own. @returns what ends it. */
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

import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import pg from 'pg';

type Query = (...args: unknown[]) => unknown;

/**
 * Creates a span for each statement executed within a span, with its name, never its values.
 * @returns a function that stops it.
 */
export function watchPostgres(tracer: Tracer): () => void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const before = prototype.query;
  prototype.query = function watched(this: pg.Client, ...args: unknown[]): unknown {
    const active = trace.getSpan(context.active());
    if (!active?.isRecording()) return before.apply(this, args);
    const span = tracer.startSpan(nameOf(args[0]), {
      kind: SpanKind.CLIENT,
      attributes: { 'db.system.name': 'postgresql', 'db.namespace': this.database ?? '' },
    });
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      args[args.length - 1] = (error: unknown, result: unknown) => {
        end(span, error);
        callback(error, result);
      };
      return before.apply(this, args);
    }
    const answer = before.apply(this, args);
    if (answer instanceof Promise)
      answer.then(
        () => end(span),
        (error: unknown) => end(span, error),
      );
    else end(span);
    return answer;
  };
  return () => {
    prototype.query = before;
  };
}

function end(span: Span, error?: unknown): void {
  if (error)
    span.setStatus({
      code: SpanStatusCode.ERROR,
      message: error instanceof Error ? error.message : String(error),
    });
  span.end();
}

/** The name of a prepared statement, otherwise its first word. */
function nameOf(query: unknown): string {
  const { name, text } =
    typeof query === 'string'
      ? { name: undefined, text: query }
      : (query as { name?: string; text?: string });
  return `sql ${name ?? /^\s*(\w+)/.exec(text ?? '')?.[1]?.toUpperCase() ?? 'query'}`;
}

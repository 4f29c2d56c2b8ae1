import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';

/**
 * Creates a span for each request that Node's HTTP client makes within a span, such as those to the object store.
 * URLs are signed, so their query is not recorded.
 * @returns a function that stops it.
 */
export function watchHttpClients(tracer: Tracer): () => void {
  const spans = new WeakMap<ClientRequest, Span>();
  const begin = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    if (!trace.getSpan(context.active())?.isRecording()) return;
    const span = tracer.startSpan(`http ${request.method}`, {
      kind: SpanKind.CLIENT,
      attributes: {
        'http.request.method': request.method,
        'server.address': request.host,
        'url.path': request.path.split('?')[0] ?? '',
      },
    });
    spans.set(request, span);
  };
  const finish = (message: unknown) => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    const span = spans.get(request);
    const status = response.statusCode ?? 0;
    span?.setAttribute('http.response.status_code', status);
    if (status >= 400) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  };
  const fail = (message: unknown) => {
    const { request, error } = message as { request: ClientRequest; error: Error };
    const span = spans.get(request);
    span?.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
    span?.end();
  };
  const channels = [
    ['http.client.request.created', begin],
    ['http.client.response.finish', finish],
    ['http.client.request.error', fail],
  ] as const;
  for (const [name, listener] of channels) subscribe(name, listener);
  return () => {
    for (const [name, listener] of channels) unsubscribe(name, listener);
  };
}

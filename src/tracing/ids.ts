import { hash } from 'node:crypto';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Trace id: the batch's id without its hyphens; both have 128 bits. Undefined if it is not a UUID. */
export function traceIdOf(batchId: string): string | undefined {
  return uuid.test(batchId) ? batchId.replaceAll('-', '').toLowerCase() : undefined;
}

/** Id of the root span of a batch: the same in every process. */
export function rootSpanIdOf(batchId: string): string {
  return hash('sha256', `argus batch ${batchId.toLowerCase()}`).slice(0, 16);
}

const traceparentForm = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Parses a W3C Trace Context header; undefined if it is invalid. */
export function parseTraceparent(
  header: string | undefined,
): { traceId: string; spanId: string; traceFlags: number } | undefined {
  const [, traceId, spanId, flags] = traceparentForm.exec(header ?? '') ?? [];
  if (!traceId || !spanId || !flags || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) };
}

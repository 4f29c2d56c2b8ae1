import { boundedText, textBytes } from './bounded-text.ts';

/** A stack repeats the message, and its last lines are Node's own. */
const stackBytes = 2 * textBytes;
/** Errors behind an error that are kept. */
const causes = 5;

/**
 * The same error with everything in it cut to a bound: message, stack, the same of its causes, and what it carries as
 * `details`. Whoever gets it then (Temporal, a log, a table) has a few kilobytes, whatever a server or a library said.
 */
export function boundError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? boundedText(error) : error;
  replace(error, 'message', boundedText(error.message));
  if (error.stack !== undefined) replace(error, 'stack', boundedText(error.stack, stackBytes));
  if ('details' in error) replace(error, 'details', boundDetails(error.details));
  const cause = depth + 1 < causes ? boundError(error.cause, depth + 1) : undefined;
  if (error.cause !== undefined) replace(error, 'cause', cause);
  return error;
}

function boundDetails(details: unknown): unknown {
  const length = JSON.stringify(details)?.length ?? 0;
  if (length <= textBytes) return details;
  const leftOut = { left_out: `details of ${length} characters` };
  return Array.isArray(details) ? [leftOut] : leftOut;
}

/** Defined, since some errors have it as a getter, or read-only. */
function replace(error: Error, name: string, value: unknown): void {
  if ((error as unknown as Record<string, unknown>)[name] === value) return;
  Object.defineProperty(error, name, { value, configurable: true, writable: true });
}

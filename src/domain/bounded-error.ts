import { boundedText, textBytes } from './bounded-text.ts';

/** A stack repeats the message, and its last lines are Node's own. */
const stackBytes = 2 * textBytes;
/** Maximum number of causes that are kept. */
const causes = 5;

/**
 * The same error with everything in it cut to a bound: message, stack, those of its causes, and its `details`. Any
 * recipient (Temporal, a log, a table) thus gets a few kilobytes, whatever a server or a library wrote.
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

/** Defined instead of assigned, since it is a getter or read-only in some errors. */
function replace(error: Error, name: string, value: unknown): void {
  if ((error as unknown as Record<string, unknown>)[name] === value) return;
  Object.defineProperty(error, name, { value, configurable: true, writable: true });
}

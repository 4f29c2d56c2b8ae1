import { ApiError } from '../client/api-error.ts';
import type { Trouble } from '../client/upload/upload-files.ts';
import { startHint } from './describe-failure.ts';

/** Why the last attempt failed and when the next one follows, in one line. */
export function troubleText({ error, pauseMs }: Trouble): string {
  const hint = error instanceof ApiError && isRefusedConnection(error) ? ` ${startHint}` : '';
  return `${error.message}${hint} Next attempt in ${Math.ceil(pauseMs / 1000)} s.`;
}

function isRefusedConnection({ code, message }: ApiError): boolean {
  return code === 'unreachable' && message.includes('ECONNREFUSED');
}

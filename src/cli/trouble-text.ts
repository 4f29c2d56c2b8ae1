import { ApiError } from '../client/api-error.ts';
import type { Trouble } from '../client/upload/upload-files.ts';
import { startHint } from './describe-failure.ts';

/** Why the last attempt failed and when the next one follows, in one line. */
export function troubleText({ error, pauseMs }: Trouble): string {
  const hint = error instanceof ApiError && isRefusedConnection(error) ? ` ${startHint}` : '';
  return `${error.message}${hint} ${nextAttempt(pauseMs)}`;
}

/** The same where it worked before or it was said: nobody needs to be told how to start Argus. */
export function linkTroubleText({ error, pauseMs }: Trouble): string {
  return `${error.message} ${nextAttempt(pauseMs)}`;
}

const nextAttempt = (pauseMs: number) => `Next attempt in ${Math.ceil(pauseMs / 1000)} s.`;

function isRefusedConnection({ code, message }: ApiError): boolean {
  return code === 'unreachable' && message.includes('ECONNREFUSED');
}

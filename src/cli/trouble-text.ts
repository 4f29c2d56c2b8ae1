import { ApiError } from '../client/api-error.ts';
import type { Trouble } from '../client/upload/upload-files.ts';
import { startHint } from './describe-failure.ts';
import { ofCommandLine, phrase } from './language.ts';

/** Why the last attempt failed and when the next one follows, in one line. */
export function troubleText({ error, pauseMs }: Trouble): string {
  const hint = error instanceof ApiError && isRefusedConnection(error) ? ` ${ofCommandLine(startHint)}` : '';
  return `${ofCommandLine(error.message)}${hint} ${nextAttempt(pauseMs)}`;
}

/** The same where it worked before or it was said: nobody needs to be told how to start Argus. */
export function linkTroubleText({ error, pauseMs }: Trouble): string {
  return `${ofCommandLine(error.message)} ${nextAttempt(pauseMs)}`;
}

const nextAttempt = (pauseMs: number) =>
  phrase('Next attempt in {seconds} s.', { seconds: Math.ceil(pauseMs / 1000) });

function isRefusedConnection({ code, message }: ApiError): boolean {
  return code === 'unreachable' && message.includes('ECONNREFUSED');
}

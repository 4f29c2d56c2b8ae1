import { CommanderError } from '@commander-js/extra-typings';
import { ApiError } from '../client/api-error.ts';
import { CommandError } from './command-error.ts';
import { type Ending, exitCodes } from './exit-codes.ts';
import { ofCommandLine, phrase } from './language.ts';

export interface Failure {
  ending: Ending;
  /** Stable: the API's own code, or else the ending in snake_case. */
  code: string;
  /** What happened, in a sentence. */
  message: string;
  /** What to do about it. */
  nextStep?: string | undefined;
  /** The error of the API, if it is one. */
  answer?: ApiError;
}

/**
 * Why a command failed, and how it ends.
 * @param idAdvice Where the id comes from that the command was given
 */
export function describeFailure(error: unknown, idAdvice?: string): Failure {
  if (error instanceof CommandError) return failure(error.ending, error.message, error.nextStep);
  if (error instanceof CommanderError) return misuse(error);
  if (error instanceof ApiError) return refusal(error, idAdvice);
  if (isSystemError(error)) return failure('usage', error.message, systemNextStep(error));
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return failure('internal', text, 'This is a bug in Argus; please report it with the lines above.');
}

/** For people: what happened and, on a line of its own, what to do next. */
export function failureText({ message, nextStep, answer, code }: Failure): string {
  const named = answer === undefined || code === 'unreachable' ? '' : nameOf(code, answer.requestId);
  return `argus: ${ofCommandLine(message)}${named}\n${nextStep === undefined ? '' : `${ofCommandLine(nextStep)}\n`}`;
}

function nameOf(code: string, request: string | undefined): string {
  return request === undefined
    ? phrase(' ({code})', { code })
    : phrase(' ({code}, request {request})', { code, request });
}

/** For programs: one line, with the members of the API's own errors. */
export function failureJson({ ending, code, message, nextStep, answer }: Failure): string {
  const { requestId, field, details } = answer ?? {};
  return `${JSON.stringify({
    error: message,
    code,
    exit_code: exitCodes[ending].code,
    next_step: nextStep,
    request_id: requestId,
    field,
    details,
  })}\n`;
}

/** What to do about a server that does not respond. */
export const startHint =
  'Is Argus running there? Start it with `npm start`, or give its address with --server or ARGUS_SERVER.';

const nextSteps: Readonly<Partial<Record<ApiError['code'], string>>> = {
  not_found: '`argus batches` shows the newest batches.',
  state: '`argus why BATCH` says where the batch stands.',
  validation: '`argus help COMMAND` explains the options.',
  unauthorized:
    'Sign in with `argus login`, or set ARGUS_TOKEN; an admin makes tokens with `argus keys create`.',
  forbidden: '`argus whoami` shows your role; an admin makes tokens of others with `argus keys create`.',
  manifest_mismatch:
    'A file changed while it was uploaded, or the batch has others: upload again, to a new batch.',
  too_many_files: 'Put the rest into another batch.',
  not_multipart: 'This command may be older than the server: update it.',
  file_missing: 'This command may be older than the server: update it.',
};

/** A batch that has failed is never ready by waiting. */
const afterFailure = '`argus why BATCH` names the files that failed; `argus retry BATCH` runs it again.';

function failure(ending: Ending, message: string, nextStep: string | undefined): Failure {
  return {
    ending,
    code: ending.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    message,
    nextStep,
  };
}

function refusal(error: ApiError, idAdvice: string | undefined): Failure {
  const { code, message } = error;
  if (code === 'unreachable') return { ...failure('unreachable', message, startHint), answer: error };
  const wrongId = code === 'not_found' || error.details?.where === 'path';
  const failed = code === 'not_ready' && error.details?.status === 'failed' ? afterFailure : undefined;
  const nextStep = (wrongId ? idAdvice : undefined) ?? failed ?? nextSteps[code] ?? error.nextStep;
  return { ...failure('refused', message, nextStep), code, answer: error };
}

/** Of the command line itself. */
function misuse({ message }: CommanderError): Failure {
  return failure(
    'usage',
    message.replace(/^error: /, ''),
    '`argus help` and `argus help COMMAND` list commands and options.',
  );
}

/** What to do about an error of the file system. */
export function systemNextStep({ code }: NodeJS.ErrnoException): string {
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return isFull ? 'Free some space there, or name another place.' : 'Check the path and its permissions.';
}

/** An error of the file system: EACCES, ENOSPC and the like. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

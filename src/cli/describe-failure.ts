import { ApiError } from '../client/api-error.ts';
import { CommandError } from './command-error.ts';
import type { Ending } from './exit-codes.ts';

export interface Failure {
  ending: Ending;
  /** What happened and, on a line of its own, what to do next. */
  text: string;
}

/** What a failed command prints, and how it ends. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof CommandError) return failure(error.ending, error.message, error.nextStep);
  if (error instanceof ApiError) {
    if (error.code === 'unreachable') return failure('unreachable', error.message, startHint);
    const request = error.requestId === undefined ? '' : `, request ${error.requestId}`;
    const nextStep = nextSteps[error.code] ?? error.nextStep;
    return failure('refused', `${error.message} (${error.code}${request})`, nextStep);
  }
  if (isSystemError(error)) return failure('usage', error.message, 'Check the path and its permissions.');
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return failure('internal', text, 'This is a bug in Argus; please report it with the lines above.');
}

/** What to do about a server that does not respond. */
export const startHint =
  'Is Argus running there? Start it with `npm start`, or give its address with --server or ARGUS_SERVER.';

const nextSteps: Readonly<Partial<Record<ApiError['code'], string>>> = {
  not_found: '`argus list` shows the newest batches.',
  state: '`argus why BATCH` says where the batch stands.',
  validation: '`argus help COMMAND` explains the options.',
  manifest_mismatch:
    'A file changed while it was uploaded, or the batch has others: upload again, to a new batch.',
  too_many_files: 'Put the rest into another batch.',
  not_multipart: 'This command may be older than the server: update it.',
  file_missing: 'This command may be older than the server: update it.',
};

function failure(ending: Ending, message: string, nextStep: string | undefined): Failure {
  const next = nextStep === undefined ? '' : `${nextStep}\n`;
  return { ending, text: `argus: ${message}\n${next}` };
}

/** An error of the file system: EACCES, ENOSPC and the like. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

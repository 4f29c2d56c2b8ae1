import { ApplicationFailure, isCancellation } from '@temporalio/workflow';
import type { BatchFailure, FailureCode } from '../domain/failure.ts';

/** The end of a workflow whose batch has failed. */
export function failureOf(failure: BatchFailure): ApplicationFailure {
  return ApplicationFailure.create({
    message: failure.message,
    type: failure.code,
    nonRetryable: true,
    details: [failure],
  });
}

/** @param stage the code of what has no other. */
export function asFailure(error: unknown, stage: FailureCode): BatchFailure {
  if (isCancellation(error)) return { code: 'cancelled', message: 'The batch was cancelled.' };
  if (error instanceof ApplicationFailure && error.details?.[0]) return error.details[0] as BatchFailure;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return { code: stage, message: `${sentenceOf[stage]} ${reason}` };
}

const sentenceOf: Partial<Record<FailureCode, string>> = {
  scatter_failed: 'The files could not be processed:',
  gather_failed: 'The results could not be merged:',
  diagnose_failed: 'The report could not be written:',
};

export function describeHours(seconds: number): string {
  return seconds >= 7200 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds)} seconds`;
}

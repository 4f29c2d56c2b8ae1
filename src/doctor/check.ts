import { withTimeout } from '../async/with-timeout.ts';

export type Health = 'ok' | 'warning' | 'trouble';

/** The result of one check. */
export interface Finding {
  subject: string;
  health: Health;
  /** What was found. */
  said: string;
  /** How to fix it; present in every finding that is not ok. */
  advice?: string;
}

/** Checks one server, or one aspect of it. */
export interface Examination {
  subject: string;
  /** What to do if the check cannot be made. */
  adviceOnError: (error: unknown) => string;
  examine(find: Find): Promise<void>;
}

export type Find = (health: Health, said: string, advice?: string) => void;

/** A server that has not answered by then counts as unavailable. */
const timeoutMs = 12_000;

/** Runs all concurrently; results are in the order of the checks. */
export async function examineAll(examinations: readonly Examination[]): Promise<Finding[]> {
  const found = await Promise.all(examinations.map(examineOne));
  return found.flat();
}

async function examineOne({ subject, examine, adviceOnError }: Examination): Promise<Finding[]> {
  const findings: Finding[] = [];
  try {
    await withTimeout(
      timeoutMs,
      examine((health, said, advice) => {
        findings.push({ subject, health, said, ...(advice !== undefined && { advice }) });
      }),
    );
  } catch (error) {
    findings.push({ subject, health: 'trouble', said: sentenceOf(error), advice: adviceOnError(error) });
  }
  return findings;
}

/** Text of the error, and of its cause where that says more. */
export function sentenceOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return sentenceOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  if (!(cause instanceof Error) || cause === error) return message || codeOf(error);
  const behind = sentenceOf(cause);
  return message.includes(behind) ? message : `${message.replace(/\.$/, '')}: ${behind}`;
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

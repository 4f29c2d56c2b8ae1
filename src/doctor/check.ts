import { withTimeout } from '../async/with-timeout.ts';

export type Health = 'ok' | 'warning' | 'trouble';

/** One thing that was looked at. */
export interface Finding {
  subject: string;
  health: Health;
  /** What was found. */
  said: string;
  /** What to do about it; with every finding that is not ok. */
  advice?: string;
}

/** Looks at one server or at one side of it. */
export interface Examination {
  subject: string;
  /** What to do when it cannot be looked at. */
  adviceOnError: (error: unknown) => string;
  examine(find: Find): Promise<void>;
}

export type Find = (health: Health, said: string, advice?: string) => void;

/** A server that has not answered by then is away. */
const patienceMs = 12_000;

/** All at the same time; in the order in which they were given. */
export async function examineAll(examinations: readonly Examination[]): Promise<Finding[]> {
  const found = await Promise.all(examinations.map(examineOne));
  return found.flat();
}

async function examineOne({ subject, examine, adviceOnError }: Examination): Promise<Finding[]> {
  const findings: Finding[] = [];
  try {
    await withTimeout(
      patienceMs,
      examine((health, said, advice) => {
        findings.push({ subject, health, said, ...(advice !== undefined && { advice }) });
      }),
    );
  } catch (error) {
    findings.push({ subject, health: 'trouble', said: sentenceOf(error), advice: adviceOnError(error) });
  }
  return findings;
}

/** Of the error, and of what is behind it where that says more. */
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

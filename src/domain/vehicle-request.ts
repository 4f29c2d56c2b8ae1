import { compileGlob } from './glob.ts';

/** `expired` is what an open or a picked up request becomes by itself. */
export const requestStates = ['open', 'picked_up', 'fulfilled', 'declined', 'expired'] as const;
export type RequestState = (typeof requestStates)[number];

/** What a vehicle answers. */
export type RequestAnswer =
  | { state: 'picked_up' }
  | { state: 'fulfilled'; batch_id: string }
  | { state: 'declined'; reason: string };

/** What is asked for: one file, the files that a glob matches, those recorded in a time, or both of the latter. */
export interface Wanted {
  path: string | null;
  pattern: string | null;
  /** RFC 3339, as the next one: both or neither. */
  recorded_from: string | null;
  recorded_to: string | null;
}

/** Whether a request is about files of a name, whatever it says of their time. */
export function isAboutName({ path, pattern }: Pick<Wanted, 'path' | 'pattern'>): (name: string) => boolean {
  const matches = pattern === null ? undefined : compileGlob(pattern);
  return (name) => (path === null || path === name) && (matches?.(name) ?? true);
}

export interface VehicleRequest extends Wanted {
  id: string;
  vehicle_id: string;
  note: string | null;
  state: RequestState;
  /** Null where nobody was known. */
  asked_by: string | null;
  created_at: string;
  expires_at: string;
  picked_up_at: string | null;
  ended_at: string | null;
  /** Why it was declined. */
  reason: string | null;
  batch_id: string | null;
}

/** What a person writes where either a path or a glob may stand. */
export function wantedFiles(text: string | undefined): { path?: string; pattern?: string } {
  if (text === undefined) return {};
  return /[*?[{]/.test(text) ? { pattern: text } : { path: text };
}

/** Requests of one vehicle that are not over, and those that are kept of it. */
export const requestBounds = { open: 100, kept: 1_000 } as const;

/**
 * Whether the answer changes a request in this state. A file that comes late is welcome all the same; an answer that is repeated
 * changes nothing.
 */
export function answerEffect(
  request: Pick<VehicleRequest, 'state' | 'batch_id' | 'reason'>,
  answer: RequestAnswer,
): 'change' | 'repeat' | 'refused' {
  if (request.state === answer.state && sayTheSame(request, answer)) return 'repeat';
  if (request.state === 'open') return 'change';
  if (request.state === 'picked_up') return answer.state === 'picked_up' ? 'repeat' : 'change';
  if (request.state === 'expired' && answer.state === 'fulfilled') return 'change';
  return 'refused';
}

function sayTheSame(
  { batch_id, reason }: Pick<VehicleRequest, 'batch_id' | 'reason'>,
  answer: RequestAnswer,
): boolean {
  if (answer.state === 'fulfilled') return answer.batch_id === batch_id;
  return answer.state !== 'declined' || answer.reason === reason;
}

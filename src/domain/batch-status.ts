/**
 * The one table of legal transitions, in the order in which a run passes the states. Types, lists, stages, SQL guards
 * and HTTP enums of batch states all come from here. `failed` and `completed` end a run; both lead back to `pending` when a new run begins.
 */
const transitions = {
  pending: ['uploaded', 'failed'],
  uploaded: ['scattering'],
  scattering: ['scattered', 'failed'],
  scattered: ['gathering'],
  gathering: ['gathered', 'failed'],
  gathered: ['diagnosing'],
  diagnosing: ['completed', 'failed'],
  completed: ['pending'],
  failed: ['pending'],
} as const;

export type BatchStatus = keyof typeof transitions;

export const batchStatuses = Object.keys(transitions) as BatchStatus[];

export function canTransition(from: BatchStatus, to: BatchStatus): boolean {
  return (transitions[from] as readonly BatchStatus[]).includes(to);
}

/** States from which `to` may be entered: the guard of `UPDATE … WHERE status = ANY(…)`. */
export function statesBefore(to: BatchStatus): BatchStatus[] {
  return batchStatuses.filter((from) => canTransition(from, to));
}

/** Whether a run that is in `status` has reached `stage`, so that a repeat of the step into it has nothing to do. */
export function hasReached(status: BatchStatus, stage: BatchStatus): boolean {
  // `failed` is the last of the states, so that no other has reached it.
  if (status === 'failed') return stage === 'failed';
  return batchStatuses.indexOf(status) >= batchStatuses.indexOf(stage);
}

/** The run is over: the batch does not change until a new run is requested. */
export function isTerminal(status: BatchStatus): boolean {
  return status === 'completed' || status === 'failed';
}

/**
 * The states to pass through, in order, from `from` (excluded) to `to` (included); empty if already there, undefined
 * if no path exists within one run. Used where a run must fail in a state that cannot fail directly (`uploaded`,
 * `scattered`, `gathered`): it enters the next stage and fails there.
 */
export function pathBetween(from: BatchStatus, to: BatchStatus): BatchStatus[] | undefined {
  const queue: BatchStatus[][] = [[from]];
  for (let path = queue.shift(); path; path = queue.shift()) {
    const last = path.at(-1) as BatchStatus;
    if (last === to) return path.slice(1);
    if (isTerminal(last)) continue;
    // Every circle passes a terminal state, so that the paths end.
    for (const next of transitions[last]) queue.push([...path, next]);
  }
  return undefined;
}

import { assertNever } from '../../../src/domain/assert-never.ts';
import type { BatchStatus } from '../../../src/domain/batch-status.ts';
import type { FailureCode } from '../../../src/domain/failure.ts';
import type { TimelineEntry } from './timeline.ts';

export const stageNames = ['upload', 'scatter', 'gather', 'diagnose', 'report'] as const;
export type StageName = (typeof stageNames)[number];

/** `next`: its turn has come, but it has not begun. */
export type StageState = 'done' | 'active' | 'next' | 'todo' | 'failed';

export interface Stage {
  name: StageName;
  state: StageState;
  /** RFC 3339, as far as it is known. */
  startedAt: string | undefined;
  endedAt: string | undefined;
}

/** Which stage a status belongs to, and whether the stage is at work. */
const places: Record<Exclude<BatchStatus, 'failed'>, [StageName, StageState]> = {
  pending: ['upload', 'active'],
  uploaded: ['scatter', 'next'],
  scattering: ['scatter', 'active'],
  scattered: ['gather', 'next'],
  gathering: ['gather', 'active'],
  gathered: ['diagnose', 'next'],
  diagnosing: ['diagnose', 'active'],
  completed: ['report', 'done'],
};

/** The statuses that begin and end a stage. */
const bounds: Record<StageName, [BatchStatus, BatchStatus] | undefined> = {
  upload: ['pending', 'uploaded'],
  scatter: ['scattering', 'scattered'],
  gather: ['gathering', 'gathered'],
  diagnose: ['diagnosing', 'completed'],
  report: undefined,
};

export interface StagedBatch {
  status: BatchStatus;
  run: number;
  failure_code: FailureCode | null;
  created_at: string;
  uploaded_at: string | null;
}

export function stagesOf(batch: StagedBatch, timeline: readonly TimelineEntry[]): Stage[] {
  const times = statusTimes(batch, timeline);
  const [current, state] =
    batch.status === 'failed' ? ([failedStage(batch, timeline), 'failed'] as const) : places[batch.status];
  const position = stageNames.indexOf(current);
  return stageNames.map((name, i) => {
    const [start, end] = bounds[name] ?? [];
    const failed = state === 'failed' && (i === position || name === 'report');
    return {
      name,
      state: failed ? 'failed' : stateAt(i - position, state),
      startedAt: start && times.get(start),
      endedAt: end && times.get(failed ? 'failed' : end),
    };
  });
}

/** The state of the stage `distance` stages after the current one, which is in state `current`. */
function stateAt(distance: number, current: StageState): StageState {
  if (distance === 0) return current;
  return distance < 0 ? 'done' : 'todo';
}

/** When the current run entered each of its statuses. */
function statusTimes({ run, created_at }: StagedBatch, timeline: readonly TimelineEntry[]) {
  const times = new Map<BatchStatus, string>();
  if (run === 1) times.set('pending', created_at);
  for (const entry of timeline) {
    if (entry.kind === 'status' && entry.run === run) times.set(entry.to, entry.at);
  }
  return times;
}

function failedStage(
  { run, failure_code, uploaded_at }: StagedBatch,
  timeline: readonly TimelineEntry[],
): StageName {
  const end = timeline.findLast(
    (entry) => entry.kind === 'status' && entry.run === run && entry.to === 'failed',
  );
  if (end?.kind === 'status' && end.from !== 'failed') return places[end.from][0];
  switch (failure_code) {
    case 'upload_abandoned':
      return 'upload';
    case 'all_files_failed':
    case 'too_many_failed_files':
    case 'scatter_failed':
      return 'scatter';
    case 'gather_failed':
      return 'gather';
    case 'diagnose_failed':
      return 'diagnose';
    case 'cancelled':
    case 'workflow_closed':
    case null:
      return uploaded_at === null ? 'upload' : 'scatter';
    default:
      return assertNever(failure_code);
  }
}

import type {
  ControlActivities,
  DiagnoseActivities,
  FinishActivities,
  GatherActivities,
} from './activity-types.ts';

export type WatchedStage = 'upload' | 'scatter' | 'gather' | 'diagnose';

export interface StageStep {
  begins?: WatchedStage;
  /** Its end is the end of the stage. */
  ends?: true;
  /** It is several stages; its result says how long each took (`stages`). */
  tells?: true;
  /** It may hold such a step at its end, whose result it has as `finished`; the stage ends before it then. */
  mayFinish?: true;
}

type Activity = keyof (ControlActivities & GatherActivities & DiagnoseActivities & FinishActivities);

/** The activities between which stages begin and end; the upload begins with the run. */
const steps: Partial<Record<Activity, StageStep>> = {
  enterScattering: { begins: 'scatter', mayFinish: true },
  openGate: { ends: true },
  gather: { begins: 'gather', ends: true },
  diagnose: { begins: 'diagnose', ends: true },
  finish: { tells: true },
};
export const stageSteps: Readonly<Record<string, StageStep | undefined>> = steps;

interface OfRun {
  batchId: string;
  run: number;
}

/** What a run reports of itself; times in the seconds of its history. */
export type StageEvent = OfRun &
  (
    | { kind: 'begun' }
    | { kind: 'stage'; stage: WatchedStage; seconds: number }
    /** `failure`: its code; null when the report is there. */
    | { kind: 'ended'; failure: string | null; seconds: number }
  );

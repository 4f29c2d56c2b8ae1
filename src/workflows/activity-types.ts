import type { createControlActivities, Scattering } from '../activities/control.ts';
import type { createCustodyActivities } from '../activities/custody.ts';
import type { createDiagnoseActivities } from '../activities/diagnose.ts';
import type { createGatherActivities } from '../activities/gather.ts';
import type { createParseActivities } from '../activities/parse.ts';
import type { createReconcileActivities } from '../activities/reconcile.ts';
import type { createRetentionActivities } from '../activities/retention.ts';
import type { createSweepActivities } from '../activities/sweep.ts';

export type { Scattering };
export type ControlActivities = ReturnType<typeof createControlActivities>;
export type ParseActivities = ReturnType<typeof createParseActivities>;
export type GatherActivities = ReturnType<typeof createGatherActivities>;
export type DiagnoseActivities = ReturnType<typeof createDiagnoseActivities>;
export type ReconcileActivities = ReturnType<typeof createReconcileActivities>;
export type CustodyActivities = ReturnType<typeof createCustodyActivities>;
export type SweepActivities = ReturnType<typeof createSweepActivities>;
export type RetentionActivities = ReturnType<typeof createRetentionActivities>;

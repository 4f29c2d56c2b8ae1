export interface ReconcileResult {
  looked: number;
  repaired: number;
  /** The last id that was looked at, where there are more. */
  next?: string;
}

export interface ReconcileDeps {
  reconciler: { pass(after?: string): Promise<ReconcileResult> };
}

/** Brings rows and workflows together that have parted; safe to repeat. */
export function createReconcileActivities({ reconciler }: ReconcileDeps) {
  return { reconcile: (after?: string): Promise<ReconcileResult> => reconciler.pass(after) };
}

export interface ReconcileResult {
  looked: number;
  repaired: number;
  /** The last id that was checked, if there are more. */
  next?: string;
}

export interface ReconcileDeps {
  reconciler: { pass(after?: string): Promise<ReconcileResult> };
}

/** Makes rows and workflows consistent again; safe to repeat. */
export function createReconcileActivities({ reconciler }: ReconcileDeps) {
  return { reconcile: (after?: string): Promise<ReconcileResult> => reconciler.pass(after) };
}

export { batchWorkflow } from './batch-workflow.ts';
export { custodyWorkflow } from './custody-workflow.ts';
export { reconcileWorkflow } from './reconcile-workflow.ts';
export { sweepWorkflow } from './sweep-workflow.ts';

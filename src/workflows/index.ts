export { batchWorkflow } from './batch-workflow.ts';
export { reconcileWorkflow } from './reconcile-workflow.ts';
export { sweepWorkflow } from './sweep-workflow.ts';

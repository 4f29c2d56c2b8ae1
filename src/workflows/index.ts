export { batchWorkflow } from './batch-workflow.ts';
export { sweepWorkflow } from './sweep-workflow.ts';

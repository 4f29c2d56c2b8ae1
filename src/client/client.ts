import { accessCalls } from './access.ts';
import { batchCalls } from './batches.ts';
import { fleetCalls } from './fleet.ts';
import { type Follower, followBatch } from './follow-batch.ts';
import { type ClientOptions, createHttp } from './http.ts';
import { knowledgeCalls } from './knowledge.ts';
import { operationCalls } from './operation.ts';
import { rulesCalls } from './rules.ts';
import { signalCalls } from './signals.ts';
import { subscriptionCalls } from './subscriptions.ts';
import { uploadCalls } from './uploads.ts';
import { vehicleSideCalls } from './vehicle-side.ts';

/**
 * The API of Argus as functions, for Node and for browsers.
 * @example
 * const argus = createClient({ server: 'http://127.0.0.1:8080' });
 * const { batches } = await argus.listBatches({ limit: 20 });
 */
export function createClient(options: ClientOptions) {
  const http = createHttp(options);
  return {
    http,
    server: options.server,
    ...accessCalls(http),
    ...batchCalls(http),
    ...fleetCalls(http),
    ...knowledgeCalls(http),
    ...operationCalls(http),
    ...rulesCalls(http),
    ...signalCalls(http),
    ...subscriptionCalls(http),
    ...uploadCalls(http),
    ...vehicleSideCalls(http),
    /** See `followBatch`. */
    followBatch: (batchId: string, follower: Follower) => followBatch(http, batchId, follower),
  };
}

export type ArgusClient = ReturnType<typeof createClient>;

import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Orchestrator } from '../orchestrator/client.ts';
import type { Reconciler } from '../orchestrator/reconciler.ts';
import type { Stores } from '../stores/open-stores.ts';
import type { Access } from './http/access/access.ts';
import type { Background } from './http/background.ts';
import type { ApiMetrics } from './http/metrics.ts';

/** What the routes work with. */
export interface ApiDeps {
  config: Config;
  logger: Logger;
  stores: Stores;
  orchestrator: Orchestrator;
  reconciler: Reconciler;
  metrics: ApiMetrics;
  background: Background;
  access: Access;
}

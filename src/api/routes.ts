import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { auditRoutes } from './access/audit-routes.ts';
import { sessionRoutes } from './access/session-routes.ts';
import { tokenRoutes } from './access/token-routes.ts';
import { batchActionRoutes } from './batches/action-routes.ts';
import { deleteRoutes } from './batches/delete-routes.ts';
import { fileRoutes } from './batches/file-routes.ts';
import { batchRoutes } from './batches/routes.ts';
import { whyRoutes } from './batches/why-routes.ts';
import { type ClipDeps, clipRoutes } from './clips/routes.ts';
import { custodyRoutes } from './custody/routes.ts';
import { eventDocumentRoutes } from './document/event-routes.ts';
import { type ExportDeps, exportRoutes } from './export/routes.ts';
import { fleetRoutes } from './fleet/routes.ts';
import { softwareRoutes } from './fleet/software-routes.ts';
import { vehicleRoutes } from './fleet/vehicle-routes.ts';
import { describeAccess } from './http/access/describe.ts';
import { describeIdempotency } from './http/idempotency.ts';
import { knowledgeRoutes } from './knowledge/routes.ts';
import { knowledgeTransferRoutes } from './knowledge/transfer-routes.ts';
import { healthRoutes } from './operation/health-routes.ts';
import { metricsRoutes } from './operation/metrics-routes.ts';
import { createServerFigures } from './operation/server-figures.ts';
import { systemRoutes } from './operation/system-routes.ts';
import { receiptKeyRoutes, receiptRoutes } from './receipts/routes.ts';
import { batchReportRoutes } from './reports/batch-report-routes.ts';
import { batchReportsRoutes } from './reports/batch-runs-routes.ts';
import type { ReportDeps } from './reports/deps.ts';
import { reportSchemaRoutes } from './reports/json-schema-routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { platformDatabaseRoutes } from './rules/platform-database-routes.ts';
import { platformRoutes } from './rules/platform-routes.ts';
import { ruleRoutes } from './rules/routes.ts';
import type { SignalDeps } from './signals/deps.ts';
import { signalRoutes } from './signals/routes.ts';
import { eventRoutes } from './stream/routes.ts';
import { subscriptionRoutes } from './subscriptions/routes.ts';
import { alertSchemaRoutes } from './subscriptions/schema-routes.ts';
import { uploadRoutes } from './uploads/routes.ts';
import { holdingsRoutes } from './vehicle/holdings-routes.ts';
import { policyRoutes } from './vehicle/policy-routes.ts';
import { vehicleRequestRoutes } from './vehicle/request-routes.ts';
import { vinRoutes } from './vins/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

const apiRoutes = [
  batchRoutes,
  batchActionRoutes,
  deleteRoutes,
  receiptRoutes,
  uploadRoutes,
  fileRoutes,
  exportRoutes,
  platformRoutes,
  platformDatabaseRoutes,
  batchReportRoutes,
  batchReportsRoutes,
  clipRoutes,
  reportRoutes,
  knowledgeRoutes,
  knowledgeTransferRoutes,
  ruleRoutes,
  vehicleRoutes,
  policyRoutes,
  vehicleRequestRoutes,
  holdingsRoutes,
  fleetRoutes,
  softwareRoutes,
  vinRoutes,
  signalRoutes,
  eventRoutes,
  whyRoutes,
  custodyRoutes,
  webhookRoutes,
  subscriptionRoutes,
  sessionRoutes,
  tokenRoutes,
  auditRoutes,
];

/** Undefined query parameters are refused, as are undefined fields of a body. */
const noQuery = z.strictObject({});

/** All routes for programs. */
export async function registerRoutes(
  app: FastifyInstance,
  deps: ReportDeps & SignalDeps & ClipDeps & ExportDeps,
): Promise<void> {
  app.addHook('onRoute', ({ url, schema }) => {
    if (schema && url.startsWith('/api/')) schema.querystring ??= noQuery;
  });
  describeAccess(app);
  describeIdempotency(app);
  for (const routes of apiRoutes) await app.register(routes(deps), { prefix: '/api/v1' });
  await app.register(healthRoutes(deps));
  const figures = createServerFigures(deps.stores, deps.orchestrator, deps.background);
  await app.register(systemRoutes(deps, figures), { prefix: '/api/v1' });
  await app.register(metricsRoutes(deps, figures));
  await app.register(receiptKeyRoutes(deps));
  await app.register(reportSchemaRoutes);
  await app.register(alertSchemaRoutes);
  const { KAFKA_TOPIC: events, KAFKA_DLQ_TOPIC: deadLetters } = deps.config;
  await app.register(eventDocumentRoutes({ events, deadLetters }));
}

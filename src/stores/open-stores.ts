import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createDiscardUpload } from './discard-upload.ts';
import { createKafka } from './kafka.ts';
import { createObjectStore } from './objects.ts';
import { createAuditStore } from './postgres/access/audit.ts';
import { createSessionStore } from './postgres/access/sessions.ts';
import { createTokenStore } from './postgres/access/tokens.ts';
import { createAheadStore } from './postgres/ahead.ts';
import { createAlertStore } from './postgres/alerts.ts';
import { createBatchStore } from './postgres/batches.ts';
import { createCustodyStore } from './postgres/custody.ts';
import { createDatabaseStore } from './postgres/databases.ts';
import { createEventStore } from './postgres/events.ts';
import { createFileStore } from './postgres/files.ts';
import { createFleetCodeStore } from './postgres/fleet-codes.ts';
import { createFleetSoftwareStore } from './postgres/fleet-software.ts';
import { createKeptAnswers } from './postgres/kept-answers.ts';
import { createKnowledgeStore } from './postgres/knowledge.ts';
import { createLegalHoldStore } from './postgres/legal-holds.ts';
import { createSoftwareCountStore } from './postgres/miscounted-software.ts';
import { createObjectRowStore } from './postgres/object-rows.ts';
import { createPlatformStore } from './postgres/platforms.ts';
import { createPool } from './postgres/pool.ts';
import { createReceiptKeyStore } from './postgres/receipt-keys.ts';
import { createRepairStore } from './postgres/repairs.ts';
import { createReportStore } from './postgres/reports.ts';
import { createRetentionStore } from './postgres/retention.ts';
import { createRuleSettingStore } from './postgres/rule-settings.ts';
import { createSignalFileStore } from './postgres/signal-files.ts';
import { createSilentUploadStore } from './postgres/silent-uploads.ts';
import { createSummaryStore } from './postgres/summaries.ts';
import { createTokenBudget } from './postgres/token-budget.ts';
import { createUploadPolicyStore } from './postgres/upload-policies.ts';
import { createUploadStore } from './postgres/uploads.ts';
import { createVehicleHoldingsStore } from './postgres/vehicle-holdings.ts';
import { createVehicleRequestStore } from './postgres/vehicle-requests.ts';
import { createVehicleStore } from './postgres/vehicles.ts';
import { createVinStore } from './postgres/vins.ts';
import { createWebhookStore } from './postgres/webhooks.ts';
import { createRedis } from './redis.ts';

/** Every external dependency of a role; each connects on first use. */
export function openStores(config: Config, logger: Logger) {
  const db = createPool(config, logger);
  const objects = createObjectStore(config);
  const redis = createRedis(config, logger);
  const kafka = createKafka(config, logger);
  const files = createFileStore(db);
  const uploads = createUploadStore(db);
  return {
    db,
    ahead: createAheadStore(db),
    alerts: createAlertStore(db),
    batches: createBatchStore(db),
    files,
    custody: createCustodyStore(db),
    databases: createDatabaseStore(db),
    events: createEventStore(db),
    legalHolds: createLegalHoldStore(db),
    objectRows: createObjectRowStore(db),
    receiptKeys: createReceiptKeyStore(db),
    repairs: createRepairStore(db),
    retention: createRetentionStore(db),
    reports: createReportStore(db),
    signalFiles: createSignalFileStore(db),
    silentUploads: createSilentUploadStore(db),
    summaries: createSummaryStore(db),
    uploads,
    discardUpload: createDiscardUpload({ uploads, files, objects }),
    uploadPolicies: createUploadPolicyStore(db),
    vehicleHoldings: createVehicleHoldingsStore(db),
    vehicleRequests: createVehicleRequestStore(db),
    vehicles: createVehicleStore(db),
    vins: createVinStore(db),
    platforms: createPlatformStore(db),
    fleetCodes: createFleetCodeStore(db),
    fleetSoftware: createFleetSoftwareStore(db),
    softwareCounts: createSoftwareCountStore(db),
    tokenBudget: createTokenBudget(db),
    knowledge: createKnowledgeStore(db),
    keptAnswers: createKeptAnswers(db),
    ruleSettings: createRuleSettingStore(db),
    webhooks: createWebhookStore(db),
    tokens: createTokenStore(db, logger),
    sessions: createSessionStore(db, config.SESSION_IDLE_MINUTES * 60),
    audit: createAuditStore(db),
    objects,
    redis,
    kafka,
    async close(): Promise<void> {
      await Promise.all([kafka.close(), redis.close(), objects.close()]);
      await db.end();
    },
  };
}

export type Stores = ReturnType<typeof openStores>;

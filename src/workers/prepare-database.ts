import { shippedKnowledge } from '../diagnosis/knowledge/shipped-knowledge.ts';
import type { RoleDeps } from '../role.ts';
import { migrate } from '../stores/postgres/migrate.ts';

/** Brings the schema and the shipped knowledge up to date. Safe to repeat and to run concurrently. */
export async function prepareDatabase({
  config,
  logger,
  stores,
}: Pick<RoleDeps, 'config' | 'logger' | 'stores'>): Promise<void> {
  await migrate(config, logger);
  const shipped = await stores.knowledge.bulk.ship(shippedKnowledge);
  logger.info(shipped, 'the knowledge base is up to date');
}

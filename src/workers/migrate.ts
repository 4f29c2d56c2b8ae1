import { loadConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { openStores } from '../stores/open-stores.ts';
import { prepareDatabase } from './prepare-database.ts';

const config = loadConfig();
const logger = createLogger(config, 'migrate');
const stores = openStores(config, logger);
try {
  await prepareDatabase({ config, logger, stores });
} finally {
  await stores.close();
}

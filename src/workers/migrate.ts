import { loadConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { migrate } from '../stores/postgres/migrate.ts';

const config = loadConfig();
await migrate(config, createLogger(config, 'migrate'));

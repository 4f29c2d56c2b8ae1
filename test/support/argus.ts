import { type Config, loadConfig } from '../../src/config.ts';
import { openStores, type Stores } from '../../src/stores/open-stores.ts';
import { startAllInOne } from '../../src/workers/all-in-one.ts';
import { testEnvironment } from './test-config.ts';
import { testLogger } from './test-logger.ts';

export interface TestArgus {
  url: string;
  /** The same as environment variables, for processes of their own. */
  environment: Record<string, string>;
  config: Config;
  stores: Stores;
  close(): Promise<void>;
}

/** All of Argus in this process, on the shared servers, with everything of its own. */
export async function startArgus(overrides: Record<string, string> = {}): Promise<TestArgus> {
  const environment = { ...(await testEnvironment()), ...overrides };
  const config = loadConfig(environment);
  const logger = testLogger();
  const stores = openStores(config, logger);
  const role = await startAllInOne({ config, stores, logger });
  return {
    url: role.url,
    environment,
    config,
    stores,
    async close() {
      await role.stop();
      await stores.close();
    },
  };
}

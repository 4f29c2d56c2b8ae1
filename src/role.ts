import closeWithGrace from 'close-with-grace';
import type { Logger } from 'pino';
import { type Config, ConfigError, loadConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { openStores, type Stores } from './stores/open-stores.ts';

export interface RoleDeps {
  config: Config;
  stores: Stores;
  logger: Logger;
}

/** A running part of Argus. */
export interface Role {
  /** Rejects when the role can no longer do its work; never resolves. */
  failed: Promise<never>;
  /** Finishes or hands back what is in its hands. */
  stop(): Promise<void>;
}

/** The main of a process that plays one role: environment, stores, signals, exit code. */
export async function runAsMain(name: string, start: (deps: RoleDeps) => Promise<Role>): Promise<void> {
  const config = configOrExit();
  const logger = createLogger(config, name);
  const stores = openStores(config, logger);
  const role = await start({ config, stores, logger }).catch((error: unknown) => {
    logger.fatal({ err: error }, `${name} could not start`);
    process.exit(1);
  });
  logger.info(`${name} is running`);

  const closing = closeWithGrace(
    { delay: (config.SHUTDOWN_GRACE_SECONDS + 5) * 1000 },
    async ({ signal, err }) => {
      if (err) logger.fatal({ err }, 'stopping after an error nobody handled');
      else logger.info({ signal }, 'stopping');
      await role.stop();
      await stores.close();
    },
  );
  role.failed.catch((error: unknown) => {
    logger.fatal({ err: error }, `${name} failed`);
    process.exitCode = 1;
    closing.close();
  });
}

function configOrExit(): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

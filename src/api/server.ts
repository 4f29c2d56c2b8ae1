import './http/heap.ts';

import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import { type Role, type RoleDeps, runAsMain } from '../role.ts';
import { type AppOptions, buildApp } from './app.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** Listens. Resolves with the address once requests are accepted. */
export async function startApi(
  deps: RoleDeps,
  options: Pick<AppOptions, 'checkAnswers'> = {},
): Promise<Role & { url: string }> {
  const { config, stores, logger } = deps;
  assertMayListen(config);
  logger.warn(
    loopback.test(config.SERVER_HOST)
      ? 'no API keys are configured: anyone on this machine can do everything'
      : 'no API keys are configured: ANYONE WHO REACHES THIS ADDRESS CAN DO EVERYTHING (ARGUS_ALLOW_OPEN)',
  );
  // The first upload should not be the one to discover a missing bucket.
  stores.objects.ensureBucket().catch((error: unknown) => {
    logger.warn({ err: error }, 'the object store does not respond yet');
  });
  const app = await buildApp({ ...deps, ...options });
  const url = await app.listen({ host: config.SERVER_HOST, port: config.SERVER_PORT });
  logger.info({ url }, 'the API listens');
  return {
    url,
    failed: new Promise<never>(() => undefined),
    stop: () => app.close(),
  };
}

/** @throws Error if the API would be reachable from other machines without explicit permission. */
function assertMayListen({ SERVER_HOST, ARGUS_ALLOW_OPEN }: Config): void {
  if (loopback.test(SERVER_HOST) || ARGUS_ALLOW_OPEN) return;
  throw new Error(
    `SERVER_HOST=${SERVER_HOST} would open the API to the network, and no API keys protect it. ` +
      'Listen on 127.0.0.1, or set ARGUS_ALLOW_OPEN=true if something in front of it does.',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runAsMain('api', (deps) => startApi(deps));

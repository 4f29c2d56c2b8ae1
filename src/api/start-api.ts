import type { Role, RoleDeps } from '../role.ts';
import { type AppOptions, buildApp } from './app.ts';
import { opennessAtStart, opennessSentence } from './openness.ts';

/** Listens. Resolves with the address once requests are accepted. */
export async function startApi(
  deps: RoleDeps,
  options: Pick<AppOptions, 'checkAnswers'> = {},
): Promise<Role & { url: string }> {
  const { config, stores, logger } = deps;
  const open = await opennessAtStart(config, stores.tokens);
  logger[open ? 'warn' : 'info'](opennessSentence(config, open));
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

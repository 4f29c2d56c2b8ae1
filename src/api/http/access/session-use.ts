import type { FastifyBaseLogger } from 'fastify';
import type { Credential } from './credential.ts';
import { createWindowCounts } from './window-counts.ts';

/** A use is written down at most so often, so that it costs no statement for each request. */
const mostMs = 60_000;

/**
 * Notes that a session is used, several times within the time after which it would end. Without its database it does not get
 * longer.
 */
export function createSessionUse(
  sessions: { noteUse(sha256: Buffer): Promise<void> },
  idleSeconds: number,
  logger: Pick<FastifyBaseLogger, 'debug'>,
) {
  const noted = createWindowCounts(Math.min(mostMs, (idleSeconds * 1000) / 5));

  return ({ kind, sha256 }: Credential): void => {
    if (kind !== 'session' || noted.add(sha256.toString('latin1')) > 1) return;
    sessions.noteUse(sha256).catch((error: unknown) => {
      logger.debug({ err: error }, 'the use of a session could not be noted');
    });
  };
}

import { createSingleflight } from '../../async/singleflight.ts';
import { withTimeout } from '../../async/with-timeout.ts';
import { ArgusError } from '../../domain/error.ts';
import { serverError } from '../http/server-errors.ts';

/** A person waits for the answer. */
const shownMs = 2_000;

/**
 * What keeps the object store from its work at the moment, as a sentence; undefined where nothing does. Activities that
 * wait for an answer of it have not failed yet, so that Temporal does not know. Those who ask at once share one answer.
 */
export function createStoreTrouble(ping: () => Promise<void>): () => Promise<string | undefined> {
  const flights = createSingleflight<string | undefined>();
  const ask = async () => {
    try {
      await withTimeout(shownMs, ping());
      return undefined;
    } catch (error) {
      const lasting = error instanceof ArgusError && error.code !== 'unavailable';
      return lasting
        ? `${error.message} An operator has to mend that.`
        : 'The object store does not respond at the moment.';
    }
  };
  return () => flights('', ask);
}

/** The error of a store in PostgreSQL, with its name where it does not respond. */
export function namingPostgres(error: unknown): never {
  if (serverError(error)?.code !== 'unavailable') throw error;
  throw new ArgusError(
    'unavailable',
    'PostgreSQL does not respond, so nothing is known; try again shortly.',
    {
      cause: error,
    },
  );
}

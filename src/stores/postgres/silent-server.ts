import pg from 'pg';
import type { Logger } from 'pino';
import { watchSilence } from '../../async/watch-silence.ts';
import { ArgusError } from '../../domain/error.ts';

/**
 * Ends what waits for a server that has fallen silent, and refuses new sessions until it answers again: a statement has no
 * time limit of its own on a server that does not look at it (`statement_timeout` is the server's).
 * @returns the class of the pool's sessions, and what to do with the pool.
 */
export function breakOffSilence(config: pg.ClientConfig, logger: Logger) {
  const sessions = new Set<pg.Client>();
  const watch = watchSilence({
    ask: (withinMs) => answers(config, withinMs),
    onSilent() {
      logger.error('PostgreSQL does not answer; requests are refused until it does');
      for (const session of sessions) closeNow(session, silentError());
    },
    onBack: () => logger.info('PostgreSQL answers again'),
  });

  class Session extends pg.Client {
    /** The pool calls it with a callback; nobody else opens one of these. */
    override connect(): Promise<pg.Client>;
    override connect(callback: (error: Error) => void): void;
    override connect(callback: (error: Error) => void = () => undefined): Promise<pg.Client> | undefined {
      if (watch.isSilent()) {
        process.nextTick(callback, silentError());
        return undefined;
      }
      sessions.add(this);
      this.once('end', () => sessions.delete(this));
      const connected = watch.begin();
      super.connect((error: Error) => {
        connected();
        callback(error);
      });
      return undefined;
    }
  }

  function watchUse(pool: pg.Pool): void {
    const uses = new WeakMap<pg.PoolClient, () => void>();
    pool.on('acquire', (client) => uses.set(client, watch.begin()));
    pool.on('release', (_error, client) => uses.get(client)?.());
    const end = pool.end.bind(pool) as () => Promise<void>;
    pool.end = (() => {
      watch.stop();
      return end();
    }) as typeof pool.end;
  }

  return { Session: Session as unknown as new () => pg.ClientBase, watchUse };
}

/** What everybody gets who waits for the silent server. */
function silentError(): ArgusError {
  return new ArgusError(
    'unavailable',
    'The database (PostgreSQL) does not answer; Argus goes on as soon as it does.',
    { retryAfterSeconds: 2 },
  );
}

/** By a session of its own: those of the pool may all be waiting. */
async function answers(config: pg.ClientConfig, withinMs: number): Promise<boolean> {
  const client = new pg.Client(config);
  client.on('error', () => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, withinMs, false);
  });
  const said = async () => {
    await client.connect();
    await client.query('SELECT 1');
  };
  try {
    // No server at all, or a refusal, is for each statement to find by itself.
    const answered = said().then(
      () => true,
      () => true,
    );
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
    closeNow(client);
  }
}

/** Without a farewell, which a silent server would not read. */
function closeNow(client: pg.Client, reason?: Error): void {
  const { connection } = client as unknown as { connection: { stream: { destroy(reason?: Error): void } } };
  connection.stream.destroy(reason);
}

import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import { eventsChannel } from '../stores/postgres/events.ts';
import { asLeader } from './leader.ts';
import { type BacklogDeps, publishBacklog } from './publish-backlog.ts';

export interface RelayDeps extends BacklogDeps {
  /** For the relay's own connection, which holds the leader's lock. */
  connection: pg.ClientConfig;
  ensureTopics(): Promise<void>;
  logger: Logger;
}

/** Key of the advisory lock that the leading relay holds ("argus" in ASCII). */
const leaderLock = 0x6172677573;
/** A notification can be lost with a connection, so the table is polled at this interval as well. */
const pollMs = 1_000;
/**
 * Events of the same moment are published together. One by one they took some 30 ms of the relay's CPU time for a batch
 * of one file (profiled; 13 ms together, when they waited for 200 ms), and on two cores the batch had to wait for that.
 * At 1,000 events a second, 99 of 100 reach a consumer within 155 ms; with 200 ms it was 287 ms, on a busy machine
 * (`npm run bench -- relay`).
 */
const gatherMs = 100;
const pauseAfterErrorMs = { first: 250, most: 10_000 };

/**
 * Publishes the events table to Kafka: one leader, in order of `seq`, at least once. Runs until `signal` aborts.
 * While Kafka or PostgreSQL is unavailable it waits and retries; nothing else waits for it.
 */
export async function runRelay(deps: RelayDeps, signal: AbortSignal): Promise<void> {
  let pause = pauseAfterErrorMs.first;
  let silent = false;
  while (!signal.aborted) {
    try {
      await leadAndPublish(deps, signal, () => {
        if (silent) deps.logger.info('events are published again');
        pause = pauseAfterErrorMs.first;
        silent = false;
      });
    } catch (error) {
      if (!silent) deps.logger.warn({ err: error }, 'events cannot be published; they are kept in the table');
      silent = true;
      await delay(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, pauseAfterErrorMs.most);
    }
  }
}

async function leadAndPublish(deps: RelayDeps, signal: AbortSignal, published: () => void): Promise<void> {
  await asLeader({ ...deps, lock: leaderLock }, signal, async (client, stop) => {
    await deps.ensureTopics();
    await client.query(`LISTEN ${eventsChannel}`);
    deps.logger.info('leading the relay of events');
    while (!stop.aborted) {
      const woken = wake(client, stop);
      await publishBacklog(deps, stop, published);
      if (await woken) await delay(gatherMs, undefined, { signal: stop });
    }
  });
}

/** True at the next notification; false after `pollMs`, or when the relay must stop. */
async function wake(client: pg.Client, stop: AbortSignal): Promise<boolean> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(pollMs)]);
  return once(client, 'notification', { signal }).then(
    () => true,
    () => false,
  );
}

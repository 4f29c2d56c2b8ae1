import type { Redis } from 'ioredis';

export const progressChannel = (batchId: string) => `batch:${batchId}:progress`;

/** Says that a file has been uploaded which may be read ahead. */
export const filesChannel = 'files:waiting';

/**
 * Fans the messages of channels out to listeners over one connection, opened when the first one listens. A message is
 * only a hint that there is something new; listeners that must not miss anything query the database as well.
 */
export function createProgressFeed(connect: () => Redis) {
  const listeners = new Map<string, Set<() => void>>();
  let subscriber: Redis | undefined;

  function connected(): Redis {
    if (subscriber) return subscriber;
    subscriber = connect();
    subscriber.on('message', (channel: string) => {
      for (const listener of listeners.get(channel) ?? []) listener();
    });
    // After an outage: all channels are resubscribed, and all listeners check once for what they missed.
    subscriber.on('ready', () => {
      if (listeners.size === 0) return;
      settle(subscriber?.subscribe(...listeners.keys()));
      for (const group of listeners.values()) for (const listener of group) listener();
    });
    return subscriber;
  }

  return {
    subscribe(channel: string, listener: () => void): () => void {
      const redis = connected();
      const group = listeners.get(channel) ?? new Set();
      group.add(listener);
      if (group.size === 1) {
        listeners.set(channel, group);
        if (redis.status === 'ready') settle(redis.subscribe(channel));
      }
      return () => {
        if (!group.delete(listener) || group.size > 0) return;
        listeners.delete(channel);
        if (redis.status === 'ready') settle(redis.unsubscribe(channel));
      };
    },

    /** Whether hints currently arrive. */
    isUp: () => subscriber?.status === 'ready',

    close(): void {
      listeners.clear();
      subscriber?.disconnect();
    },
  };
}

/** A connection that breaks here is reported by its error event, and `ready` subscribes again. */
function settle(work: Promise<unknown> | undefined): void {
  work?.catch(() => undefined);
}

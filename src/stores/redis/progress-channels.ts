import type { Redis } from 'ioredis';

/** Fans the messages of one subscriber connection out to any number of listeners; connects with the first. */
export function createProgressChannels(connect: () => Redis) {
  const listeners = new Map<string, Set<() => void>>();
  let connection: Redis | undefined;

  function connected(): Redis {
    if (!connection) {
      connection = connect();
      connection.on('message', (channel: string) => {
        for (const listener of listeners.get(channel) ?? []) listener();
      });
      // Whatever was said while the connection was away: everybody looks for themselves.
      connection.on('ready', () => {
        for (const group of listeners.values()) for (const listener of group) listener();
      });
    }
    return connection;
  }

  return {
    subscribe(channel: string, listener: () => void): () => void {
      const redis = connected();
      const group = listeners.get(channel) ?? new Set();
      listeners.set(channel, group);
      group.add(listener);
      // Fails only when the connection is closed for good; ioredis subscribes again after it was lost.
      if (group.size === 1) redis.subscribe(channel).catch(() => undefined);
      return () => {
        if (!group.delete(listener) || group.size > 0 || listeners.get(channel) !== group) return;
        listeners.delete(channel);
        redis.unsubscribe(channel).catch(() => undefined);
      };
    },
    close(): void {
      connection?.disconnect();
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';

/** What may pass at once after a pause, in milliseconds of the rate: so short that a link is not filled for others. */
const burstMs = 250;
/** Bytes are handed to the socket in such pieces where there is no limit. */
const usualChunk = 64 * 1024;
/** So that several pieces a second go out at any rate: servers take silence for a dead client. */
const smallestChunk = 256;

/** A token bucket, which files that are sent at the same time share. */
export interface RateLimit {
  /** Largest piece, in bytes, that is to be asked for. */
  chunkBytes: number;
  /** Resolves when so many bytes may be sent; first come, first served. */
  take(bytes: number): Promise<void>;
}

export const noLimit: RateLimit = { chunkBytes: usualChunk, take: async () => undefined };

export function createRateLimit(bytesPerSecond: number): RateLimit {
  const bucket = createBucket(bytesPerSecond);
  return {
    chunkBytes: Math.max(smallestChunk, Math.min(usualChunk, Math.floor(bytesPerSecond / 8))),
    async take(bytes) {
      const waitMs = bucket.reserve(bytes, performance.now());
      if (waitMs > 0) await sleep(waitMs);
    },
  };
}

/** Its arithmetic: each reservation gets the time at which the ones before it are paid for. */
export function createBucket(bytesPerSecond: number) {
  let paidUntil = Number.NEGATIVE_INFINITY;
  return {
    /** @returns milliseconds to wait before these bytes are sent. */
    reserve(bytes: number, nowMs: number): number {
      const start = Math.max(paidUntil, nowMs - burstMs);
      paidUntil = start + (bytes / bytesPerSecond) * 1000;
      return Math.max(0, paidUntil - nowMs);
    },
  };
}

import type { temporal } from '@temporalio/proto';

export type Poller = temporal.api.taskqueue.v1.IPollerInfo;

/** A worker asks again after a minute at the latest; the server remembers for five who asked. */
const pollMs = 70_000;

/** Those that asked for tasks in the last 70 seconds. */
export function recentPollers(pollers: readonly Poller[], now: number): Poller[] {
  return pollers.filter(({ lastAccessTime }) => now - Number(lastAccessTime?.seconds ?? 0) * 1000 < pollMs);
}

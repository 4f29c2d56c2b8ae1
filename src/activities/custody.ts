import { Context } from '@temporalio/activity';
import { type CustodyDeps, type Watched, watchRecordings } from '../custody/watch-recordings.ts';

/** A run ends after this time, a minute less what a worker may need to begin; a file is read to its end. */
const runMs = 50_000;
const beatMs = 5_000;

/** Safe to repeat. */
export function createCustodyActivities(deps: CustodyDeps) {
  return {
    async watchRecordings(): Promise<Watched> {
      const context = Context.current();
      const beat = setInterval(() => context.heartbeat(), beatMs);
      try {
        return await watchRecordings(deps, { runMs, signal: context.cancellationSignal });
      } finally {
        clearInterval(beat);
      }
    },
  };
}

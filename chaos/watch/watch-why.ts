import { setTimeout as delay } from 'node:timers/promises';
import { type BatchStatus, isTerminal } from '../../src/domain/batch-status.ts';
import type { Ledger } from '../vehicles/ledger.ts';
import type { World } from '../world.ts';
import { judgeWhy, type WhyAsked } from './judge-why.ts';

const betweenMs = 500;
/** Longer than any time limit behind it. */
const answerWithinMs = 15_000;

export interface WhyWatch {
  /** Resolves when the last answer is there. */
  stop(): Promise<{ asked: number; violations: string[] }>;
}

/** Asks during the faults why open batches wait, at each API in turn, and holds the answers against what is broken. */
export function watchWhy({ urls, timeline }: Pick<World, 'urls' | 'timeline'>, ledger: Ledger): WhyWatch {
  const stopping = new AbortController();
  const over = new Set<string>();
  const violations: string[] = [];
  /** By API: whether the answer before named a server that was well. */
  const namedBefore: boolean[] = [];
  let asked = 0;

  async function ask(index: number): Promise<void> {
    const open = ledger.batches.filter(({ id, completed }) => completed && !over.has(id));
    const batch = open[Math.floor(Math.random() * open.length)];
    if (!batch) return;
    const from = performance.now();
    const response = await fetch(`${urls[index]}/api/v1/batches/${batch.id}/why`, {
      signal: AbortSignal.timeout(answerWithinMs),
    });
    const body = (await response.json()) as { status?: BatchStatus; sentence?: string; error?: string };
    asked += 1;
    if (response.ok && isTerminal(body.status as BatchStatus)) {
      over.add(batch.id);
      return;
    }
    const said = response.ok ? withoutLastError(body.sentence ?? '') : (body.error ?? '');
    const about = { batchId: batch.id, asked: `api ${index + 1}`, said, status: response.status };
    const answer: WhyAsked = { ...about, from, to: performance.now() };
    const untruth = judgeWhy(timeline, answer);
    // Once only: on a machine with too much to do a server that is well may take longer than a person waits.
    if (untruth?.kind === 'unnamed' || (untruth && namedBefore[index])) violations.push(untruth.sentence);
    namedBefore[index] = untruth?.kind === 'named';
  }

  async function keepAsking(index: number): Promise<void> {
    while (!stopping.signal.aborted) {
      // An API that was killed, or is stopped, gives no answer; vehicles judge that.
      await ask(index).catch(() => undefined);
      await delay(betweenMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const asking = Promise.all(urls.map((_, index) => keepAsking(index)));
  return {
    async stop() {
      stopping.abort();
      await asking;
      return { asked, violations };
    },
  };
}

/** The last error of an activity is of the past, and stays until its next try. */
export function withoutLastError(sentence: string): string {
  return sentence.replaceAll(/last with ".*?"; /gs, '');
}

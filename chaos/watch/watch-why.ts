import { setTimeout as delay } from 'node:timers/promises';
import { type BatchStatus, isTerminal } from '../../src/domain/batch-status.ts';
import type { Ledger } from '../vehicles/ledger.ts';
import type { World } from '../world.ts';
import { judgeWhy, type WhyAsked } from './judge-why.ts';

const betweenMs = 500;
/** Longer than any time limit behind it. */
const answerWithinMs = 15_000;

export interface WhyWatch {
  /** Resolves when the last response has arrived. */
  stop(): Promise<{ asked: number; violations: string[] }>;
}

/**
 * While faults are injected, asks each API in turn why open batches wait, and checks the responses against what is
 * broken.
 */
export function watchWhy({ urls, timeline }: Pick<World, 'urls' | 'timeline'>, ledger: Ledger): WhyWatch {
  const stopping = new AbortController();
  const over = new Set<string>();
  const violations: string[] = [];
  /** By API: whether the previous response named an available server. */
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
    const mistake = judgeWhy(timeline, answer);
    // Reported only once: on an overloaded machine an available server may take longer than a person waits.
    if (mistake?.kind === 'unnamed' || (mistake && namedBefore[index])) violations.push(mistake.sentence);
    namedBefore[index] = mistake?.kind === 'named';
  }

  async function keepAsking(index: number): Promise<void> {
    while (!stopping.signal.aborted) {
      // An API that was killed or is stopped gives no response; vehicles check that.
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

/** The last error of an activity is from the past, and remains until its next attempt. */
export function withoutLastError(sentence: string): string {
  return sentence.replaceAll(/last with ".*?"; /gs, '');
}

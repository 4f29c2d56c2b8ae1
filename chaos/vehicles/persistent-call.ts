import { setTimeout as delay } from 'node:timers/promises';
import type { Ledger } from './ledger.ts';

export interface Answer {
  status: number;
  // Whatever the route gives; callers take what they need.
  body: Record<string, unknown>;
}

export type Call = (path: string, init?: RequestInit) => Promise<Answer>;

/** A vehicle on the road does not wait longer for an answer. */
const answerWithinMs = 15_000;
/** Between two tries; less than what `Retry-After` says, so that a short run has enough of them. */
const pauseMs = 300;
/** What a vehicle may have to repeat: it is Argus, or a server behind it, that cannot do it now. */
const passing = (status: number) => status === 408 || status === 429 || status === 503 || status === 507;

/** The run is over: nobody waits for an answer any more. */
export class GivenUp extends Error {
  override name = 'GivenUp';
}

/** Repeats each call, at another API each time, until it is answered well or for good. */
export function persistentCall(urls: readonly string[], ledger: Ledger, signal: AbortSignal): Call {
  let turn = 0;

  /** Undefined where it has to be made again. */
  async function attempt(path: string, init: RequestInit): Promise<Answer | undefined> {
    const response = await fetch(`${urls[turn % urls.length]}/api/v1${path}`, {
      ...init,
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
    });
    const text = await response.text();
    const { status, headers } = response;
    // A store that answers 403 is out of the vehicle's hands, too.
    if (status === 500 && text.includes('The object store refuses Argus')) return undefined;
    if (passing(status)) {
      if (status !== 408 && !headers.has('retry-after'))
        ledger.wrongAnswers.push(`${status} without Retry-After: ${path}`);
      return undefined;
    }
    const isJson = headers.get('content-type')?.includes('json');
    return { status, body: isJson ? (JSON.parse(text) as Answer['body']) : {} };
  }

  return async (path, init = {}) => {
    while (!signal.aborted) {
      // Without an answer the connection broke, or none came in time.
      const answer = await attempt(path, init).catch(() => undefined);
      if (answer) return answer;
      ledger.repeats += 1;
      turn += 1;
      await delay(pauseMs);
    }
    throw new GivenUp(`${init.method ?? 'GET'} ${path}`);
  };
}

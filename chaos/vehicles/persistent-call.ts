import { setTimeout as delay } from 'node:timers/promises';
import type { Ledger } from './ledger.ts';

export interface Answer {
  status: number;
  // The body of any route; callers read the fields they need.
  body: Record<string, unknown>;
}

export type Call = (path: string, init?: RequestInit) => Promise<Answer>;

/** A vehicle on the road does not wait longer for a response. */
const answerWithinMs = 15_000;
/** Between two attempts; less than `Retry-After` says, so that a short run has enough of them. */
const pauseMs = 300;
/**
 * Responses that a vehicle may have to repeat: Argus, or a server behind it, is currently unable to process the
 * request.
 */
const passing = (status: number) => status === 408 || status === 429 || status === 503 || status === 507;

/** The run is over: nobody waits for a response any more. */
export class GivenUp extends Error {
  override name = 'GivenUp';
}

/** Repeats each request, at another API each time, until it succeeds or is refused for good. */
export function persistentCall(urls: readonly string[], ledger: Ledger, signal: AbortSignal): Call {
  let turn = 0;

  /** Undefined if the request has to be repeated. */
  async function attempt(path: string, init: RequestInit): Promise<Answer | undefined> {
    const response = await fetch(`${urls[turn % urls.length]}/api/v1${path}`, {
      ...init,
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
    });
    const text = await response.text();
    const { status, headers } = response;
    // A store that responds with 403 is beyond the vehicle's control, too.
    if (status === 500 && text.includes('The object store refuses Argus')) return undefined;
    // The first attempt is still under way, or its API died with it.
    if (status === 409 && text.includes('"in_progress"')) return undefined;
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
      // Without a response: the connection broke, or the timeout passed.
      const answer = await attempt(path, init).catch(() => undefined);
      if (answer) return answer;
      ledger.repeats += 1;
      turn += 1;
      await delay(pauseMs);
    }
    throw new GivenUp(`${init.method ?? 'GET'} ${path}`);
  };
}

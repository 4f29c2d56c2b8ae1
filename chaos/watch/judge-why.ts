import type { Timeline } from '../timeline.ts';
import type { Target } from '../world.ts';

/** One `GET /batches/:id/why` of an open batch. Times in `performance.now()` milliseconds. */
export interface WhyAsked {
  batchId: string;
  /** `api 1`. */
  asked: string;
  from: number;
  to: number;
  status: number;
  /** What it said of the batch as a whole: the sentence without the last error of activities, or that of the error. */
  said: string;
}

type Named = Extract<Target, 'postgres' | 'minio' | 'temporal'>;

/** The servers that a batch waits for, and how `/why` names them. Redis and Kafka hold no batch up. */
const names: Readonly<Record<Named, RegExp>> = {
  postgres: /PostgreSQL|The database is full/,
  minio: /The object store/,
  temporal: /The workflow service/,
};

/** A server that was lost a moment ago may not have been missed yet. */
const noticedMs = 2_500;
/** One that is back may take this long to be reached again: clients pause between tries. */
const foundAgainMs = 10_000;

export interface Untruth {
  /** `unnamed`: a server that was away is passed over; `named`: one that was well is said to be away. */
  kind: 'unnamed' | 'named';
  sentence: string;
}

/** What an answer got wrong about the servers; undefined where it is true as far as can be known. */
export function judgeWhy(
  timeline: Timeline,
  { batchId, asked, from, to, status, said }: WhyAsked,
): Untruth | undefined {
  // A process that was stopped itself finds every time limit passed.
  if (timeline.struck(asked, from - foundAgainMs, to)) return undefined;
  const shown = `batch ${batchId}, asked of ${asked}: ${status} ${JSON.stringify(said.slice(0, 300))}`;
  const away = timeline.awayThroughout(from - noticedMs, to);
  if (isNamed(away) && !names[away].test(said))
    return { kind: 'unnamed', sentence: `why: ${away} was away, and is not named; ${shown}` };
  const wrongly = (Object.keys(names) as Named[]).find(
    (server) => names[server].test(said) && !timeline.struck(server, from - foundAgainMs, to),
  );
  return wrongly && { kind: 'named', sentence: `why: ${wrongly} was well, and is named; ${shown}` };
}

function isNamed(server: string | undefined): server is Named {
  return server !== undefined && Object.hasOwn(names, server);
}

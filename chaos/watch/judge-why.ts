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
  /**
   * What it said about the batch as a whole: the sentence without the last error of activities, or that of the error.
   */
  said: string;
}

type Named = Extract<Target, 'postgres' | 'minio' | 'temporal'>;

/** The servers that a batch waits for, and how `/why` names them. Redis and Kafka delay no batch. */
const names: Readonly<Record<Named, RegExp>> = {
  postgres: /PostgreSQL|The database is full/,
  minio: /The object store/,
  temporal: /The workflow service/,
};

/** A server that failed a moment ago may not have been noticed yet. */
const noticedMs = 2_500;
/** After a server is back, clients may need this long to reach it again: they pause between attempts. */
const reconnectMs = 10_000;

export interface WhyMistake {
  /** `unnamed`: an unavailable server is not mentioned; `named`: an available one is reported as unavailable. */
  kind: 'unnamed' | 'named';
  sentence: string;
}

/** What a response got wrong about the servers; undefined if it is true as far as is known. */
export function judgeWhy(
  timeline: Timeline,
  { batchId, asked, from, to, status, said }: WhyAsked,
): WhyMistake | undefined {
  // A process that was itself stopped finds every time limit exceeded.
  if (timeline.affected(asked, from - reconnectMs, to)) return undefined;
  const shown = `batch ${batchId}, asked of ${asked}: ${status} ${JSON.stringify(said.slice(0, 300))}`;
  const unavailable = timeline.unavailableThroughout(from - noticedMs, to);
  if (isNamed(unavailable) && !names[unavailable].test(said))
    return { kind: 'unnamed', sentence: `why: ${unavailable} was unavailable, and is not named; ${shown}` };
  const wrongly = (Object.keys(names) as Named[]).find(
    (server) => names[server].test(said) && !timeline.affected(server, from - reconnectMs, to),
  );
  return wrongly && { kind: 'named', sentence: `why: ${wrongly} was well, and is named; ${shown}` };
}

function isNamed(server: string | undefined): server is Named {
  return server !== undefined && Object.hasOwn(names, server);
}

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createRandom, type Random } from '../../samples/random.ts';
import { asSuperuser } from '../admin.ts';
import type { Verdict } from '../check/check.ts';
import { checkFiles, type StoredFiles } from '../check/files.ts';
import type { RoleProcess } from '../role-fleet.ts';
import { untilAlive, untilReady } from '../until-ready.ts';
import { createLedger, type Ledger, type PromisedBatch } from '../vehicles/ledger.ts';
import { type Call, GivenUp, persistentCall } from '../vehicles/persistent-call.ts';
import { recording } from '../vehicles/recordings.ts';
import { acknowledged, formOf } from '../vehicles/vehicle.ts';
import { watchFigures } from '../watch/watch-figures.ts';

export interface KillsProof {
  /** Of each API, in the order of `apis`. */
  urls: readonly string[];
  /** They start again by themselves. */
  apis: readonly RoleProcess[];
  /** Nothing else may be stored there. */
  stored: StoredFiles;
  vehicles: number;
  /** Of each batch. */
  files: number;
  /** So long APIs are killed and batches begin; those that have begun come to an end afterwards. */
  seconds: number;
}

const everyMs = 4_000;
/** For the batches that have begun, on a busy machine. */
const endWithinMs = 300_000;
const mostMemory = 300e6;

/** Vehicles hand over batches, all at once, while one API after the other is killed. */
export async function proveKills(proof: KillsProof): Promise<Verdict> {
  const { urls, apis, stored, vehicles, files, seconds } = proof;
  await untilReady(urls);
  const ledger = createLedger();
  const watch = watchFigures(apis);
  const killing = killInTurns(proof);
  const begun = performance.now();
  const over = AbortSignal.timeout(seconds * 1000 + endWithinMs);
  const lane = async (index: number) => {
    const random = createRandom(index);
    const call = persistentCall(urls, ledger, over);
    do await handOver(call, random, files, ledger);
    while (performance.now() - begun < seconds * 1000);
  };
  const late: string[] = [];
  await Promise.all(
    Array.from({ length: vehicles }, (_, index) =>
      lane(index).catch((error: unknown) => {
        if (!(error instanceof GivenUp)) throw error;
        late.push(`vehicle ${index} did not come to an end: ${error.message}`);
      }),
    ),
  );
  const took = (performance.now() - begun) / 1000;
  const kills = await killing.stop();
  const { peakRss } = await watch.stop();
  const { violations, rows, objects } = await checkFiles(stored, ledger);
  return {
    violations: [
      ...late,
      ...ledger.wrongAnswers.map((answer) => `answer: ${answer}`),
      ...violations,
      ...(await checkCounts(stored, ledger)),
      ...(peakRss > mostMemory ? [`an API held ${Math.round(peakRss / 1e6)} MB of memory`] : []),
    ],
    figures: {
      seconds: Math.round(took),
      kills,
      batches: ledger.batches.length,
      files: rows.length,
      objects,
      'calls repeated': ledger.repeats,
      'MB of memory of an API at most': Math.round(peakRss / 1e6),
    },
  };
}

/** The next is killed only while the others answer: otherwise nothing would get further at all. */
function killInTurns({ urls, apis, seconds }: KillsProof) {
  const until = performance.now() + seconds * 1000;
  const stopping = new AbortController();
  let kills = 0;
  const run = async () => {
    for (;;) {
      await delay(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted || performance.now() > until) return;
      await untilAlive(urls);
      await apis[kills % apis.length]?.kill9();
      kills += 1;
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
      return kills;
    },
  };
}

async function handOver(call: Call, random: Random, files: number, ledger: Ledger): Promise<void> {
  const created = await call('/batches', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ vehicle_id: `kills-${randomUUID()}`, vin: 'WVWZZZ1JZ3W386752' }),
  });
  if (created.status !== 201) {
    ledger.wrongAnswers.push(`create: ${created.status} ${JSON.stringify(created.body)}`);
    return;
  }
  const id = String(created.body.batch_id);
  const batch: PromisedBatch = { id, files: [], completed: false, cancelled: false, runs: 1 };
  ledger.batches.push(batch);
  for (let sent = 0; sent < files; sent += 1) {
    const file = recording(random);
    const answer = await call(`/batches/${id}/files`, formOf(file, randomUUID()));
    if (answer.status === 201) batch.files.push(acknowledged(answer, file));
    else ledger.wrongAnswers.push(`upload: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  const { status, body } = await call(`/batches/${id}/complete`, { method: 'POST' });
  if (status === 200 || status === 202) batch.completed = true;
  else ledger.wrongAnswers.push(`complete: ${status} ${JSON.stringify(body)}`);
}

/** A batch counts exactly the files that were acknowledged, and there are no other batches. */
async function checkCounts(stored: StoredFiles, { batches }: Ledger): Promise<string[]> {
  const rows = await asSuperuser<{ id: string; total_files: number; rows: string }>(
    stored,
    `SELECT id, total_files, (SELECT count(*) FROM files WHERE batch_id = batches.id) AS rows FROM batches`,
  );
  const promised = new Map(batches.map((batch) => [batch.id, batch.files.length]));
  return rows
    .filter(({ id, total_files, rows }) => promised.get(id) !== total_files || Number(rows) !== total_files)
    .map(
      ({ id, total_files, rows }) =>
        `batch ${id} counts ${total_files} files and has ${rows}; ${promised.get(id)} were acknowledged`,
    );
}

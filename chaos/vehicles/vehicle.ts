import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../samples/random.ts';
import { type BatchStatus, isTerminal } from '../../src/domain/batch-status.ts';
import type { AcknowledgedFile, Ledger, PromisedBatch } from './ledger.ts';
import type { Answer, Call } from './persistent-call.ts';
import { type Recording, recording } from './recordings.ts';

/** Files in one batch. */
const maxFiles = 5;
const pollMs = 300;

/** The behaviour of one vehicle on one trip, drawn from the seed. */
interface Trip {
  files: Recording[];
  /** The connection breaks in the middle of the first file, which is then sent again. */
  abortsUpload: boolean;
  /** `complete` is sent five times concurrently. */
  manyCompletes: boolean;
  /** A last file is sent at the moment of `complete`. */
  races: boolean;
  cancels: boolean;
  reprocesses: boolean;
}

export function planTrip(random: Random): Trip {
  const count = 1 + Math.floor(random.next() * maxFiles);
  const likely = (share: number) => random.next() < share;
  return {
    files: Array.from({ length: count }, () => recording(random)),
    abortsUpload: likely(0.2),
    manyCompletes: likely(0.2),
    races: likely(0.15),
    cancels: likely(0.08),
    reprocesses: likely(0.25),
  };
}

/** Makes one trip: uploads a batch, completes it, follows it to its end. Records in the ledger what was promised. */
export async function drive(call: Call, trip: Trip, ledger: Ledger, urls: readonly string[]): Promise<void> {
  const wrong = (what: string, { status, body }: Answer) =>
    ledger.wrongAnswers.push(`${what}: ${status} ${JSON.stringify(body).slice(0, 300)}`);

  const created = await call('/batches', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    // Failed files are counted by the checker; they must not fail the batch.
    body: JSON.stringify({
      vehicle_id: `chaos-${randomUUID()}`,
      vin: 'WVWZZZ1JZ3W386752',
      tolerated_failed_percent: 100,
    }),
  });
  if (created.status !== 201) return void wrong('create', created);
  const id = String(created.body.batch_id);
  const batch: PromisedBatch = { id, files: [], completed: false, cancelled: false, runs: 1 };
  ledger.batches.push(batch);

  const send = async (file: Recording, refusedBy: readonly number[] = []) => {
    const answer = await call(`/batches/${id}/files`, formOf(file, randomUUID()));
    if (answer.status === 201) return void batch.files.push(acknowledged(answer, file));
    if (!refusedBy.includes(answer.status)) wrong('upload', answer);
  };
  const [last, ...others] = trip.files;
  if (trip.abortsUpload && last) await abortUpload(urls[0] ?? '', id, last);
  await Promise.all((trip.races ? others : trip.files).map((file) => send(file)));
  if (trip.races && others.length === 0 && last) await send(last);

  const complete = async () => {
    const answer = await call(`/batches/${id}/complete`, { method: 'POST' });
    if (answer.status === 200 || answer.status === 202) batch.completed = true;
    else wrong('complete', answer);
  };
  const racing = trip.races && others.length > 0 && last ? [send(last, [409])] : [];
  await Promise.all([...Array.from({ length: trip.manyCompletes ? 5 : 1 }, complete), ...racing]);
  if (trip.cancels) {
    batch.cancelled = true;
    const answer = await call(`/batches/${id}/cancel`, { method: 'POST' });
    if (answer.status !== 202 && answer.status !== 409) wrong('cancel', answer);
  }
  const end = await ended(call, id, 1);
  if (trip.reprocesses && end === 'completed') await reprocess(call, batch, wrong);
}

async function ended(call: Call, id: string, run: number): Promise<BatchStatus> {
  for (;;) {
    const { body } = await call(`/batches/${id}`);
    const status = String(body.status) as BatchStatus;
    if (Number(body.run) >= run && isTerminal(status)) return status;
    await delay(pollMs);
  }
}

/** A second run; the report read afterwards must be that of the second run. */
async function reprocess(
  call: Call,
  batch: PromisedBatch,
  wrong: (what: string, answer: Answer) => void,
): Promise<void> {
  // Puts the first report into the cache.
  await call(`/batches/${batch.id}/report`);
  const answer = await call(`/batches/${batch.id}/reprocess`, { method: 'POST' });
  // The response may have been lost, and the repeat found the run in progress.
  if (answer.status !== 202 && answer.status !== 409) return wrong('reprocess', answer);
  batch.runs = Math.max(2, Number(answer.body.run ?? 2));
  if ((await ended(call, batch.id, batch.runs)) !== 'completed') return;
  const report = await call(`/batches/${batch.id}/report`);
  if (Number(report.body.run) < batch.runs) wrong('an old report as the newest', report);
}

export function formOf({ name, bytes }: Recording, key: string): RequestInit {
  const body = new FormData();
  body.set('file', new Blob([bytes]), name);
  return { method: 'POST', headers: { 'idempotency-key': key }, body };
}

export function acknowledged({ body }: Answer, { sha256, bytes, poison }: Recording): AcknowledgedFile {
  return { id: String(body.file_id ?? body.id), sha256, size: bytes.length, poison };
}

/** Sends half of a file and disconnects. */
async function abortUpload(url: string, batchId: string, { bytes }: Recording): Promise<void> {
  const half = bytes.subarray(0, bytes.length / 2);
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(
        Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="half"\r\n\r\n'),
      );
      controller.enqueue(half);
    },
    pull(controller) {
      controller.error(new Error('the vehicle disconnected'));
    },
  });
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
  await fetch(`${url}/api/v1/batches/${batchId}/files`, init).catch(() => undefined);
}

import { ArgusError } from '../../domain/error.ts';
import {
  answerEffect,
  type RequestAnswer,
  type RequestState,
  requestBounds,
  type VehicleRequest,
} from '../../domain/vehicle-request.ts';
import { lockBatch } from './batch-rows.ts';
import { appendEvents } from './events.ts';
import { type Db, inTransaction, type Tx } from './pool.ts';

const isOpen = `r.state IN ('open', 'picked_up')`;
const isWaiting = `(${isOpen} AND r.expires_at > now())`;
/** Nothing has to happen for a request to expire. */
const stateNow = `CASE WHEN ${isOpen} AND r.expires_at <= now() THEN 'expired' ELSE r.state END`;
const columns = `r.id, r.vehicle_id, r.path, r.pattern, r.recorded_from, r.recorded_to, r.note, ${stateNow} AS state,
  r.asked_by, r.created_at, r.expires_at, r.picked_up_at, r.ended_at, r.reason, r.batch_id`;

export type NewVehicleRequest = Pick<
  VehicleRequest,
  | 'id'
  | 'vehicle_id'
  | 'path'
  | 'pattern'
  | 'recorded_from'
  | 'recorded_to'
  | 'note'
  | 'asked_by'
  | 'expires_at'
>;

/** What vehicles are asked for. */
export function createVehicleRequestStore(db: Db) {
  return {
    /**
     * Asks for something; where the same is asked for already, it is that request.
     * @throws ArgusError `quota_exceeded`.
     */
    ask: (request: NewVehicleRequest): Promise<{ request: VehicleRequest; created: boolean }> =>
      inTransaction(db, async (tx) => {
        await lockRequestsOf(tx, request.vehicle_id);
        const already = await sameAs(tx, request);
        if (already) return { request: already, created: false };
        await assertFewWaiting(tx, request.vehicle_id);
        await forgetOld(tx, request.vehicle_id);
        return { request: await insert(tx, request), created: true };
      }),

    /** Newest first; `before` is the last id of the previous page. */
    async list(
      vehicleId: string,
      state: RequestState | undefined,
      before: string | undefined,
      limit: number,
    ): Promise<VehicleRequest[]> {
      const { rows } = await db.query<VehicleRequest>({
        name: 'list-vehicle-requests',
        text: `SELECT ${columns} FROM vehicle_requests r
               WHERE r.vehicle_id = $1 AND ($2::text IS NULL OR ${stateNow} = $2) AND ($3::uuid IS NULL OR r.id < $3)
               ORDER BY r.id DESC LIMIT $4`,
        values: [vehicleId, state ?? null, before ?? null, limit],
      });
      return rows;
    },

    /**
     * What the vehicle says of a request. What fulfils it is an event of that batch.
     * @throws ArgusError `not_found` (the request, or the batch), `state`.
     */
    answer: (vehicleId: string, id: string, answer: RequestAnswer): Promise<VehicleRequest> =>
      inTransaction(db, async (tx) => {
        const request = await lock(tx, vehicleId, id);
        const effect = answerEffect(request, answer);
        if (effect === 'refused') {
          throw new ArgusError('state', `The request is ${request.state} and takes no such answer.`, {
            details: { state: request.state },
          });
        }
        if (effect === 'repeat') return request;
        if (answer.state === 'fulfilled') await noteFulfilment(tx, request, answer.batch_id);
        return store(tx, id, answer);
      }),

    /** It expires now, if it waits. @throws ArgusError `not_found`. */
    withdraw: (vehicleId: string, id: string): Promise<void> =>
      inTransaction(db, async (tx) => {
        await lock(tx, vehicleId, id);
        await tx.query(
          `UPDATE vehicle_requests r SET expires_at = now(), ended_at = now()
           WHERE r.id = $1 AND ${isWaiting}`,
          [id],
        );
      }),
  };
}

export type VehicleRequestStore = ReturnType<typeof createVehicleRequestStore>;

/** One after the other, so that bounds hold and nothing is asked for twice. */
async function lockRequestsOf(tx: Tx, vehicleId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`requests of ${vehicleId}`]);
}

async function sameAs(tx: Tx, wanted: NewVehicleRequest): Promise<VehicleRequest | undefined> {
  const { id, vehicle_id, path, pattern, recorded_from, recorded_to } = wanted;
  const { rows } = await tx.query<VehicleRequest>(
    `SELECT ${columns} FROM vehicle_requests r
     WHERE r.vehicle_id = $1 AND (r.id = $2 OR (${isWaiting}
       AND (r.path, r.pattern, r.recorded_from, r.recorded_to)
           IS NOT DISTINCT FROM ($3::text, $4::text, $5::timestamptz, $6::timestamptz)))
     ORDER BY r.id LIMIT 1`,
    [vehicle_id, id, path, pattern, recorded_from, recorded_to],
  );
  return rows[0];
}

async function assertFewWaiting(tx: Tx, vehicleId: string): Promise<void> {
  const { rows } = await tx.query<{ waiting: number }>(
    `SELECT count(*) AS waiting FROM vehicle_requests r
     WHERE r.vehicle_id = $1 AND ${isWaiting}`,
    [vehicleId],
  );
  if ((rows[0]?.waiting ?? 0) < requestBounds.open) return;
  throw new ArgusError(
    'quota_exceeded',
    `The vehicle has ${requestBounds.open} requests to answer; withdraw one, or ask with a glob.`,
  );
}

/** The oldest that are over make way for new ones. */
async function forgetOld(tx: Tx, vehicleId: string): Promise<void> {
  await tx.query(
    `DELETE FROM vehicle_requests WHERE id IN (
       SELECT r.id FROM vehicle_requests r WHERE r.vehicle_id = $1 ORDER BY ${isWaiting} DESC, r.id DESC OFFSET $2)`,
    [vehicleId, requestBounds.kept - 1],
  );
}

async function insert(tx: Tx, request: NewVehicleRequest): Promise<VehicleRequest> {
  const { id, vehicle_id, path, pattern, recorded_from, recorded_to, note, asked_by, expires_at } = request;
  const { rows } = await tx.query<VehicleRequest>(
    `INSERT INTO vehicle_requests AS r
       (id, vehicle_id, path, pattern, recorded_from, recorded_to, note, asked_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${columns}`,
    [id, vehicle_id, path, pattern, recorded_from, recorded_to, note, asked_by, expires_at],
  );
  return rows[0] as VehicleRequest;
}

async function lock(tx: Tx, vehicleId: string, id: string): Promise<VehicleRequest> {
  const { rows } = await tx.query<VehicleRequest>(
    `SELECT ${columns} FROM vehicle_requests r WHERE r.vehicle_id = $1 AND r.id = $2 FOR UPDATE`,
    [vehicleId, id],
  );
  if (!rows[0]) throw new ArgusError('not_found', `The vehicle has no request ${id}.`);
  return rows[0];
}

async function noteFulfilment(tx: Tx, request: VehicleRequest, batchId: string): Promise<void> {
  const batch = await lockBatch(tx, batchId);
  const { id, vehicle_id, asked_by } = request;
  // As for a batch that does not exist.
  if (batch.vehicle_id !== vehicle_id) throw new ArgusError('not_found', `There is no batch ${batchId}.`);
  await appendEvents(tx, batchId, batch.run, [
    { type: 'RequestFulfilled', payload: { request_id: id, vehicle_id, vin: batch.vin, asked_by } },
  ]);
}

async function store(tx: Tx, id: string, answer: RequestAnswer): Promise<VehicleRequest> {
  const { rows } = await tx.query<VehicleRequest>(
    `UPDATE vehicle_requests AS r SET state = $2, reason = $3, batch_id = $4, picked_up_at = coalesce(picked_up_at, now()),
            ended_at = CASE WHEN $2 <> 'picked_up' THEN now() END
     WHERE r.id = $1 RETURNING ${columns}`,
    [
      id,
      answer.state,
      answer.state === 'declined' ? answer.reason : null,
      answer.state === 'fulfilled' ? answer.batch_id : null,
    ],
  );
  return rows[0] as VehicleRequest;
}

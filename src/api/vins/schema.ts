import { z } from 'zod';
import { legalHoldSchema } from '../batches/schema.ts';
import { byteCount, count, prose, uuid, vin } from '../http/text-schema.ts';

export const vinParams = z.object({ vin });

export const holdBody = z.strictObject({ reason: prose(1_000).describe('Shown with each batch of it') });

export const vinSchema = z
  .object({
    vin: z.string(),
    batches: count,
    open: count.describe('Batches whose run is not over'),
    files: count,
    bytes: byteCount.describe('bytes, of its recordings'),
    vehicle_ids: z.array(z.string()).describe('As the fleet calls the vehicle'),
    legal_hold: legalHoldSchema.nullable(),
  })
  .meta({ id: 'Vin' });

export const deleteVinQuery = z.strictObject({
  confirm: vin.describe('The VIN once more: nothing brings back what is deleted'),
});

/** Of one answer. */
export const mostKept = 200;
export const deletedVinSchema = z
  .object({
    deleted: count.describe('Batches, with all that belongs to them'),
    kept_count: count.describe('Batches that are still there'),
    kept: z.array(z.object({ batch_id: uuid, why: z.string() })).describe(`Why; at most ${mostKept}`),
    complete: z.boolean().describe('Whether all were looked at; else send the request again'),
  })
  .meta({ id: 'DeletedVin' });

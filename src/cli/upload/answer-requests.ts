import type { VehicleRequestBody } from '../../api/vehicle/request-schema.ts';
import type { LocalFile } from '../../client/upload/local-file.ts';
import { isAboutName, type RequestAnswer } from '../../domain/vehicle-request.ts';

type Asked = Pick<VehicleRequestBody, 'path' | 'pattern' | 'recorded_from' | 'recorded_to'>;

/** A file of the vehicle, and the batch by whose receipt it is safe. */
export type KnownFile = Pick<LocalFile, 'name' | 'mtime' | 'createdMs'> & { batchId: string | undefined };

/**
 * Whether a file is what somebody asks for. It was recorded between its creation and its last modification; where it was copied,
 * and so created after that, at its last modification.
 */
export function isAskedFor(file: Omit<KnownFile, 'batchId'>, asked: Asked): boolean {
  const { recorded_from: from, recorded_to: to } = asked;
  if (!isAboutName(asked)(file.name)) return false;
  if (from === null || to === null) return true;
  const endMs = Number(BigInt(file.mtime) / 1_000_000n);
  const startMs = Math.min(endMs, file.createdMs ?? endMs);
  return startMs <= Date.parse(to) && endMs >= Date.parse(from);
}

/**
 * What can be answered to a request now: it is fulfilled when all files that it is about are safe.
 * @param declines There are no other files than these, so that nothing can come of a request about none of them.
 */
export function answerTo(
  asked: Asked,
  files: readonly KnownFile[],
  { declines, nowMs }: { declines: boolean; nowMs: number },
): RequestAnswer | undefined {
  const matching = files.filter((file) => isAskedFor(file, asked));
  // Ids of batches begin with the time.
  const batches = matching.flatMap(({ batchId }) => batchId ?? []).sort();
  const newest = batches.at(-1);
  if (newest !== undefined && batches.length === matching.length)
    return { state: 'fulfilled', batch_id: newest };
  const isPast = asked.recorded_to === null || Date.parse(asked.recorded_to) < nowMs;
  if (matching.length > 0 || !declines || !isPast) return undefined;
  return { state: 'declined', reason: 'There is no such file on the vehicle.' };
}

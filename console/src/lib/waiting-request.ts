import type { HoldingListBody } from '../../../src/api/vehicle/holdings-schema.ts';
import type { VehicleRequestBody } from '../../../src/api/vehicle/request-schema.ts';
import { isAboutName } from '../../../src/domain/vehicle-request.ts';

type Held = Pick<HoldingListBody['files'][number], 'path' | 'recorded_at'>;

/**
 * The first request about a file that the vehicle has not answered, be it by its name, by a glob, or by its time. A file whose time
 * nobody knows is none of those that are asked for by time.
 */
export function waitingRequests(
  requests: readonly VehicleRequestBody[],
): (file: Held) => VehicleRequestBody | undefined {
  const waiting = requests
    .filter(({ state }) => state === 'open' || state === 'picked_up')
    .map((request) => ({ request, isNamed: isAboutName(request) }));
  return (file) =>
    waiting.find(({ request, isNamed }) => isNamed(file.path) && isInTime(file, request))?.request;
}

function isInTime({ recorded_at }: Held, { recorded_from, recorded_to }: VehicleRequestBody): boolean {
  if (recorded_from === null || recorded_to === null) return true;
  if (recorded_at === null) return false;
  const at = Date.parse(recorded_at);
  return at >= Date.parse(recorded_from) && at <= Date.parse(recorded_to);
}

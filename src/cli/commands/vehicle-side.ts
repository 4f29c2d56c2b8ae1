import type { AskBody, VehicleRequestBody } from '../../api/vehicle/request-schema.ts';
import type { ArgusClient } from '../../client/client.ts';
import { type HoldingReason, holdingReasons } from '../../domain/vehicle-holdings.ts';
import { type RequestState, wantedFiles } from '../../domain/vehicle-request.ts';
import { formatBytes } from '../../text/figure-format.ts';
import { phrase, phrases } from '../language.ts';
import { printJson } from '../print-json.ts';
import { printTable } from '../print-table.ts';
import { requireVehicle } from '../require-vehicle.ts';

interface Json {
  json?: true | undefined;
}

interface AskOptions extends Json {
  from?: string | undefined;
  to?: string | undefined;
  note?: string | undefined;
}

/** The most of one answer; the console and the API page through more. */
const listed = 200;

/** The API says which arguments are wrong. */
export async function ask(
  client: ArgusClient,
  vehicle: string,
  files: string | undefined,
  { from, to, note, json }: AskOptions,
): Promise<void> {
  const wanted: AskBody = {
    ...wantedFiles(files),
    ...{ recorded_from: from, recorded_to: to, note: note ?? null },
  };
  const request = await client.askVehicle(vehicle, wanted);
  if (json) return printJson(request);
  const { request_id, expires_at } = request;
  process.stdout.write(`${request_id}\n`);
  const hint = phrase('The vehicle finds it when it asks the next time; nobody waits after {time}.', {
    time: expires_at,
  });
  process.stderr.write(`${hint}\n`);
}

export async function requests(
  client: ArgusClient,
  vehicle: string,
  { state, json }: Json & { state?: RequestState | undefined },
): Promise<void> {
  const body = await client.listVehicleRequests(vehicle, { ...(state && { state }), limit: listed });
  if (body.requests.length === 0) await requireVehicle(client, vehicle);
  if (json) return printJson(body.requests);
  printTable(
    phrases('REQUEST', 'STATE', 'WANTED', 'ASKED', 'BY', 'BATCH OR REASON'),
    body.requests.map((request) => [
      request.request_id,
      request.state,
      wantedOf(request),
      request.created_at,
      request.asked_by ?? '',
      request.batch_id ?? request.reason ?? '',
    ]),
  );
}

function wantedOf({ path, pattern, recorded_from, recorded_to }: VehicleRequestBody): string {
  const time =
    recorded_from !== null &&
    recorded_to !== null &&
    phrase('recorded {from} to {to}', { from: recorded_from, to: recorded_to });
  return [path ?? pattern, time].filter(Boolean).join(', ');
}

export async function held(client: ArgusClient, vehicle: string | undefined, { json }: Json): Promise<void> {
  if (vehicle !== undefined) return heldBy(client, vehicle, json);
  const { vehicles } = await client.listHoldings({ limit: listed });
  if (json) return printJson(vehicles);
  printTable(
    phrases('VEHICLE', 'PLATFORM', 'FILES', 'SIZE', 'WHY', 'REQUESTS', 'REPORTED'),
    vehicles.map((one) => [
      one.vehicle_id,
      one.platform ?? '',
      String(one.total_files),
      formatBytes(one.total_bytes),
      reasonsOf(one.by_reason),
      String(one.open_requests),
      one.reported_at,
    ]),
  );
}

function reasonsOf(sums: Partial<Record<HoldingReason, { files: number } | undefined>>): string {
  return holdingReasons.flatMap((why) => (sums[why] ? [`${sums[why].files} ${why}`] : [])).join(', ');
}

async function heldBy(client: ArgusClient, vehicle: string, json: true | undefined): Promise<void> {
  const holdings = await client.getHoldings(vehicle);
  if (json) return printJson(holdings);
  printTable(
    phrases('FILE', 'SIZE', 'RECORDED', 'WHY', 'NOTE'),
    holdings.files.map(({ path, size, recorded_at, why, note }) => [
      path,
      formatBytes(size),
      recorded_at ?? '',
      why,
      note ?? '',
    ]),
  );
  const more = holdings.total_files - holdings.files.length;
  const time = holdings.reported_at;
  const text =
    more > 0
      ? phrase('Reported {time}. {more} more files are not listed.', { time, more })
      : phrase('Reported {time}.', { time });
  process.stderr.write(`${text}\n`);
}

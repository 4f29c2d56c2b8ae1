import { type Fault, isFault } from '../faults.ts';
import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { ticksOf } from '../schedule.ts';
import { type FlightFault, isFlightFault } from '../ulog/flight-faults.ts';
import { createVehicle } from '../vehicle.ts';
import { payloadOf, tlogTopics } from './tlog-topics.ts';
import { type FrameOptions, type MavlinkMessage, TlogWriter } from './tlog-writer.ts';

export interface TlogOptions extends Omit<SampleOptions, 'faults'> {
  faults?: readonly (Fault | FlightFault)[];
  version?: 1 | 2;
  isSigned?: boolean;
}

/** Progress of the log at which its faults begin, 0–1. */
const faultsFrom = 0.4;

/** The telemetry of a copter, as logged by its ground station. */
export function sampleTlog(options: TlogOptions = {}): Uint8Array {
  const { faults = [], version = 2, isSigned = false, ...rest } = options;
  const resolved = resolveOptions({ ...rest, faults: faults.filter(isFault) });
  const vehicle = createVehicle(resolved.seed, resolved.faults);
  const inFlight = new Set(faults.filter(isFlightFault));
  const writer = new TlogWriter();
  const frames: FrameOptions = { version, isSigned };
  const startUs = Number(resolved.startNs / 1_000n);
  writer.write(startUs, statusText(6, 'ArduCopter V4.5.1 (a1b2c3d4)'), frames);
  const scheduled = tlogTopics.map((topic, id) => ({
    hertz: topic.hertz,
    phase: (id + 1) / (tlogTopics.length + 1),
    payload: topic,
  }));
  let logged = 0;
  for (const { at, index, payload } of ticksOf(scheduled, resolved.seconds)) {
    const file = at / resolved.seconds;
    const state = vehicle.at({ seconds: at, file, drive: file });
    const has = (fault: FlightFault) => file >= faultsFrom && inFlight.has(fault);
    const timeUs = startUs + Math.round(at * 1e6);
    const fields = payload.fields({ state, noise: vehicle.random.normal(), index, has });
    const { id, crcExtra } = payload;
    writer.write(timeUs, { id, crcExtra, payload: payloadOf(fields) }, frames);
    if (at < logged) continue;
    logged += 1;
    if (vehicle.has('log-errors') && file > 0.2)
      writer.write(timeUs, statusText(3, `Bad depth health ${logged}`), frames);
    if (logged % 2 === 0) writer.write(timeUs, groundStation, { ...frames, system: 255, component: 190 });
  }
  return writer.bytes();
}

/** STATUSTEXT; `id` and `chunk` if a text is longer than 50 characters. */
export function statusText(severity: number, text: string, id = 0, chunk = 0): MavlinkMessage {
  const payload = Buffer.alloc(54);
  payload.writeUInt8(severity);
  payload.write(text.slice(0, 50), 1, 'latin1');
  payload.writeUInt16LE(id, 51);
  payload.writeUInt8(chunk, 53);
  return { id: 253, crcExtra: 83, payload: id === 0 ? payload.subarray(0, 51) : payload };
}

/** The heartbeat of a ground station: no autopilot. */
const groundStation: MavlinkMessage = {
  id: 0,
  crcExtra: 50,
  payload: Uint8Array.of(0, 0, 0, 0, 6, 8, 0, 4, 3),
};

import { type Fault, isFault } from '../faults.ts';
import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { ticksOf } from '../schedule.ts';
import { createVehicle } from '../vehicle.ts';
import { writeEventDefinitions } from './event-definitions.ts';
import { type FlightFault, isFlightFault } from './flight-faults.ts';
import { flightTopics } from './flight-topics.ts';
import { UlogWriter } from './ulog-writer.ts';

export interface UlogOptions extends Omit<SampleOptions, 'faults'> {
  faults?: readonly (Fault | FlightFault)[];
  /** Software version of the controller as packed by PX4, 0xAABBCCTT; v1.14.3 by default. */
  release?: number;
  /** Whether the log defines its events, as since PX4 1.13. */
  definesEvents?: boolean;
  /** Progress of the log at which faults begin, 0–1, if other than usual. */
  begins?: Partial<Record<FlightFault, number>>;
}

/** The controller was switched on this long before logging began. */
const bootUs = 12_000_000;

/** Progress of the log at which its faults begin, 0–1: they affect more than half of it. */
const faultsFrom = 0.4;

/** A recording of the vehicle's PX4-based motion controller; its clock counts from boot. */
export function sampleUlog(options: UlogOptions = {}): Uint8Array {
  const { faults = [], release = 0x010e03ff, ...rest } = options;
  const resolved = resolveOptions({ ...rest, faults: faults.filter(isFault) });
  const vehicle = createVehicle(resolved.seed, resolved.faults);
  const inFlight = new Set(faults.filter(isFlightFault));
  const writer = new UlogWriter(bootUs);
  writeDefinitions(writer, release, options.definesEvents ?? false);
  const scheduled = flightTopics.map((topic, id) => ({
    hertz: options.hertz?.[topic.name] ?? topic.hertz,
    phase: (id + 1) / (flightTopics.length + 1),
    payload: { topic, id },
  }));
  let logged = 0;
  for (const { at, index, payload } of ticksOf(scheduled, resolved.seconds)) {
    const seconds = resolved.driveOffsetSeconds + at;
    const file = at / resolved.seconds;
    const state = vehicle.at({ seconds, file, drive: seconds / resolved.driveSeconds });
    const has = (fault: FlightFault) =>
      file >= (options.begins?.[fault] ?? faultsFrom) && inFlight.has(fault);
    const fields = payload.topic.fields({ state, vehicle, file, index, has });
    const absurd = vehicle.has('clock-jump') && index === 3;
    const timeUs = absurd ? 1.7e15 : bootUs + Math.round(at * 1e6);
    if (fields) writer.data(payload.id, timeUs, fields);
    if (at < logged) continue;
    logged += 1;
    writer.sync();
    if (vehicle.has('log-errors') && file > 0.2)
      writer.log(3, timeUs, `[sensors] Accel #0 fail: TIMEOUT ${logged}`);
    if (has('log-warnings')) writer.log(4, timeUs, `[ekf2] Resetting the height to ${logged}`);
    if (has('slow-card')) writer.dropout(40 + logged);
    writeOnce(writer, logged, timeUs);
  }
  if (inFlight.has('hard-fault')) {
    writer.infoMultiple('hardfault_plain', 'System fault Occurred on: 2026-03-01-08:01:00\n', false);
    writer.infoMultiple('hardfault_plain', ' Type:Hard Fault running task: wq:nav_and_controllers\n', true);
  }
  return writer.bytes();
}

function writeDefinitions(writer: UlogWriter, release: number, definesEvents: boolean): void {
  writer.flagBits();
  writer.info('sys_name', 'PX4');
  writer.info('ver_hw', 'PX4_FMU_V6X');
  writer.info('ver_sw', 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678');
  writer.info('ver_sw_release', release);
  writer.infoMultiple('boot_console_output', 'sercon: registering CDC/ACM serial driver\n', false);
  writer.infoMultiple('boot_console_output', 'nsh: starting\n', true);
  if (definesEvents) writeEventDefinitions(writer);
  writer.parameter('SYS_AUTOSTART', 4001);
  for (const { name, format } of flightTopics) writer.format(`${name}:uint64_t timestamp;${format}`);
  for (const [id, { name }] of flightTopics.entries()) writer.subscribe(id, 0, name);
}

/** Messages that occur once, in the given second of the log. */
function writeOnce(writer: UlogWriter, second: number, timeUs: number): void {
  if (second === 2) writer.log(6, timeUs, '[logger] Start file log');
  if (second === 3) writer.parameter('MPC_XY_VEL_MAX', 8);
  if (second === 4) writer.taggedLog(5, 2, timeUs, 'camera connected');
}

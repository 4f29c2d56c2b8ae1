import { type Fault, isFault } from '../faults.ts';
import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { ticksOf } from '../schedule.ts';
import { type FlightFault, isFlightFault } from '../ulog/flight-faults.ts';
import { createVehicle } from '../vehicle.ts';
import { dataflashTopics } from './dataflash-topics.ts';
import { DataflashWriter } from './dataflash-writer.ts';

export interface DataflashOptions extends Omit<SampleOptions, 'faults'> {
  faults?: readonly (Fault | FlightFault)[];
  /** Whether a receiver ever knew its position, and therefore the date. */
  hasGps?: boolean;
}

/** The controller was switched on this long before logging began. */
const bootUs = 12_000_000;
/** Progress of the log at which its faults begin, 0–1. */
const faultsFrom = 0.4;
const gpsEpochMs = Date.UTC(1980, 0, 6);
const leapMs = 18_000;

/** Types in addition to `dataflashTopics`, in ArduPilot's numbering. */
const otherTypes: readonly [type: number, name: string, format: string, columns: string][] = [
  [32, 'PARM', 'QNff', 'TimeUS,Name,Value,Default'],
  [33, 'MSG', 'QZ', 'TimeUS,Message'],
  [34, 'MODE', 'QMBB', 'TimeUS,Mode,ModeNum,Rsn'],
  [35, 'EV', 'QB', 'TimeUS,Id'],
  [36, 'ERR', 'QBB', 'TimeUS,Subsys,ECode'],
  [37, 'UNIT', 'QbZ', 'TimeUS,Id,Label'],
  [38, 'MULT', 'Qbd', 'TimeUS,Id,Mult'],
  [39, 'FMTU', 'QBNN', 'TimeUS,FmtType,UnitIds,MultIds'],
];

/** A log of an ArduPilot copter. */
export function sampleDataflash(options: DataflashOptions = {}): Uint8Array {
  const { faults = [], hasGps = true, ...rest } = options;
  const resolved = resolveOptions({ ...rest, faults: faults.filter(isFault) });
  const vehicle = createVehicle(resolved.seed, resolved.faults);
  const inFlight = new Set(faults.filter(isFlightFault));
  const writer = new DataflashWriter();
  writeDefinitions(writer);
  writeStart(writer);
  const topics = dataflashTopics.filter(({ name }) => hasGps || !/^G|^UBX/.test(name));
  const scheduled = topics.map((topic, id) => ({
    hertz: topic.hertz,
    phase: (id + 1) / (topics.length + 1),
    payload: topic,
  }));
  const gpsStartMs = Number(resolved.startNs / 1_000_000n) - gpsEpochMs + leapMs;
  let logged = 0;
  for (const { at, index, payload } of ticksOf(scheduled, resolved.seconds)) {
    const file = at / resolved.seconds;
    const state = vehicle.at({ seconds: at, file, drive: file });
    const has = (fault: FlightFault) => file >= faultsFrom && inFlight.has(fault);
    const timeUs = bootUs + Math.round(at * 1e6);
    const fields = payload.fields({ state, vehicle, index, gpsMs: gpsStartMs + at * 1000, has });
    if (fields) writer.write(payload.name, timeUs, ...fields);
    if (at < logged) continue;
    logged += 1;
    writeOnce(writer, logged, timeUs);
    if (has('failsafe') && logged % 10 === 0) writer.write('ERR', timeUs, 5, 1);
  }
  return writer.bytes();
}

function writeDefinitions(writer: DataflashWriter): void {
  for (const each of otherTypes) writer.define(...each);
  for (const { type, name, format, columns } of dataflashTopics) writer.define(type, name, format, columns);
  for (const [id, label] of Object.entries({ s: 's', v: 'V', '#': 'instance', '%': '%' }))
    writer.write('UNIT', bootUs, id.charCodeAt(0), label);
  for (const [id, multiplier] of Object.entries({ 0: 1, A: 0.1, B: 0.01, C: 1e-3, F: 1e-6, G: 1e-7 }))
    writer.write('MULT', bootUs, id.charCodeAt(0), multiplier);
  for (const { type, units, multipliers } of dataflashTopics)
    writer.write('FMTU', bootUs, type, units, multipliers);
}

function writeStart(writer: DataflashWriter): void {
  writer.write('MSG', bootUs, 'ArduCopter V4.5.1 (a1b2c3d4)');
  writer.write('MSG', bootUs, 'ChibiOS: 6a85082c');
  for (const [index, name] of ['FRAME_CLASS', 'FS_THR_ENABLE', 'WPNAV_SPEED', 'BATT_CAPACITY'].entries())
    writer.write('PARM', bootUs + index, name, index + 1, index + 1);
}

/** Messages that occur once, in the given second of the log. */
function writeOnce(writer: DataflashWriter, second: number, timeUs: number): void {
  if (second === 2) writer.write('EV', timeUs, 10);
  if (second === 3) writer.write('MODE', timeUs, 5, 5, 1);
  if (second === 4) writer.write('PARM', timeUs, 'WPNAV_SPEED', 800, 3);
  if (second === 5) writer.write('MSG', timeUs, 'EKF3 IMU0 is using GPS');
}

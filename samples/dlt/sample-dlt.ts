import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { type Scheduled, ticksOf } from '../schedule.ts';
import { createVehicle } from '../vehicle.ts';
import { type DltPlace, type DltStyle, DltWriter } from './dlt-writer.ts';

/** The ECU was switched on this long before its log begins. */
const bootSeconds = 12;
/** Share of the log after which its faults begin. */
const faultsFrom = 0.5;

type Source = 'navigation' | 'power' | 'network' | 'diagnosis';

const sources: Scheduled<Source>[] = [
  { hertz: 10, phase: 0.1, payload: 'navigation' },
  { hertz: 2, phase: 0.3, payload: 'power' },
  { hertz: 20, phase: 0.5, payload: 'network' },
  { hertz: 1, phase: 0.7, payload: 'diagnosis' },
];

/** The log of the test car's central computer, as stored by the DLT daemon. Its only fault is `log-errors`. */
export function writeSampleDlt(options: SampleOptions & { style?: DltStyle } = {}): DltWriter {
  const { style, ...rest } = options;
  const { seed, startNs, seconds, faults } = resolveOptions(rest);
  const vehicle = createVehicle(seed, faults);
  const writer = new DltWriter({ session: 571, ...style });
  const placeAt = (at: number, app: string, context: string): DltPlace => ({
    timeNs: startNs + BigInt(Math.round(at * 1e6)) * 1000n,
    uptimeSeconds: bootSeconds + at,
    ecu: 'HPC1',
    app,
    context,
  });
  writer.softwareVersion(placeAt(0, 'DA1', 'DC1'), 'HPC1 software 4.2.0');
  for (const { at, index, payload } of ticksOf(sources, seconds)) {
    const share = at / seconds;
    const state = vehicle.at({ seconds: at, file: share, drive: share });
    if (payload === 'navigation') {
      writer.log('info', placeAt(at, 'NAVI', 'POS'), [
        { text: 'position' },
        { float: state.latitude, name: 'latitude', unit: 'deg' },
        { float: state.longitude, name: 'longitude', unit: 'deg' },
      ]);
    } else if (payload === 'power') {
      writer.log('debug', placeAt(at, 'POWR', 'BATT'), [
        { int: Math.round(state.voltage * 1000), bits: 16, name: 'supply', unit: 'mV' },
      ]);
    } else if (payload === 'network') {
      writer.nonVerbose('debug', placeAt(at, 'COM', 'TP'), 1_000 + (index % 3), Buffer.of(index & 0xff));
    } else {
      const place = placeAt(at, 'DIAG', 'DTC');
      if (vehicle.has('log-errors') && share >= faultsFrom)
        writer.log('error', place, [
          { text: 'camera front: no picture for' },
          { int: 100 + index },
          { text: 'ms' },
        ]);
      else writer.log('info', place, [{ text: 'all cameras deliver pictures' }, { bool: true, name: 'ok' }]);
    }
  }
  return writer;
}

export function sampleDlt(options: Parameters<typeof writeSampleDlt>[0] = {}): Uint8Array {
  return writeSampleDlt(options).bytes();
}

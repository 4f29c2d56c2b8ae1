import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { createVehicle } from '../vehicle.ts';
import { type SampleChannel, signalTypes } from './channels.ts';
import {
  type Mdf3Layout,
  plainLayout,
  type SampleGroup,
  type SampleRecord,
  type WrittenMdf3,
  writeMdf3,
} from './mdf3-writer.ts';
import { putValue } from './values.ts';

const time: SampleChannel = {
  name: 'time',
  unit: 's',
  isTime: true,
  type: signalTypes.double,
  at: 0,
  bits: 64,
};

/** What a calibration system measures in the engine's control unit. */
const engine: SampleGroup = {
  name: 'Engine',
  recordBytes: 15,
  channels: [
    time,
    {
      name: 'EngineSpeed\\CCP:1',
      unit: 'rpm',
      type: signalTypes.unsigned,
      at: 64,
      bits: 16,
      conversion: { type: 0, values: [0, 0.25] },
    },
    {
      name: 'CoolantTemperature_of_the_whole_engine\\CCP:1',
      unit: '°C',
      type: signalTypes.unsigned,
      at: 80,
      bits: 8,
      conversion: { type: 0, values: [-40, 1] },
    },
    {
      name: 'Gear\\CCP:1',
      type: signalTypes.unsigned,
      at: 88,
      bits: 4,
      conversion: {
        type: 11,
        texts: [
          [0, 'Neutral'],
          [1, 'First'],
          [2, 'Second'],
        ],
      },
    },
    { name: 'Torque', unit: 'Nm', type: signalTypes.signedBig, at: 96, bits: 16 },
  ],
  triggers: { comment: 'Start button', events: [{ seconds: 0, before: 0, after: 60 }] },
};

/** Figures of the recording computer. */
const recorder: SampleGroup = {
  name: 'Recorder',
  recordBytes: 12,
  channels: [
    time,
    {
      name: 'battery_voltage',
      unit: 'V',
      type: signalTypes.unsigned,
      at: 64,
      bits: 16,
      conversion: { type: 9, values: [0, 0.001, 0, 0, 0, 1] },
    },
    { name: 'cpu_load', unit: '%', type: signalTypes.unsigned, at: 80, bits: 8 },
    { name: 'board_temperature', unit: '°C', type: signalTypes.signed, at: 88, bits: 8 },
  ],
};

const hertz = { engine: 10, recorder: 2 };

/** A recording of a calibration system of before MDF 4: an engine, and the recorder's own health. */
export function sampleMdf3(options: SampleOptions & Partial<Mdf3Layout> = {}): WrittenMdf3 {
  const { startNs, seconds, seed } = resolveOptions({ ...options, faults: [] });
  const layout: Mdf3Layout = { ...plainLayout, ...options };
  const vehicle = createVehicle(seed, []);
  const timed: { at: number; record: SampleRecord }[] = [];
  const add = (group: number, { recordBytes, channels }: SampleGroup, at: number, values: number[]) => {
    const bytes = Buffer.alloc(recordBytes);
    for (const [index, channel] of channels.entries())
      putValue(bytes, channel, values[index] ?? 0, layout.bigEndian);
    timed.push({ at, record: { group, bytes } });
  };
  for (let index = 0; index < seconds * hertz.engine; index += 1) {
    const at = index / hertz.engine;
    const turns = Math.round(4 * (1_600 + 400 * Math.sin(at / 7)));
    add(0, engine, at, [at, turns, 130, index % 3, Math.round(90 * Math.sin(at / 5))]);
  }
  for (let index = 0; index < seconds * hertz.recorder; index += 1) {
    const at = index / hertz.recorder;
    const { voltage, cpu } = vehicle.at({ seconds: at, file: at / seconds, drive: at / seconds });
    const degrees = Math.round(40 + 5 * Math.sin(at / 30));
    add(1, recorder, at, [at, Math.round(voltage * 1000), Math.round(cpu), degrees]);
  }
  timed.sort((a, b) => a.at - b.at);
  return writeMdf3(
    { startNs, groups: [engine, recorder], records: timed.map(({ record }) => record) },
    layout,
  );
}

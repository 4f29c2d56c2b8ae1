import { type CanDriveOptions, canDrive } from '../can/can-drive.ts';
import { isSampleFrame } from '../can/can-event.ts';
import { resolveOptions } from '../sample-options.ts';
import { createVehicle } from '../vehicle.ts';
import { errorGroup, errorRecord, frameGroup, frameRecord, linGroup, linRecord } from './bus-groups.ts';
import { dataTypes, type SampleGroup } from './channels.ts';
import { type Mdf4Layout, type SampleRecord, type WrittenMdf4, writeMdf4 } from './mdf4-writer.ts';

export interface Mdf4Options extends CanDriveOptions, Partial<Mdf4Layout> {
  /** Data bytes of frames separate from the records (variable length); otherwise each record has space for 64. */
  variable?: boolean;
  /** A group of measured channels beside the buses. */
  measured?: boolean;
}

const comment = `<HDcomment><TX/><common_properties><tree name="Device Information">
<e name="firmware version" ro="true">01.07.04</e><e name="serial number" ro="true">A1B2C3D4</e>
</tree></common_properties></HDcomment>`;

/** Half a second between two records. */
const measuredHertz = 2;

/** Seconds, then figures of the recording computer. */
const measuredGroup: SampleGroup = {
  name: 'Logger health',
  recordBytes: 20,
  channels: [
    { name: 'time', unit: 's', kind: 2, dataType: dataTypes.float, at: 0, bits: 64 },
    {
      name: 'battery_voltage',
      unit: 'V',
      dataType: dataTypes.unsigned,
      at: 8,
      bits: 16,
      linear: { factor: 0.001, offset: 0 },
    },
    { name: 'cpu_load', unit: '%', dataType: dataTypes.unsigned, at: 10, bits: 8 },
    { name: 'board_temperature', unit: '°C', dataType: dataTypes.signed, at: 11, bits: 8 },
    { name: 'VehicleSpeed', unit: 'km/h', dataType: dataTypes.float, at: 12, bits: 64 },
  ],
};

/** A recording of a bus logger: CAN frames and errors, a LIN bus, and measurements of the logger itself. */
export function sampleMdf4(options: Mdf4Options = {}): WrittenMdf4 {
  const { startNs, seconds, seed } = resolveOptions({ ...options, faults: [] });
  const frames = frameGroup(options.variable === false ? 64 : 0);
  const lin = linGroup(false);
  const groups = [frames, errorGroup, lin, ...(options.measured === false ? [] : [measuredGroup])];
  const timed: { at: number; record: SampleRecord }[] = [];
  for (const event of canDrive(options)) {
    const at = Number(event.timeNs - startNs) / 1e9;
    if (isSampleFrame(event)) {
      const bytes = frameRecord(frames, event, startNs);
      timed.push({
        at,
        record: { group: 0, bytes, ...(frames.valueAt === undefined ? {} : { value: event.data }) },
      });
    } else {
      const bytes = errorRecord(event.timeNs - startNs, event.bus, event.error);
      if (bytes) timed.push({ at, record: { group: 1, bytes } });
    }
  }
  for (let index = 0; index < seconds * 10; index += 1) {
    const data = Uint8Array.of(index & 0xff, 0x5a, index >> 8);
    const bytes = linRecord(lin, BigInt(index) * 100_000_000n, { bus: 1, id: 0x21 + (index % 3), data });
    timed.push({ at: index / 10, record: { group: 2, bytes } });
  }
  const vehicle = createVehicle(seed, []);
  for (let index = 0; groups.length > 3 && index < seconds * measuredHertz; index += 1) {
    const at = index / measuredHertz;
    const state = vehicle.at({ seconds: at, file: at / seconds, drive: at / seconds });
    const bytes = Buffer.alloc(measuredGroup.recordBytes);
    bytes.writeDoubleLE(at, 0);
    bytes.writeUInt16LE(Math.round(state.voltage * 1000), 8);
    bytes.writeUInt8(Math.round(state.cpu), 10);
    bytes.writeInt8(Math.round(40 + 5 * Math.sin(at / 30)), 11);
    bytes.writeDoubleLE(50 + 20 * Math.sin(at / 10), 12);
    timed.push({ at, record: { group: 3, bytes } });
  }
  timed.sort((a, b) => a.at - b.at);
  const layout: Mdf4Layout = {
    sorted: options.sorted ?? false,
    unfinished: options.unfinished ?? !options.sorted,
    packing: options.packing ?? 'none',
    blockBytes: options.blockBytes ?? 0,
    valuesApart: options.valuesApart ?? false,
  };
  return writeMdf4({ startNs, comment, groups, records: timed.map(({ record }) => record) }, layout);
}

import { type CanDriveOptions, canDrive } from '../can/can-drive.ts';
import { isSampleFrame, type SampleFrame } from '../can/can-event.ts';
import { hexBytes } from '../can/hex.ts';

/** The programs that write tables of CAN frames. */
export type CanCsvWriter = 'savvycan' | 'python-can';

/** The frames of the test car's and truck's buses as a table. */
export function sampleCanCsv(options: CanDriveOptions & { writer?: CanCsvWriter } = {}): Uint8Array {
  return writeCanCsv(
    canDrive(options).filter((event) => isSampleFrame(event)),
    options.writer,
  );
}

export function writeCanCsv(frames: readonly SampleFrame[], writer: CanCsvWriter = 'savvycan'): Uint8Array {
  const lines = writer === 'savvycan' ? savvyCan(frames) : pythonCan(frames);
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

/** GVRET's table: microseconds, and a separator behind the last byte. */
function savvyCan(frames: readonly SampleFrame[]): string[] {
  const rows = frames.map(({ timeNs, id, extended, bus, data }) => {
    const bytes = hexBytes(data, ',');
    const words = id.toString(16).toUpperCase().padStart(8, '0');
    return `${timeNs / 1000n},${words},${extended},Rx,${bus},${data.length},${bytes}${bytes === '' ? '' : ','}`;
  });
  return ['Time Stamp,ID,Extended,Dir,Bus,LEN,D1,D2,D3,D4,D5,D6,D7,D8', ...rows];
}

/** `CSVWriter` of python-can, which does not write the bus. */
function pythonCan(frames: readonly SampleFrame[]): string[] {
  const rows = frames.map(({ timeNs, id, extended, remote, data }) => {
    const seconds = `${timeNs / 1_000_000_000n}.${String(timeNs % 1_000_000_000n)
      .padStart(9, '0')
      .slice(0, 6)}`;
    const base64 = Buffer.from(data).toString('base64');
    return `${seconds},0x${id.toString(16)},${extended ? 1 : 0},${remote ? 1 : 0},0,${data.length},${base64}`;
  });
  return ['timestamp,arbitration_id,extended,remote,error,dlc,data', ...rows];
}

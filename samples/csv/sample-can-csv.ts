import { type CanDriveOptions, canDrive } from '../can/can-drive.ts';
import { isSampleFrame, type SampleFrame } from '../can/can-event.ts';
import { hexBytes } from '../can/hex.ts';
import { lengthCode } from '../can/length-code.ts';

/** The programs that write tables of CAN frames; asammdf by its library, and by its window, which knows the buses. */
export type CanCsvWriter = 'savvycan' | 'python-can' | 'asammdf' | 'asammdf-window';

/** The frames of the test car's and truck's buses as a table. */
export function sampleCanCsv(options: CanDriveOptions & { writer?: CanCsvWriter } = {}): Uint8Array {
  return writeCanCsv(
    canDrive(options).filter((event) => isSampleFrame(event)),
    options.writer,
  );
}

export function writeCanCsv(frames: readonly SampleFrame[], writer: CanCsvWriter = 'savvycan'): Uint8Array {
  const lines = linesOf[writer](frames);
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

const linesOf: Record<CanCsvWriter, (frames: readonly SampleFrame[]) => string[]> = {
  savvycan: savvyCan,
  'python-can': pythonCan,
  asammdf: (frames) => asammdf(frames, false),
  'asammdf-window': (frames) => asammdf(frames, true),
};

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

/** `MDF.export` of asammdf 8.8, of a group of CAN frames: data as arrays as long as the longest, seconds since the first frame. */
function asammdf(frames: readonly SampleFrame[], window: boolean): string[] {
  const [first] = frames;
  const longest = Math.max(...frames.map(({ data }) => data.length));
  const rows = frames.map(({ timeNs, id, extended, bus, data, fd }) => {
    const padded = Buffer.alloc(longest);
    padded.set(data);
    const words = window
      ? [id.toString(16).toUpperCase(), hexBytes(padded, ' ')]
      : [String(id), numPyArray(padded)];
    const seconds = Number(timeNs - (first?.timeNs ?? 0n)) / 1e9;
    const flags = [0, fd ? 1 : 0, fd ? 1 : 0, 0, extended ? 1 : 0];
    return [seconds, bus, ...flags, lengthCode(data.length), data.length, ...words].join();
  });
  const names = ['BusChannel', 'Dir', 'EDL', 'BRS', 'ESI', 'IDE', 'DLC', 'DataLength', 'ID', 'DataBytes'];
  return [['timestamps', ...names.map((name) => `CAN_DataFrame.CAN_DataFrame.${name}`)].join(), ...rows];
}

/** As `str` of an array of NumPy: in lines of at most 75 characters. */
function numPyArray(bytes: Uint8Array): string {
  const width = Math.max(...[...bytes].map((byte) => String(byte).length), 1);
  const perLine = Math.floor(74 / (width + 1));
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += perLine)
    lines.push([...bytes.subarray(at, at + perLine)].map((byte) => String(byte).padStart(width)).join(' '));
  const text = `[${lines.join('\n ')}]`;
  return lines.length > 1 ? `"${text}"` : text;
}

import { fileSignature } from './objects.ts';

export const smallestFileHeader = 72;
/** Size to which every writer pads the header. */
export const usualFileHeader = 144;

export interface BlfHeader {
  size: number;
  /** As the writer set it when it closed the file; smaller than the file, or 0, if it never did. */
  fileSize: number;
  /** Milliseconds since 1970; undefined if the header contains no valid date. Object times count from there. */
  startMs: number | undefined;
  /** The program that wrote the file, if its number is known. */
  program: { name: string; version: string } | undefined;
}

/** Vector's library writes its version there, such as 4,070,100. */
const minApiNumber = 1_000_000;

/** Application numbers of `binlog_objects.h`. */
const programs: Record<number, string> = {
  1: 'CANalyzer',
  2: 'CANoe',
  3: 'CANstress',
  4: 'CANlog',
  5: 'CANape',
  6: 'CANcaseXL log',
  7: 'Vector Logger Configurator',
};

/** Reads the header at `at`, of which `smallestFileHeader` bytes must be available; undefined if there is no header. */
export function readFileHeader(view: DataView, at: number): BlfHeader | undefined {
  if (view.getUint32(at, true) !== fileSignature) return undefined;
  // Writers other than Vector's have another value before it, and their own version in place of the program's.
  const isVector = view.getUint32(at + 8, true) >= minApiNumber;
  const name = isVector ? programs[view.getUint8(at + 12)] : undefined;
  return {
    size: view.getUint32(at + 4, true),
    fileSize: view.getUint32(at + 16, true) + view.getUint32(at + 20, true) * 2 ** 32,
    startMs: systemTime(view, at + 40),
    program: name ? { name, version: `${view.getUint8(at + 14)}.${view.getUint8(at + 15)}` } : undefined,
  };
}

/**
 * SYSTEMTIME of Windows: year, month, day of the week, day, hour, minute, second, millisecond, 16 bits each. It is
 * the recorder's wall clock; its zone is not in the file, so UTC is assumed.
 */
function systemTime(view: DataView, at: number): number | undefined {
  const field = (index: number) => view.getUint16(at + index * 2, true);
  const [year, month, day] = [field(0), field(1), field(3)];
  const [hour, minute, second, millisecond] = [field(4), field(5), field(6), field(7)];
  const possible =
    year >= 1970 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    hour < 24 &&
    minute < 60 &&
    second < 60 &&
    millisecond < 1000;
  return possible ? Date.UTC(year, month - 1, day, hour, minute, second, millisecond) : undefined;
}

import { begins } from '../../bytes/file-head.ts';
import { latin1 } from '../text/ascii.ts';
import { type NamedKind, namedCompanions } from './companion-reader.ts';

/** `AP_Param.h`: the two bytes of `k_EEPROM_magic`, then the revision. */
const storage = begins([0x50, 0x41, 6, 0]);

/** `AP_Terrain.h`, `grid_block`: a bitmap of 56 squares, latitude and longitude in 1e-7°, CRC, version, spacing in metres. */
const blockBytes = 1_821;
const gridVersion = 1;
const mostSpacing = 1_000;
const [mostLatitude, mostLongitude] = [900_000_000, 1_800_000_000];

function isTerrain(head: Uint8Array): boolean {
  if (head.byteLength < blockBytes) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const spacing = view.getUint16(20, true);
  return (
    view.getUint8(7) === 0 &&
    view.getUint16(18, true) === gridVersion &&
    spacing > 0 &&
    spacing <= mostSpacing &&
    Math.abs(view.getInt32(8, true)) <= mostLatitude &&
    Math.abs(view.getInt32(12, true)) <= mostLongitude &&
    // The rest of the block of 2 KiB.
    head.subarray(blockBytes, 2_048).every((byte) => byte === 0)
  );
}

/** `LASTLOG.TXT`: the number of the last log, at most 65,535, and nothing else. */
const isLastNumber = (head: Uint8Array) => head.byteLength <= 7 && /^\d{1,5}\r?\n?$/.test(latin1(head));

const kinds: readonly NamedKind[] = [
  { what: 'the storage of an ArduPilot autopilot', detects: storage },
  { what: 'a map of heights of ArduPilot', detects: isTerrain },
  { what: 'the number of the last log of ArduPilot', detects: isLastNumber },
];
/** What ArduPilot leaves beside its logs: `LASTLOG.TXT`, in a simulation `eeprom.bin`, and `terrain/N47E008.DAT`, which often begins with zeros. */
export const ardupilotFiles = namedCompanions('parameters', kinds);

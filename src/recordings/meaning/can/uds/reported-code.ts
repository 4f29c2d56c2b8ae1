import { typedMeaning } from '../dtc/dtc-meaning.ts';
import { formatDtc, formatDtcWithType } from '../dtc/format-dtc.ts';
import { failureMode, suspectParameterName } from '../j1939/names.ts';

/** ISO 14229-1:2020, annex D.4, DTCFormatIdentifier: SAE J1939-73; all others have the form of SAE J2012-DA. */
const j1939Format = 0x02;

export interface ReportedCode {
  /** `P0301-00` or `SPN 110 FMI 0`. */
  code: string;
  meaning: string;
}

/** The code in three bytes from `data[at]`; undefined for 0, which is padding. `format`: DTCFormatIdentifier, if known. */
export function reportedCode(data: Uint8Array, at: number, format?: number): ReportedCode | undefined {
  const [high, middle, low] = data.subarray(at, at + 3) as unknown as [number, number, number];
  if (high === 0 && middle === 0 && low === 0) return undefined;
  return format === j1939Format ? suspectCode(high, middle, low) : typedCode(high, middle, low);
}

function typedCode(high: number, middle: number, failureType: number): ReportedCode {
  return {
    code: formatDtcWithType(high, middle, failureType),
    meaning: typedMeaning(formatDtc(high, middle), failureType),
  };
}

/** SAE J1939-73, 5.7.1: SPN of 19 bits, least significant byte first, and FMI of 5. */
function suspectCode(low: number, middle: number, last: number): ReportedCode {
  const spn = low | (middle << 8) | ((last >> 5) << 16);
  const fmi = last & 0x1f;
  return {
    code: `SPN ${spn} FMI ${fmi}`,
    meaning: `${suspectParameterName(spn)}, ${failureMode(fmi)}`,
  };
}

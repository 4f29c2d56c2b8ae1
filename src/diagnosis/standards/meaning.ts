import { commonDtcs, dtcRanges } from './dtc-ranges.ts';
import { failureTypes } from './failure-types.ts';
import { failureModes } from './fmi.ts';
import { suspectParameters } from './spn.ts';

/** A trouble code found in recorded text, and what the public standards say of it. */
export interface StandardMeaning {
  /** As workshops write it: `P0301`, `P0301-11`, `SPN 110 FMI 0`. */
  name: string;
  /** What it means; undefined where only the maker knows. */
  meaning: string | undefined;
}

const dtcPattern = /\b([PCBU][0-3][0-9A-F]{3})(?:[-: ]([0-9A-F]{2})\b)?/i;
const j1939Pattern = /\bSPN[ :=]*(\d{1,6})\b[^0-9]{1,12}?FMI[ :=]*(\d{1,2})\b/i;

/** By SAE J2012 and ISO 15031-6 (OBD-II and UDS) or SAE J1939-73; undefined when the text holds no such code. */
export function standardMeaning(text: string): StandardMeaning | undefined {
  return j1939Meaning(text) ?? dtcMeaning(text);
}

function dtcMeaning(text: string): StandardMeaning | undefined {
  const [, found, byte] = dtcPattern.exec(text) ?? [];
  if (!found) return undefined;
  const dtc = found.toUpperCase();
  const subject = commonDtcs[dtc] ?? dtcRanges[dtc.slice(0, 3)] ?? dtcRanges[dtc.slice(0, 2)];
  const failure = byte === undefined ? undefined : failureTypes[Number.parseInt(byte, 16)];
  return {
    name: byte === undefined ? dtc : `${dtc}-${byte.toUpperCase()}`,
    meaning: [subject, failure].filter((part) => part !== undefined).join(': ') || undefined,
  };
}

function j1939Meaning(text: string): StandardMeaning | undefined {
  const [, spn, fmi] = j1939Pattern.exec(text) ?? [];
  if (spn === undefined || fmi === undefined) return undefined;
  const subject = suspectParameters[Number(spn)];
  const failure = failureModes[Number(fmi)];
  return {
    name: `SPN ${Number(spn)} FMI ${Number(fmi)}`,
    meaning: [subject, failure].filter((part) => part !== undefined).join(': ') || undefined,
  };
}

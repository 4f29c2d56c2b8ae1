import { failureMode, firstProprietary, suspectParameterName } from '../j1939/names.ts';
import { typedMeaning } from './dtc-meaning.ts';

/** SAE J2012, 4: codes that ISO and SAE define, so that they mean the same on every vehicle; with a failure type byte if there is one. */
const dtc = /^((?:P[02][0-9A-F]|P3[4-9A-F]|[BCU]0[0-9A-F]|U3[0-9A-F])[0-9A-F]{2})(?:-([0-9A-F]{2}))?$/;
const suspect = /^SPN (\d{1,6}) FMI (\d{1,2})$/;

/** What the standards say of `P0301`, `U0100-87` or `SPN 100 FMI 1`; undefined for what they leave to manufacturers, and for all else. */
export function standardText(code: string): string | undefined {
  const [, base, type = '00'] = dtc.exec(code) ?? [];
  if (base !== undefined) return typedMeaning(base, Number.parseInt(type, 16));
  const [, spn, fmi] = suspect.exec(code) ?? [];
  if (spn === undefined || Number(spn) >= firstProprietary) return undefined;
  return `${suspectParameterName(Number(spn))}, ${failureMode(Number(fmi))}`;
}

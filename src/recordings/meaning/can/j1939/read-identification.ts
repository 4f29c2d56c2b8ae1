import { isVin } from '../../../../domain/vin.ts';
import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import { asciiText, type CanMessage } from '../can-message.ts';
import { pgns } from './parameter-group.ts';

export function isIdentification(pgn: number): boolean {
  return (
    pgn === pgns.vehicleIdentification ||
    pgn === pgns.softwareIdentification ||
    pgn === pgns.componentIdentification ||
    pgn === pgns.ecuIdentification ||
    pgn === pgns.calibration
  );
}

/** SAE J1939-71, component identification: `make*model*serial number*unit*`. */
const componentFields = ['make', 'model', 'serial number', 'unit number'];
/** ECU identification: `part number*serial number*location*type*manufacturer*`. */
const ecuFields = ['part number', 'serial number', 'location', 'type', 'manufacturer'].map(
  (field) => `controller ${field}`,
);

/** Interprets messages that name the vehicle, a component or its software; their fields end in asterisks. */
export function readIdentification(
  message: CanMessage,
  pgn: number,
  component: string,
  findings: IdentifyingFindings,
): void {
  const { data, start, length } = message;
  const bytes = data.subarray(start, start + length);
  const report = (names: string[]) => {
    const fields = fieldsOf(bytes);
    for (const [index, name] of names.entries())
      findings.version(`${component} ${name}`, fields[index] ?? '');
  };
  switch (pgn) {
    case pgns.vehicleIdentification: {
      const [vin] = fieldsOf(bytes);
      if (vin !== undefined && isVin(vin)) findings.version('vin', vin);
      return;
    }
    case pgns.calibration:
      reportCalibrations(bytes, component, findings);
      return;
    case pgns.componentIdentification:
      report(componentFields);
      return;
    case pgns.ecuIdentification:
      report(ecuFields);
      return;
    case pgns.softwareIdentification: {
      // The number of fields comes first.
      const software = fieldsOf(bytes.subarray(1)).filter((field) => field !== '');
      if (software.length > 0) findings.version(`${component} software`, software.join(' '));
    }
  }
}

/** SAE J1939-73, 5.7.19, DM19: a verification number, least significant byte first, and an identification text. */
const numberBytes = 4;
const calibrationBytes = 20;

function reportCalibrations(bytes: Uint8Array, component: string, findings: IdentifyingFindings): void {
  for (let at = 0, index = 1; at + calibrationBytes <= bytes.length; at += calibrationBytes, index += 1) {
    const suffix = index === 1 ? '' : ` ${index}`;
    const number = Buffer.from(bytes.subarray(at, at + numberBytes))
      .reverse()
      .toString('hex')
      .toUpperCase();
    const text = asciiText(bytes.subarray(at + numberBytes, at + calibrationBytes));
    if (text === '') continue;
    findings.version(`${component} calibration id${suffix}`, text);
    findings.version(`${component} calibration verification number${suffix}`, number);
  }
}

const asterisk = 0x2a;
const maxFields = 16;

function fieldsOf(bytes: Uint8Array): string[] {
  const fields: string[] = [];
  let from = 0;
  while (from < bytes.length && fields.length < maxFields) {
    const end = bytes.indexOf(asterisk, from);
    fields.push(asciiText(bytes.subarray(from, end < 0 ? bytes.length : end)));
    if (end < 0) break;
    from = end + 1;
  }
  return fields;
}

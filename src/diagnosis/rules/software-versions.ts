import type { SoftwareVersion } from '../../recordings/summary/file-summary.ts';

/** Versions of the recording software, which differ between the recorders of one vehicle. */
const recorder =
  /^(recorder|profile|parquet writer|can(oe|alyzer|stress|log|ape|casexl log)(\/.*)?|vector logger configurator)$/i;

/** Versions that identify the vehicle or device rather than its software. */
const identity =
  /^(vin|system|system_uuid|mcu|airframe|mavlink_type|serial_number|device|device_(type|id)|board|dongle|car)$|\b(serial number|unit number|part number|make|model|model version|name|supplier|controller (location|type|manufacturer)|OBD protocol)$|hardware( number| version)?$|hardware_subtype$/i;

export function isVehicleSoftware({ component }: Pick<SoftwareVersion, 'component'>): boolean {
  return !recorder.test(component) && !identity.test(component);
}

/** Which versions seen in one batch can be compared: a recorder only with others of the same product. */
export function comparedAs({ component, version }: SoftwareVersion): string {
  return recorder.test(component) ? `${component} ${version.replace(/[\s\d].*$/s, '')}` : component;
}

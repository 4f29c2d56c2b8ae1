import type { SoftwareVersion } from '../../recordings/summary/file-summary.ts';

/** What recorded, which differs between the recorders of one vehicle. */
const recorder =
  /^(recorder|profile|can(oe|alyzer|stress|log|ape|casexl log)(\/.*)?|vector logger configurator)$/i;

/** What says which vehicle or device it is, and not which software it has. */
const identity =
  /^(vin|system|system_uuid|mcu|airframe|mavlink_type|serial_number|device_(type|id))$|\b(serial number|unit number|part number|make|model|name|supplier)$|hardware( number| version)?$|hardware_subtype$/i;

export function isVehicleSoftware({ component }: Pick<SoftwareVersion, 'component'>): boolean {
  return !recorder.test(component) && !identity.test(component);
}

/** What of versions seen in one batch can be compared: recorders are, with others of the same product. */
export function comparedAs({ component, version }: SoftwareVersion): string {
  return recorder.test(component) ? `${component} ${version.replace(/[\s\d].*$/s, '')}` : component;
}

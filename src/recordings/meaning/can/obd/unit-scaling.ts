/** A unit and scaling identifier of mode 06. */
export interface UnitScaling {
  factor: number;
  offset: number;
  unit: string;
}

type Row = [id: number, factor: number, unit: string, offset?: number];

/** SAE J1979, appendix E. From 0x80 on the raw value is signed (two's complement). */
const rows: Row[] = [
  [0x01, 1, ''],
  [0x02, 0.1, ''],
  [0x03, 0.01, ''],
  [0x04, 0.001, ''],
  [0x05, 1 / 32_768, ''],
  [0x06, 1 / 3_276.8, ''],
  [0x07, 0.25, 'rpm'],
  [0x08, 0.01, 'km/h'],
  [0x09, 1, 'km/h'],
  [0x0a, 0.000_122, 'V'],
  [0x0b, 0.001, 'V'],
  [0x0c, 0.01, 'V'],
  [0x0d, 0.003_906_25, 'mA'],
  [0x0e, 0.001, 'A'],
  [0x0f, 0.01, 'A'],
  [0x10, 0.001, 's'],
  [0x11, 0.1, 's'],
  [0x12, 1, 's'],
  [0x13, 0.001, 'Ω'],
  [0x14, 1, 'Ω'],
  [0x15, 1_000, 'Ω'],
  [0x16, 0.1, '°C', -40],
  [0x17, 0.01, 'kPa'],
  [0x18, 0.0117, 'kPa'],
  [0x19, 0.079, 'kPa'],
  [0x1a, 1, 'kPa'],
  [0x1b, 10, 'kPa'],
  [0x1c, 0.01, '°'],
  [0x1d, 0.5, '°'],
  [0x1e, 1 / 32_768, ''],
  [0x1f, 0.05, ''],
  [0x20, 1 / 256, ''],
  [0x21, 0.001, 'Hz'],
  [0x22, 1, 'Hz'],
  [0x23, 1_000, 'Hz'],
  [0x24, 1, 'counts'],
  [0x25, 1, 'km'],
  [0x26, 0.1, 'V/s'],
  [0x27, 0.01, 'g/s'],
  [0x28, 1, 'g/s'],
  [0x29, 0.25, 'Pa/s'],
  [0x2a, 0.001, 'kg/h'],
  [0x2b, 1, 'switches'],
  [0x2c, 0.01, 'g/cylinder'],
  [0x2d, 0.01, 'mg/stroke'],
  [0x2f, 0.01, '%'],
  [0x30, 0.001_526, '%'],
  [0x31, 0.001, 'L'],
  [0x34, 1, 'min'],
  [0x35, 0.01, 's'],
  [0x36, 0.01, 'g'],
  [0x37, 0.1, 'g'],
  [0x38, 1, 'g'],
  [0x39, 0.01, '%', -327.68],
  [0x81, 1, ''],
  [0x82, 0.1, ''],
  [0x83, 0.01, ''],
  [0x84, 0.001, ''],
  [0x85, 1 / 32_768, ''],
  [0x86, 1 / 3_276.8, ''],
  [0x8a, 0.000_122, 'V'],
  [0x8b, 0.001, 'V'],
  [0x8c, 0.01, 'V'],
  [0x8d, 0.003_906_25, 'mA'],
  [0x8e, 0.001, 'A'],
  [0x90, 0.001, 's'],
  [0x96, 0.1, '°C'],
  [0x99, 0.1, 'kPa'],
  [0x9c, 0.01, '°'],
  [0x9d, 0.5, '°'],
  [0xa8, 1, 'g/s'],
  [0xa9, 0.25, 'Pa/s'],
  [0xaf, 0.01, '%'],
  [0xb0, 0.003_052, '%'],
  [0xfd, 0.001, 'kPa'],
  [0xfe, 0.25, 'Pa'],
];

const scalings = new Map(
  rows.map(([id, factor, unit, offset = 0]): [number, UnitScaling] => [id, { factor, offset, unit }]),
);

/** Undefined for reserved and rare ones: their raw values are compared. */
export function unitScaling(id: number): UnitScaling | undefined {
  return scalings.get(id);
}

export function isSignedScaling(id: number): boolean {
  return id >= 0x80;
}

/** The heading of a column, taken apart. */
export interface ColumnName {
  /** As written, without the unit in brackets. */
  name: string;
  /** Empty if the heading has none. */
  unit: string;
}

/** `speed [m/s]`, `Time (s)`: what is in brackets at the end is a unit if it consists of what units consist of. */
const bracketed = /^(.*\S)\s*(?:\[([^[\]]{1,20})\]|\(([^()]{1,20})\))$/;
const unitText = /^(?=.*[\p{L}%°‰])[\p{L}\d%°‰µ²³⁻¹/·*^._ -]+$/u;
/** An axis or an index in brackets says which one it is, not in which unit. */
const notUnits = /^(?:[xyz]|raw|old|new|left|right|front|rear|avg|min\.|max|mean)$/i;

/** Units that names end with, where they can mean nothing else. */
const endings: [RegExp, string][] = [
  [/_(?:kmh|km_h|kph)$/i, 'km/h'],
  [/_(?:mps|m_s)$/i, 'm/s'],
  [/_mph$/i, 'mph'],
  [/_rpm$/i, 'rpm'],
  [/_(?:deg_?c|celsius)$/i, 'degC'],
  [/_deg_?f$/i, 'degF'],
  [/_(?:percent|pct)$/i, '%'],
  [/_volts?$/i, 'V'],
  [/_(?:mv|millivolts?)$/i, 'mV'],
];

export function columnName(heading: string): ColumnName {
  const whole = heading.trim();
  const [, name, square, round] = bracketed.exec(whole) ?? [];
  const unit = (square ?? round ?? '').trim();
  if (name !== undefined && unitText.test(unit) && !notUnits.test(unit)) return { name, unit };
  return { name: whole, unit: endings.find(([ending]) => ending.test(whole))?.[1] ?? '' };
}

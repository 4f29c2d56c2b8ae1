/** CiA 301, 7.2.7.1, "Emergency error codes": by the first two digits, or else by the first. */
const names: Readonly<Record<string, string>> = {
  '10': 'generic error',
  '20': 'current',
  '21': 'current at the input',
  '22': 'current inside the device',
  '23': 'current at the output',
  '30': 'voltage',
  '31': 'voltage of the mains',
  '32': 'voltage inside the device',
  '33': 'voltage at the output',
  '40': 'temperature',
  '41': 'temperature around',
  '42': 'temperature of the device',
  '50': 'hardware of the device',
  '60': 'software of the device',
  '61': 'internal software',
  '62': 'user software',
  '63': 'parameters',
  '70': 'additional modules',
  '80': 'monitoring',
  '81': 'communication',
  '82': 'protocol',
  '90': 'external error',
  F0: 'additional functions',
  FF: 'device specific',
};

/** What an emergency is about; undefined if the standard reserves its code. */
export function emergencyName(code: number): string | undefined {
  const digits = code.toString(16).toUpperCase().padStart(4, '0');
  return names[digits.slice(0, 2)] ?? names[`${digits[0]}0`];
}

/** Meanings of common codes (SAE J2012-DA), in our own words; others are described by their group. */
const known: Record<string, string> = {
  P0087: 'fuel rail pressure too low',
  P0088: 'fuel rail pressure too high',
  P0100: 'mass air flow circuit',
  P0101: 'mass air flow implausible',
  P0102: 'mass air flow signal low',
  P0103: 'mass air flow signal high',
  P0106: 'intake manifold pressure implausible',
  P0113: 'intake air temperature signal high',
  P0115: 'engine coolant temperature circuit',
  P0117: 'engine coolant temperature signal low',
  P0118: 'engine coolant temperature signal high',
  P0128: 'coolant stays below the thermostat temperature',
  P0130: 'oxygen sensor circuit, bank 1 sensor 1',
  P0133: 'oxygen sensor slow, bank 1 sensor 1',
  P0171: 'mixture too lean, bank 1',
  P0172: 'mixture too rich, bank 1',
  P0174: 'mixture too lean, bank 2',
  P0175: 'mixture too rich, bank 2',
  P0217: 'engine too hot',
  P0234: 'turbocharger boost too high',
  P0299: 'turbocharger boost too low',
  P0300: 'misfire in several cylinders',
  P0325: 'knock sensor circuit',
  P0335: 'crankshaft position sensor circuit',
  P0340: 'camshaft position sensor circuit',
  P0401: 'exhaust gas recirculation flow too low',
  P0402: 'exhaust gas recirculation flow too high',
  P0420: 'catalyst efficiency too low, bank 1',
  P0430: 'catalyst efficiency too low, bank 2',
  P0440: 'evaporative emission system',
  P0442: 'small leak in the evaporative emission system',
  P0455: 'large leak in the evaporative emission system',
  P0500: 'vehicle speed sensor',
  P0505: 'idle control',
  P0520: 'engine oil pressure sensor circuit',
  P0524: 'engine oil pressure too low',
  P0560: 'system voltage',
  P0562: 'system voltage too low',
  P0563: 'system voltage too high',
  P0601: 'control module memory checksum',
  P0605: 'control module read-only memory',
  P0606: 'control module processor',
  P0700: 'transmission control has a fault',
  P0715: 'transmission input speed sensor circuit',
  P0A0F: 'engine failed to start (hybrid)',
  P0A80: 'replace the hybrid battery pack',
  P0AA6: 'high-voltage isolation fault',
  P2002: 'particulate filter efficiency too low',
  P20EE: 'NOx catalyst efficiency too low',
  P2463: 'particulate filter full of soot',
  U0001: 'high-speed CAN bus',
  U0073: 'control module bus off',
  U0100: 'no communication with the engine control module',
  U0101: 'no communication with the transmission control module',
  U0121: 'no communication with the anti-lock brake module',
  U0126: 'no communication with the steering angle sensor',
  U0131: 'no communication with the power steering module',
  U0140: 'no communication with the body control module',
  U0146: 'no communication with the gateway',
  U0151: 'no communication with the restraint module',
  U0155: 'no communication with the instrument cluster',
  U3000: 'control module',
  U3003: 'battery voltage at the control module',
  U0401: 'implausible data from the engine control module',
};

/** SAE J2012-DA, groups of codes; matched by the longest prefix. */
const groups: Record<string, string> = {
  P00: 'fuel, air or emission control',
  P01: 'fuel or air metering',
  P02: 'fuel or air metering, injector circuit',
  P03: 'ignition or misfire',
  P04: 'auxiliary emission control',
  P05: 'vehicle speed, idle control or auxiliary input',
  P06: 'control module or output circuit',
  P07: 'transmission',
  P08: 'transmission',
  P09: 'transmission',
  P0A: 'hybrid or electric drive',
  P0B: 'hybrid or electric drive',
  P0C: 'hybrid or electric drive',
  P0D: 'hybrid or electric drive',
  P0E: 'hybrid or electric drive',
  P0F: 'hybrid or electric drive',
  P1: 'powertrain, defined by the manufacturer',
  P2: 'powertrain',
  P30: 'powertrain, defined by the manufacturer',
  P31: 'powertrain, defined by the manufacturer',
  P32: 'powertrain, defined by the manufacturer',
  P33: 'powertrain, defined by the manufacturer',
  P3: 'powertrain',
  P: 'powertrain',
  C0: 'chassis',
  C3: 'chassis, reserved',
  C: 'chassis, defined by the manufacturer',
  B0: 'body',
  B3: 'body, reserved',
  B: 'body, defined by the manufacturer',
  U00: 'network, electrical',
  U01: 'no communication with a control module',
  U02: 'no communication with a control module',
  U03: 'software of control modules does not match',
  U04: 'implausible data from a control module',
  U05: 'implausible data from a control module',
  U0: 'network',
  U3: 'control module and its supply',
  U: 'network, defined by the manufacturer',
};

/** The meaning of a code such as `P0301`, as far as the standard defines it. */
export function dtcMeaning(code: string): string {
  const meaning = known[code];
  if (meaning) return meaning;
  const cylinder = /^P03(0[1-9]|1[0-2])$/.exec(code)?.[1];
  if (cylinder) return `misfire in cylinder ${Number(cylinder)}`;
  for (let length = 3; length > 0; length -= 1) {
    const group = groups[code.slice(0, length)];
    if (group) return group;
  }
  return 'unknown group';
}

/**
 * SAE J2012-DA, failure type bytes, in our own words; that of the family (upper four bits) if the type is not listed.
 */
const failureTypes: Record<number, string> = {
  17: 'short to ground',
  18: 'short to battery',
  19: 'open circuit',
  20: 'short to ground or open circuit',
  21: 'short to battery or open circuit',
  22: 'voltage below threshold',
  23: 'voltage above threshold',
  24: 'current below threshold',
  25: 'current above threshold',
  26: 'resistance below threshold',
  27: 'resistance above threshold',
  28: 'voltage out of range',
  29: 'current out of range',
  30: 'resistance out of range',
  31: 'intermittent circuit',
  41: 'signal invalid',
  49: 'no signal',
  65: 'checksum failure',
  66: 'memory failure',
  68: 'data memory failure',
  69: 'program memory failure',
  70: 'parameter memory failure',
  71: 'watchdog failure',
  73: 'internal electronic failure',
  75: 'over temperature',
  81: 'not programmed',
  84: 'calibration missing',
  85: 'not configured',
  98: 'signals do not match',
  100: 'signal implausible',
  113: 'actuator stuck',
  129: 'invalid data received',
  130: 'message counter wrong',
  131: 'message protection value wrong',
  134: 'invalid signal received',
  135: 'message missing',
  136: 'bus off',
  146: 'incorrect operation',
  150: 'internal failure of the component',
  152: 'component over temperature',
};

const failureFamilies: Record<number, string> = {
  1: 'electrical failure',
  2: 'signal amplitude or frequency',
  3: 'signal shape or timing',
  4: 'internal failure of the control module',
  5: 'programming failure',
  6: 'algorithm-based failure',
  7: 'mechanical failure',
  8: 'bus signal or message failure',
  9: 'component failure',
};

/**
 * Empty for 0x00 (no further information) and for what the manufacturer defines. 0x01 to 0x09 name the families as
 * such.
 */
export function failureTypeMeaning(failureType: number): string {
  const family = failureType < 0x10 ? failureType : failureType >> 4;
  return failureTypes[failureType] ?? failureFamilies[family] ?? '';
}

/** The meaning of a code with its failure type byte, such as `U0100-87`. */
export function typedMeaning(code: string, failureType: number): string {
  const [meaning, type] = [dtcMeaning(code), failureTypeMeaning(failureType)];
  return type === '' ? meaning : `${meaning}, ${type}`;
}

/** SAE J1939-21, 5.2: the content of a 29-bit identifier. */
export interface ParameterGroup {
  priority: number;
  /** Parameter group number, 18 bits; of a PDU1 group (format below 240) without the destination. */
  pgn: number;
  source: number;
  /** 255, the global address, for PDU2 groups. */
  destination: number;
}

/** SAE J1939-81: the global address. */
export const globalAddress = 0xff;

export function parameterGroup(id: number): ParameterGroup {
  const format = (id >> 16) & 0xff;
  const specific = (id >> 8) & 0xff;
  const pages = (id >> 8) & 0x3_0000;
  return {
    priority: id >> 26,
    pgn: pages | (format << 8) | (format < 240 ? 0 : specific),
    source: id & 0xff,
    destination: format < 240 ? specific : globalAddress,
  };
}

/** The 29-bit identifier of a group; its default priority is 6. */
export function identifierOf(pgn: number, source: number, destination: number, priority = 6): number {
  const specific = ((pgn >> 8) & 0xff) < 240 ? destination : pgn & 0xff;
  return priority * 2 ** 26 + ((pgn & 0x3_ff00) << 8) + (specific << 8) + source;
}

/** Parameter groups of which more than figures is read. */
export const pgns = {
  request: 0xea00,
  acknowledgement: 0xe800,
  addressClaimed: 0xee00,
  dataTransfer: 0xeb00,
  connectionManagement: 0xec00,
  fdConnectionManagement: 0x4d00,
  fdDataTransfer: 0x4e00,
  calibration: 0xd300,
  ecuIdentification: 0xfdc5,
  softwareIdentification: 0xfeda,
  componentIdentification: 0xfeeb,
  vehicleIdentification: 0xfeec,
} as const;

/** SAE J1939 digital annex: addresses of the first instance of common functions. */
const addressNames: Record<number, string> = {
  0: 'engine',
  1: 'second engine',
  3: 'transmission',
  11: 'brakes',
  15: 'engine retarder',
  16: 'driveline retarder',
  17: 'cruise control',
  19: 'steering',
  23: 'instrument cluster',
  33: 'body controller',
  39: 'management computer',
  49: 'cab controller',
  61: 'exhaust emission controller',
  249: 'service tool',
};

/** `ECU 0x00 (engine)`. */
export function ecuName(source: number): string {
  const address = `ECU 0x${source.toString(16).toUpperCase().padStart(2, '0')}`;
  const name = addressNames[source];
  return name ? `${address} (${name})` : address;
}

/**
 * Registered at <https://www.tcpdump.org/linktypes.html>; 12 and 14 are what some systems call raw IP themselves, and
 * older programs write into files.
 */
export const linkTypes = {
  bsdLoopback: 0,
  ethernet: 1,
  rawIpOfSystem: 12,
  rawIpOfOpenBsd: 14,
  rawIp: 101,
  openBsdLoopback: 108,
  linuxCooked: 113,
  socketCan: 227,
  ipv4: 228,
  ipv6: 229,
  linuxCooked2: 276,
} as const;

/** Names of link types of which all packets, or all that are not IP, are only counted. */
const names: Record<number, string> = {
  0: 'BSD loopback',
  9: 'PPP',
  105: 'IEEE 802.11',
  108: 'OpenBSD loopback',
  127: 'IEEE 802.11 with radiotap',
  190: 'CAN 2.0b of the former Linux',
  195: 'IEEE 802.15.4',
  201: 'Bluetooth HCI',
  209: 'I2C',
  210: 'FlexRay',
  211: 'MOST',
  212: 'LIN',
  220: 'USB',
  251: 'Bluetooth LE',
};

const readTypes: ReadonlySet<number> = new Set(Object.values(linkTypes));

export function isRead(linkType: number): boolean {
  return readTypes.has(linkType);
}

export function linkTypeName(linkType: number): string {
  const name = names[linkType];
  return name === undefined ? `link type ${linkType}` : `link type ${linkType} (${name})`;
}

/** Packet headers, built from the inside out. Checksums are left 0, as with network cards that compute them. */

export interface Endpoint {
  /** Last number of an address in 10.0.0.0/24. */
  host: number;
  port: number;
}

export interface EthernetOptions {
  vlan?: number;
  ipv6?: boolean;
}

export function udpFrame(
  from: Endpoint,
  to: Endpoint,
  payload: Uint8Array,
  options: EthernetOptions = {},
): Uint8Array {
  return ethernetFrame(ipPacket(17, from, to, udp(from, to, payload), options), options);
}

/** A segment of TCP at the sequence number `sequence`; `begins` is SYN. */
export function tcpFrame(
  from: Endpoint,
  to: Endpoint,
  segment: { sequence: number; payload: Uint8Array; begins?: boolean },
  options: EthernetOptions = {},
): Uint8Array {
  return ethernetFrame(ipPacket(6, from, to, tcp(from, to, segment), options), options);
}

export function ethernetFrame(packet: Uint8Array, { vlan, ipv6 = false }: EthernetOptions = {}): Uint8Array {
  const addresses = Buffer.from('02000000000102000000000a', 'hex');
  const tag = vlan === undefined ? Buffer.of() : Buffer.of(0x81, 0x00, vlan >> 8, vlan & 0xff);
  return Buffer.concat([addresses, tag, ipv6 ? Buffer.of(0x86, 0xdd) : Buffer.of(0x08, 0x00), packet]);
}

export function ipPacket(
  protocol: number,
  from: Endpoint,
  to: Endpoint,
  payload: Uint8Array,
  { ipv6 = false }: EthernetOptions = {},
): Uint8Array {
  if (ipv6) {
    const header = Buffer.alloc(40);
    header.writeUInt32BE(0x6000_0000, 0);
    header.writeUInt16BE(payload.byteLength, 4);
    header.set([protocol, 64], 6);
    header.set([0xfd, 0], 8);
    header[23] = from.host;
    header.set([0xfd, 0], 24);
    header[39] = to.host;
    return Buffer.concat([header, payload]);
  }
  const header = Buffer.alloc(20);
  header[0] = 0x45;
  header.writeUInt16BE(20 + payload.byteLength, 2);
  header.set([64, protocol], 8);
  header.set([10, 0, 0, from.host], 12);
  header.set([10, 0, 0, to.host], 16);
  return Buffer.concat([header, payload]);
}

function udp(from: Endpoint, to: Endpoint, payload: Uint8Array): Uint8Array {
  const header = Buffer.alloc(8);
  header.writeUInt16BE(from.port, 0);
  header.writeUInt16BE(to.port, 2);
  header.writeUInt16BE(8 + payload.byteLength, 4);
  return Buffer.concat([header, payload]);
}

function tcp(
  from: Endpoint,
  to: Endpoint,
  { sequence, payload, begins = false }: { sequence: number; payload: Uint8Array; begins?: boolean },
): Uint8Array {
  const header = Buffer.alloc(20);
  header.writeUInt16BE(from.port, 0);
  header.writeUInt16BE(to.port, 2);
  header.writeUInt32BE(sequence >>> 0, 4);
  header.set([0x50, begins ? 0x02 : 0x18], 12);
  return Buffer.concat([header, payload]);
}

/** ISO 13400-2, "generic DoIP header". */
export function doip(type: number, content: ArrayLike<number>): Uint8Array {
  const header = Buffer.alloc(8);
  header.set([0x02, 0xfd], 0);
  header.writeUInt16BE(type, 2);
  header.writeUInt32BE(content.length, 4);
  return Buffer.concat([header, Uint8Array.from(content)]);
}

/** ASAM MCD-1 XCP 1.5, transport layer Ethernet: length and counter before a packet. */
export function xcp(counter: number, packet: ArrayLike<number>): Uint8Array {
  const header = Buffer.alloc(4);
  header.writeUInt16LE(packet.length, 0);
  header.writeUInt16LE(counter, 2);
  return Buffer.concat([header, Uint8Array.from(packet)]);
}

/** A diagnostic message from one logical address to another. */
export function doipDiagnostic(source: number, target: number, uds: ArrayLike<number>): Uint8Array {
  return doip(0x8001, [source >> 8, source & 0xff, target >> 8, target & 0xff, ...Array.from(uds)]);
}

export interface SomeIpHead {
  service: number;
  method: number;
  session?: number;
  /** 0 request, 2 notification, 0x80 response, 0x81 error. */
  type: number;
  returnCode?: number;
}

export function someIp(
  { service, method, session = 1, type, returnCode = 0 }: SomeIpHead,
  payload: Uint8Array = new Uint8Array(),
): Uint8Array {
  const header = Buffer.alloc(16);
  header.writeUInt16BE(service, 0);
  header.writeUInt16BE(method, 2);
  header.writeUInt32BE(8 + payload.byteLength, 4);
  header.writeUInt16BE(0x0101, 8);
  header.writeUInt16BE(session & 0xffff, 10);
  header.set([1, 1, type, returnCode], 12);
  return Buffer.concat([header, payload]);
}

/** An entry of service discovery; a time to live of 0 withdraws an offer and refuses a subscription. */
export function serviceDiscovery(
  entries: { type: number; service: number; instance: number; timeToLive: number; group?: number }[],
): Uint8Array {
  const bytes = entries.map(({ type, service, instance, timeToLive, group = 0 }) => {
    const entry = Buffer.alloc(16);
    entry[0] = type;
    entry.writeUInt16BE(service, 4);
    entry.writeUInt16BE(instance, 6);
    entry.writeUInt32BE(0x0100_0000 + timeToLive, 8);
    entry.writeUInt16BE(group, 14);
    return entry;
  });
  const head = Buffer.alloc(8);
  head[0] = 0xc0;
  head.writeUInt32BE(16 * entries.length, 4);
  const payload = Buffer.concat([head, ...bytes, Buffer.alloc(4)]);
  return someIp({ service: 0xffff, method: 0x8100, type: 2 }, payload);
}

/** A frame in SocketCAN's format (linux/can.h); `littleEndian` if a program did not swap the identifier. */
export function socketCanFrame(
  frame: { id: number; extended: boolean; data: Uint8Array; fd?: boolean; remote?: boolean },
  littleEndian = false,
): Uint8Array {
  const id = (frame.id | (frame.extended ? 0x8000_0000 : 0) | (frame.remote ? 0x4000_0000 : 0)) >>> 0;
  const header = Buffer.alloc(8);
  if (littleEndian) header.writeUInt32LE(id, 0);
  else header.writeUInt32BE(id, 0);
  header.set([frame.data.length, frame.fd ? 0x05 : 0], 4);
  return Buffer.concat([header, frame.remote ? Buffer.of() : frame.data]);
}

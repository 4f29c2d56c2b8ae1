import type { TopicTracker } from '../../summary/topic-tracker.ts';
import { hex } from '../can/can-message.ts';
import { DltPackets, dltPort } from './dlt-packets.ts';
import { DoipMessages, doipPort } from './doip-messages.ts';
import type { NetworkFindings } from './network-findings.ts';
import { fills, type NetworkPayload, type NetworkProtocol, readMessages, within } from './network-payload.ts';
import { SomeIpMessages } from './some-ip-messages.ts';
import { TcpStreams } from './tcp-streams.ts';
import { TopicTable } from './topic-table.ts';
import { XcpMessages } from './xcp-messages.ts';

/** IEEE 802 protocol numbers (EtherTypes). */
export const etherTypes = { ipv4: 0x0800, ipv6: 0x86dd, can: 0x000c, canFd: 0x000d, canXl: 0x000e } as const;
const vlanTags = new Set([0x8100, 0x88a8, 0x9100]);
const firstEtherType = 0x0600;
const etherTypeNames: Record<number, string> = {
  2054: 'ARP',
  8944: 'AVTP',
  34984: 'VLAN',
  35020: 'LLDP',
  35063: 'PTP',
};

/** Numbers of IP protocols, and the IPv6 extension headers that lead to them. */
const protocols = { tcp: 6, udp: 17 } as const;
const protocolNames: Record<number, string> = { 1: 'ICMP', 2: 'IGMP', 47: 'GRE', 50: 'ESP', 58: 'ICMPv6' };
const extensions = new Set([0, 43, 60, 135]);
const fragmentHeader = 44;
const maxExtensions = 8;

const syn = 0x02;

/** A port is a number of 16 bits; UDP and TCP have one each. */
const transports = ['UDP', 'TCP'] as const;
type Transport = (typeof transports)[number];

/**
 * Counts packets by protocol and port, and reads DoIP, SOME/IP, DLT and XCP in them. Each packet is counted once; the messages
 * in it have topics of their own besides.
 */
export class NetworkPackets {
  readonly #byPort: Record<Transport, TopicTable>;
  readonly #byType: TopicTable;
  readonly #byProtocol: TopicTable;
  readonly #doip: DoipMessages;
  readonly #dlt: DltPackets;
  readonly #someIp: SomeIpMessages;
  readonly #xcp: XcpMessages;
  readonly #streams = new TcpStreams();
  /** TCP connections that carry SOME/IP, by the port of the server. */
  readonly #someIpPorts = new Set<number>();

  constructor(findings: NetworkFindings) {
    const table = (type: string) =>
      new TopicTable((key) => findings.topic(key), { name: `other ${type}`, type, encoding: 'ip' });
    this.#byPort = { UDP: table('UDP'), TCP: table('TCP') };
    this.#byType = table('Ethernet');
    this.#byProtocol = table('IP');
    this.#doip = new DoipMessages(findings);
    this.#dlt = new DltPackets(findings);
    this.#someIp = new SomeIpMessages(findings);
    this.#xcp = new XcpMessages(findings);
  }

  /** A frame of Ethernet II, from its destination address on, without a checksum. */
  ethernet(packet: NetworkPayload): void {
    const { view, start, end } = packet;
    let at = start + 12;
    for (let tags = 0; end - at >= 6 && vlanTags.has(view.getUint16(at)) && tags < 4; tags += 1) at += 4;
    if (end - at < 2) {
      this.#count(this.#byType, -1, 'Ethernet, cut', 'Ethernet', packet);
      return;
    }
    this.carried(packet, view.getUint16(at), at + 2);
  }

  /** The payload of a link: the EtherType, and where its packet begins. */
  carried(packet: NetworkPayload, type: number, at: number): void {
    if (type === etherTypes.ipv4) this.#ipv4(packet, at);
    else if (type === etherTypes.ipv6) this.#ipv6(packet, at);
    else if (type < firstEtherType) this.#count(this.#byType, 0, 'Ethernet LLC', 'Ethernet', packet);
    else
      this.#count(this.#byType, type, `Ethernet ${etherTypeNames[type] ?? hex(type, 4)}`, 'Ethernet', packet);
  }

  /** An IP packet of either version, which begins at `at`. */
  ip(packet: NetworkPayload, at = packet.start): void {
    const { view, end } = packet;
    const version = end > at ? view.getUint8(at) >> 4 : 0;
    if (version === 6) this.#ipv6(packet, at);
    else this.#ipv4(packet, at);
  }

  /** Must be called after the last packet. */
  finish(): void {
    this.#streams.finish();
    this.#doip.finish();
    this.#xcp.finish();
  }

  #ipv4(packet: NetworkPayload, at: number): void {
    const { view, end } = packet;
    const headerSize = end - at < 20 ? 0 : (view.getUint8(at) & 0x0f) * 4;
    if (headerSize < 20 || at + headerSize > end || view.getUint8(at) >> 4 !== 4) {
      this.#count(this.#byProtocol, -1, 'IPv4, not whole', 'IP', packet);
      return;
    }
    // More fragments, or not the first.
    if ((view.getUint16(at + 6) & 0x3fff) !== 0) {
      this.#count(this.#byProtocol, -2, 'IPv4 fragments', 'IP', packet);
      return;
    }
    // Network cards with segmentation offload show packets with a length of 0.
    const length = view.getUint16(at + 2) || end - at;
    this.#transport(packet, view.getUint8(at + 9), at + headerSize, at + length, at + 12, 8);
  }

  #ipv6(packet: NetworkPayload, at: number): void {
    const { view, end } = packet;
    if (end - at < 40 || view.getUint8(at) >> 4 !== 6) {
      this.#count(this.#byProtocol, -3, 'IPv6, not whole', 'IP', packet);
      return;
    }
    let next = view.getUint8(at + 6);
    let from = at + 40;
    const length = view.getUint16(at + 4);
    for (let index = 0; index < maxExtensions && extensions.has(next) && end - from >= 8; index += 1) {
      next = view.getUint8(from);
      from += 8 + view.getUint8(from + 1) * 8;
    }
    if (next === fragmentHeader) this.#count(this.#byProtocol, -4, 'IPv6 fragments', 'IP', packet);
    else this.#transport(packet, next, from, length === 0 ? end : at + 40 + length, at + 8, 32);
  }

  /** `last` is where the packet ends by its own length; what follows is padding of the link. */
  #transport(
    packet: NetworkPayload,
    protocol: number,
    at: number,
    last: number,
    addressesAt: number,
    addressBytes: number,
  ): void {
    const { end } = packet;
    if (protocol === protocols.udp && end - at >= 8) this.#udp(packet, at, last);
    else if (protocol === protocols.tcp && end - at >= 20)
      this.#tcp(packet, at, last, addressesAt, addressBytes);
    else
      this.#count(
        this.#byProtocol,
        protocol,
        protocolNames[protocol] ?? `IP protocol ${protocol}`,
        'IP',
        packet,
      );
  }

  #udp(packet: NetworkPayload, at: number, last: number): void {
    const { view } = packet;
    const source = view.getUint16(at);
    const target = view.getUint16(at + 2);
    this.#countPort('UDP', source, target, packet);
    const stated = view.getUint16(at + 4);
    const end = Math.min(last, stated >= 8 ? at + stated : last);
    // Packets truncated by the recorder are only counted.
    if (end > packet.end || end <= at + 8) return;
    const payload = within(packet, at + 8, end);
    const known = this.#protocolOf(source, target);
    if (known) readMessages(known, payload);
    else if (fills(this.#someIp, payload)) readMessages(this.#someIp, payload);
    else {
      const xcp = this.#xcp.of(source, target);
      if (xcp) readMessages(xcp, payload);
    }
  }

  #tcp(packet: NetworkPayload, at: number, last: number, addressesAt: number, addressBytes: number): void {
    const { view, bytes } = packet;
    const source = view.getUint16(at);
    const target = view.getUint16(at + 2);
    this.#countPort('TCP', source, target, packet);
    const start = at + (view.getUint8(at + 12) >> 4) * 4;
    const begins = (view.getUint8(at + 13) & syn) !== 0;
    if (start < at + 20 || last > packet.end || start > last || (start === last && !begins)) return;
    const payload = within(packet, start, last);
    const protocol =
      this.#protocolOf(source, target) ??
      this.#someIpStream(source, target, payload) ??
      this.#xcp.of(source, target);
    if (!protocol) return;
    const addresses = Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset + addressesAt, addressBytes);
    const key = `${addresses.toString('latin1')} ${source} ${target}`;
    this.#streams.add(key, protocol, view.getUint32(at + 4), begins, payload);
  }

  #protocolOf(source: number, target: number): NetworkProtocol | undefined {
    if (source === doipPort || target === doipPort) return this.#doip;
    return source === dltPort || target === dltPort ? this.#dlt : undefined;
  }

  /** A connection carries SOME/IP if messages of it fill a segment. */
  #someIpStream(source: number, target: number, payload: NetworkPayload): NetworkProtocol | undefined {
    const server = Math.min(source, target);
    if (!this.#someIpPorts.has(server)) {
      if (payload.start === payload.end || !fills(this.#someIp, payload)) return undefined;
      if (this.#someIpPorts.size < 1_024) this.#someIpPorts.add(server);
    }
    return this.#someIp;
  }

  #countPort(transport: Transport, source: number, target: number, packet: NetworkPayload): void {
    const port = serverPort(source, target);
    const table = this.#byPort[transport];
    const tracker =
      table.find(port) ?? table.open(port, { name: `${transport} ${port}`, type: transport, encoding: 'ip' });
    add(tracker, packet);
  }

  #count(table: TopicTable, id: number, name: string, type: string, packet: NetworkPayload): void {
    add(table.find(id) ?? table.open(id, { name, type, encoding: 'ip' }), packet);
  }
}

/** A known one, otherwise the lower one. */
function serverPort(source: number, target: number): number {
  if (source === doipPort || target === doipPort) return doipPort;
  return source === dltPort || target === dltPort ? dltPort : Math.min(source, target);
}

function add(tracker: TopicTracker, { start, end, high, low, offset }: NetworkPayload): void {
  tracker.add(high, low, end - start, offset);
}

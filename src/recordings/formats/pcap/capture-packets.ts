import type { DamageLog } from '../../bytes/damage.ts';
import type { CanDatabase } from '../../meaning/dbc/can-database.ts';
import { etherTypes, NetworkPackets } from '../../meaning/network/network-packets.ts';
import type { NetworkPayload } from '../../meaning/network/network-payload.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';
import { PassedOver } from '../traces/passed-over.ts';
import { type TraceBus, TraceBuses } from '../traces/trace-buses.ts';
import { CanCapture } from './can-capture.ts';
import { isRead, linkTypeName, linkTypes } from './link-types.ts';

/** Where packets were captured. */
export interface CaptureInterface {
  /** From 1, in the order of the file. */
  number: number;
  linkType: number;
  /** `eth0`; empty if the file does not name it. */
  name: string;
  /** Its CAN frames, and the topic of unsupported packets; created when needed. */
  can?: CanCapture;
  unread?: TopicTracker;
}

/** linux/if_arp.h. */
const arpHardwareCan = 280;
/** Sizes of the headers of LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2. */
const cookedSize = 16;
const cooked2Size = 20;

/** The header of a loopback interface, and the families of IP: AF_INET, AF_INET6 of Linux, NetBSD, FreeBSD, macOS. */
const familySize = 4;
const ipFamilies: ReadonlySet<number> = new Set([2, 10, 24, 28, 30]);

/** IFNAMSIZ of linux/if.h, without the closing NUL; the names of other systems are longer. */
const maxNameLength = 64;

/** Reads packets by their link type: CAN frames, or what networks carry. */
export class CapturePackets {
  readonly #builder: SummaryBuilder;
  readonly #damage: DamageLog;
  readonly #buses: TraceBuses;
  readonly #network: NetworkPackets;
  readonly #canCaptures: CanCapture[] = [];
  readonly #passedOver = new PassedOver();

  constructor(builder: SummaryBuilder, damage: DamageLog, databases?: readonly CanDatabase[]) {
    this.#builder = builder;
    this.#damage = damage;
    this.#buses = new TraceBuses(builder, databases);
    this.#network = new NetworkPackets(builder);
  }

  /** Kinds of blocks, and packets truncated by the recorder, are named in one line of the log. */
  countUnsupported(kind: string): void {
    this.#passedOver.count(kind);
  }

  read(captured: CaptureInterface, packet: NetworkPayload): void {
    switch (captured.linkType) {
      case linkTypes.ethernet:
        this.#network.ethernet(packet);
        return;
      case linkTypes.socketCan:
        this.#can(captured, packet, packet.start, false);
        return;
      case linkTypes.linuxCooked:
        this.#cooked(captured, packet, { protocolAt: 14, hardwareAt: 2, size: cookedSize });
        return;
      case linkTypes.linuxCooked2:
        this.#cooked(captured, packet, { protocolAt: 0, hardwareAt: 8, size: cooked2Size });
        return;
      case linkTypes.bsdLoopback:
      case linkTypes.openBsdLoopback:
        this.#loopback(captured, packet);
        return;
      case linkTypes.rawIpOfSystem:
      case linkTypes.rawIpOfOpenBsd:
      case linkTypes.rawIp:
      case linkTypes.ipv4:
      case linkTypes.ipv6:
        this.#network.ip(packet);
        return;
      default:
        this.#unread(captured, packet);
    }
  }

  finish(): void {
    for (const capture of this.#canCaptures) capture.finish();
    this.#buses.finish();
    this.#network.finish();
    const place = { timeNs: this.#builder.endNs, topic: '' };
    this.#passedOver.report('PCAP', this.#builder, place);
  }

  #cooked(
    captured: CaptureInterface,
    packet: NetworkPayload,
    { protocolAt, hardwareAt, size }: { protocolAt: number; hardwareAt: number; size: number },
  ): void {
    const { view, start, end } = packet;
    if (end - start < size) {
      this.#notWhole(captured, packet);
      return;
    }
    const protocol = view.getUint16(start + protocolAt);
    const isCan =
      protocol === etherTypes.can || protocol === etherTypes.canFd || protocol === etherTypes.canXl;
    if (isCan || view.getUint16(start + hardwareAt) === arpHardwareCan)
      this.#can(captured, packet, start + size, protocol === etherTypes.canFd);
    else this.#network.carried(packet, protocol, start + size);
  }

  /**
   * The address family (32 bits) is in the byte order of the machine that recorded, of OpenBSD in that of the network,
   * and that of IPv6 differs between systems: the packet itself says its version.
   */
  #loopback(captured: CaptureInterface, packet: NetworkPayload): void {
    const { view, start, end } = packet;
    if (end - start < familySize) {
      this.#notWhole(captured, packet);
      return;
    }
    const family = view.getUint32(start);
    if (ipFamilies.has(family) || ipFamilies.has(family / 2 ** 24))
      this.#network.ip(packet, start + familySize);
    else this.#count(captured, packet);
  }

  #can(captured: CaptureInterface, packet: NetworkPayload, start: number, isFd: boolean): void {
    if (!captured.can) {
      captured.can = new CanCapture(this.#busOf(captured));
      this.#canCaptures.push(captured.can);
    }
    const linkStart = packet.start;
    packet.start = start;
    const isWhole = captured.can.read(packet, isFd);
    packet.start = linkStart;
    if (!isWhole) this.#notWhole(captured, packet);
  }

  #busOf({ name, number }: CaptureInterface): TraceBus {
    const bytes = Buffer.from(name.slice(0, maxNameLength), 'latin1');
    return name === '' ? this.#buses.channel(number) : this.#buses.named(bytes, 0, bytes.byteLength);
  }

  #notWhole(captured: CaptureInterface, packet: NetworkPayload): void {
    this.#passedOver.count('packet too short for its link type');
    this.#count(captured, packet);
  }

  #unread(captured: CaptureInterface, packet: NetworkPayload): void {
    if (!captured.unread && !isRead(captured.linkType)) {
      const what = `packets have ${linkTypeName(captured.linkType)}, which is not supported`;
      this.#damage.add('unsupported', packet.offset, packet.offset, what);
    }
    this.#count(captured, packet);
  }

  #count(captured: CaptureInterface, { start, end, high, low, offset }: NetworkPayload): void {
    captured.unread ??= this.#builder.topic({
      name: `${linkTypeName(captured.linkType)} ${captured.name}`.trim(),
      type: 'packets',
      encoding: 'pcap',
    });
    captured.unread.add(high, low, end - start, offset);
  }
}

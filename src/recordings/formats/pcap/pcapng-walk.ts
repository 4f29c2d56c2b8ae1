import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import type { ParseLimits } from '../../limits.ts';
import { TimeHalves } from '../../meaning/can/time-halves.ts';
import { reportLog } from '../../meaning/interpret/log.ts';
import type { NetworkPayload } from '../../meaning/network/network-payload.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { CapturePackets } from './capture-packets.ts';
import {
  blockEnd,
  blockNames,
  blockTypes,
  maxBlock,
  optionText,
  readOptions,
  sectionOrder,
  smallestBlock,
} from './pcapng-blocks.ts';
import { type Interface, PcapngInterfaces } from './pcapng-interfaces.ts';

interface WalkOptions {
  packets: CapturePackets;
  damage: DamageLog;
  builder: SummaryBuilder;
  limits: ParseLimits;
}

/** With the block behind it. */
const usualBlock = 2 ** 19;

/** Option of the statistics of an interface: "isb_ifdrop". */
const droppedOption = 5;
/** Option of a section: the program that wrote it. */
const softwareOption = 4;

/** Walks the blocks of a pcapng file from the first byte to the last, past any damage. */
export class PcapngWalk {
  readonly #reader: ByteReader;
  readonly #packets: CapturePackets;
  readonly #damage: DamageLog;
  readonly #builder: SummaryBuilder;
  readonly #largest: number;
  readonly #time = new TimeHalves();
  readonly #packet: NetworkPayload;
  readonly #interfaces = new PcapngInterfaces();
  #littleEndian = true;
  /** Section of a later major version: its blocks are not read until the next section. */
  #isLater = false;

  constructor(reader: ByteReader, { packets, damage, builder, limits }: WalkOptions) {
    this.#reader = reader;
    this.#packets = packets;
    this.#damage = damage;
    this.#builder = builder;
    this.#largest = Math.min(maxBlock, limits.maxRecordBytes);
    this.#packet = { view: reader.view, bytes: reader.bytes, start: 0, end: 0, high: 0, low: 0, offset: 0 };
  }

  async run(): Promise<void> {
    const reader = this.#reader;
    while (await reader.fill(1)) {
      await reader.fill(usualBlock);
      this.#readRun();
      if (reader.available === 0) continue;
      if (reader.available < smallestBlock) await reader.fill(smallestBlock);
      const next = this.#endOf();
      const size = next - reader.start;
      if (next < 0) await this.#passDamage();
      else if (size > this.#largest) await this.#passLarge(size);
      else if (await reader.fill(size)) {
        // Now that it is completely available, its second length shows whether it is valid.
        if (this.#endOf() < 0) await this.#passDamage();
      } else await this.#passDamage();
    }
  }

  #endOf(): number {
    const { view, start, end } = this.#reader;
    return blockEnd(view, start, end, this.#littleEndian);
  }

  /** Reads blocks as long as they are completely in the window. */
  #readRun(): void {
    const reader = this.#reader;
    for (;;) {
      const next = this.#endOf();
      if (next < 0 || next > reader.end || next - reader.start > this.#largest) return;
      this.#read(reader.start, next);
      reader.advance(next - reader.start);
    }
  }

  #read(at: number, next: number): void {
    const { view, end } = this.#reader;
    const order = sectionOrder(view, at, end);
    if (order !== undefined) {
      this.#beginSection(at, next, order);
      return;
    }
    if (this.#isLater) return;
    const type = view.getUint32(at, this.#littleEndian);
    const content = at + 8;
    const contentEnd = next - 4;
    switch (type) {
      case blockTypes.interfaceDescription:
        this.#interfaces.describe(view, content, contentEnd, this.#littleEndian);
        break;
      case blockTypes.enhancedPacket:
        this.#enhanced(content, contentEnd);
        break;
      case blockTypes.packet:
        this.#obsolete(content, contentEnd);
        break;
      case blockTypes.simplePacket:
        this.#simple(content, contentEnd);
        break;
      case blockTypes.interfaceStatistics:
        this.#statistics(content, contentEnd);
        break;
      case blockTypes.nameResolution:
        break;
      default:
        this.#packets.countUnsupported(blockNames[type] ?? `block of type ${type}`);
    }
  }

  #beginSection(at: number, next: number, littleEndian: boolean): void {
    const { view } = this.#reader;
    this.#littleEndian = littleEndian;
    this.#interfaces.beginSection();
    const major = view.getUint16(at + 12, littleEndian);
    this.#isLater = major !== 1;
    if (this.#isLater) {
      const offset = this.#offsetOf(at);
      const what = `a section is of version ${major} of the format, which is not supported`;
      this.#damage.add('unsupported', offset, offset, what);
      return;
    }
    readOptions(view, at + 24, next - 4, littleEndian, (code, from, length) => {
      // shb_userappl
      if (code === softwareOption) this.#builder.version('recorder', optionText(view, from, length));
    });
  }

  #enhanced(at: number, to: number): void {
    if (to - at < 20) return;
    const { view } = this.#reader;
    const number = view.getUint32(at, this.#littleEndian);
    this.#stamped(number, at + 4, to);
  }

  /** "Packet Block (obsolete)": the interface has 16 bits, followed by 16 bits of drops. */
  #obsolete(at: number, to: number): void {
    if (to - at < 20) return;
    this.#stamped(this.#reader.view.getUint16(at, this.#littleEndian), at + 4, to);
  }

  /** `at`: time, bytes that follow, bytes of the packet. */
  #stamped(number: number, at: number, to: number): void {
    const { view } = this.#reader;
    const little = this.#littleEndian;
    const from = this.#interfaces.of(number);
    from.clock.set(this.#time, view.getUint32(at, little), view.getUint32(at + 4, little));
    const captured = view.getUint32(at + 8, little);
    const start = at + 16;
    this.#pass(from, start, Math.min(to, start + captured), captured < view.getUint32(at + 12, little));
  }

  /** Has no time: it is counted at that of the previous packet. */
  #simple(at: number, to: number): void {
    if (to - at < 4) return;
    const from = this.#interfaces.of(0);
    const whole = this.#reader.view.getUint32(at, this.#littleEndian);
    const captured = from.snapLength > 0 ? Math.min(whole, from.snapLength) : whole;
    this.#pass(from, at + 4, Math.min(to, at + 4 + captured), captured < whole);
  }

  #pass({ captured }: Interface, start: number, end: number, isCut: boolean): void {
    const { view, bytes } = this.#reader;
    const packet = this.#packet;
    packet.view = view;
    packet.bytes = bytes;
    packet.start = start;
    packet.end = end;
    packet.high = this.#time.high;
    packet.low = this.#time.low;
    packet.offset = this.#offsetOf(start);
    if (isCut) this.#packets.countUnsupported('packet cut by the recorder');
    this.#packets.read(captured, packet);
  }

  /** The counters are those since the start; a file has several of them. */
  #statistics(at: number, to: number): void {
    if (to - at < 12) return;
    const { view } = this.#reader;
    const little = this.#littleEndian;
    const from = this.#interfaces.described(view.getUint32(at, little));
    if (!from) return;
    from.clock.set(this.#time, view.getUint32(at + 4, little), view.getUint32(at + 8, little));
    const place = {
      timeNs: nanoseconds(this.#time.high, this.#time.low),
      topic: from.captured.name || `interface ${from.captured.number}`,
      offset: this.#offsetOf(at - 8),
    };
    readOptions(view, at + 12, to, little, (code, valueAt, length) => {
      if (code !== droppedOption || length !== 8) return;
      const dropped = view.getBigUint64(valueAt, little);
      if (dropped <= from.dropped) return;
      const text = `${dropped - from.dropped} packets were lost because the recorder was too slow`;
      from.dropped = dropped;
      reportLog({ severity: 'warning', source: place.topic, text, kind: 'log' }, place, this.#builder);
    });
  }

  #offsetOf(at: number): number {
    return this.#reader.offset + at - this.#reader.start;
  }

  async #passLarge(size: number): Promise<void> {
    const reader = this.#reader;
    const { offset } = reader;
    await reader.skip(size);
    if (reader.offset < offset + size)
      this.#damage.add('truncated', offset, reader.size, 'the recording ends in the middle of a block');
    else this.#damage.add('too_large_unpacked', offset, reader.offset, `a block has ${size} bytes`);
  }

  /** Searches for the next block whose two lengths agree, and reports the bytes in between. */
  async #passDamage(): Promise<void> {
    const reader = this.#reader;
    const from = reader.offset;
    const cut = reader.available < smallestBlock || this.#endOf() > reader.end;
    reader.advance(1);
    let found = false;
    while (!found && (await reader.fill(1))) {
      const isLast = !(await reader.fill(2 * usualBlock));
      const { start, end } = reader;
      const to = isLast ? end : end - usualBlock;
      const at = this.#find(start, to);
      found = at >= 0;
      reader.advance((found ? at : Math.max(to, start + 1)) - start);
    }
    if (cut && !found) {
      this.#damage.add('truncated', from, reader.offset, 'the recording ends in the middle of a block');
    } else {
      this.#damage.add('corrupt', from, reader.offset, 'there is no valid block');
    }
  }

  /** A known block that is completely available, with equal lengths. */
  #find(from: number, to: number): number {
    const { view, end } = this.#reader;
    for (let at = from; at < to; at += 1) {
      if (end - at < smallestBlock) return -1;
      const isSection = sectionOrder(view, at, end) !== undefined;
      const type = view.getUint32(at, this.#littleEndian);
      if (!isSection && (type === 0 || type > blockTypes.decryptionSecrets)) continue;
      const next = blockEnd(view, at, end, this.#littleEndian);
      if (next > 0 && next <= end) return at;
    }
    return -1;
  }
}

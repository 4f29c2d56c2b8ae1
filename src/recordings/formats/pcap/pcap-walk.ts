import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import { TimeHalves } from '../../meaning/can/time-halves.ts';
import type { NetworkPayload } from '../../meaning/network/network-payload.ts';
import type { CaptureInterface, CapturePackets } from './capture-packets.ts';
import { fileHeaderSize, type PcapHeader, readPcapHeader } from './pcap-header.ts';

/** Seconds, fraction, bytes that follow, bytes of the packet. */
const recordHeader = 16;

/** MAXIMUM_SNAPLEN of libpcap: maximum size of a packet; USB has more, which is not supported. */
const maxPacket = 262_144;

/** Consecutive packets that show, after damage, where they continue. */
const provenRun = 3;

/** Such a run fits into it. */
const window = (provenRun + 1) * (recordHeader + maxPacket);

/** A recording does not continue after more than a year, nor begin that long before. */
const maxStepSeconds = 366 * 86_400;

/** Walks the packets of a pcap file from the first byte to the last, past any damage. */
export class PcapWalk {
  readonly #reader: ByteReader;
  readonly #packets: CapturePackets;
  readonly #damage: DamageLog;
  readonly #time = new TimeHalves();
  readonly #packet: NetworkPayload;
  #header: PcapHeader = { littleEndian: true, unit: 1_000, linkType: 0, checksumBytes: 0, version: 2 };
  #captured: CaptureInterface = { number: 1, linkType: 0, name: '' };
  /** Of the last packet; -1 before the first. */
  #seconds = -1;

  constructor(reader: ByteReader, packets: CapturePackets, damage: DamageLog) {
    this.#reader = reader;
    this.#packets = packets;
    this.#damage = damage;
    this.#packet = { view: reader.view, bytes: reader.bytes, start: 0, end: 0, high: 0, low: 0, offset: 0 };
  }

  async run(): Promise<void> {
    const reader = this.#reader;
    if (!(await reader.fill(fileHeaderSize))) {
      this.#damage.add('truncated', 0, reader.size, 'the recording ends in its header');
      return;
    }
    const header = readPcapHeader(reader.view, reader.start);
    if (header) this.#header = header;
    if (this.#header.version !== 2) {
      const what = `the file is of version ${this.#header.version} of the format, which is not supported`;
      this.#damage.add('unsupported', 4, 4, what);
      return;
    }
    this.#captured = { number: 1, linkType: this.#header.linkType, name: '' };
    reader.advance(fileHeaderSize);
    while (await reader.fill(1)) {
      const isLast = !(await reader.fill(window));
      this.#readRun(isLast);
      if (reader.available > 0 && (isLast || reader.available >= window)) await this.#passDamage();
    }
  }

  /** Reads packets as long as they are completely in the window. */
  #readRun(isLast: boolean): void {
    const reader = this.#reader;
    const { end } = reader;
    for (;;) {
      const at = reader.start;
      if (!isLast && end - at < window) return;
      const next = this.#endOf(at);
      if (next < 0 || next > end) return;
      // If no ordinary packet follows, a run of them within this one shows that its length is damaged.
      const isUsual = end - next < recordHeader || this.#isUsual(next, this.#secondsAt(at));
      if (!isUsual && this.#find(at + 1, next, isLast) >= 0) return;
      this.#read(at, next);
      reader.advance(next - at);
    }
  }

  /** End of the packet at `at`; -1 if its header is invalid. It may be beyond the available bytes. */
  #endOf(at: number): number {
    const { view, end } = this.#reader;
    if (end - at < recordHeader) return -1;
    const { littleEndian, unit } = this.#header;
    const fraction = view.getUint32(at + 4, littleEndian);
    const captured = view.getUint32(at + 8, littleEndian);
    // Zeros are not empty packets from 1970.
    const isZero =
      fraction === 0 && captured === 0 && view.getUint32(at + 12) === 0 && view.getUint32(at) === 0;
    // A whole second: recorders that round write it, and Wireshark and dpkt count it to the next one.
    const possible = fraction <= 1e9 / unit && captured <= maxPacket && !isZero;
    return possible ? at + recordHeader + captured : -1;
  }

  /** Properties required of a header that is found after damage. */
  #isUsual(at: number, secondsBefore: number): boolean {
    if (this.#endOf(at) < 0) return false;
    const { view } = this.#reader;
    const { littleEndian } = this.#header;
    const captured = view.getUint32(at + 8, littleEndian);
    const whole = view.getUint32(at + 12, littleEndian);
    return (
      captured > 0 &&
      captured <= whole &&
      whole <= maxPacket &&
      (secondsBefore < 0 || Math.abs(this.#secondsAt(at) - secondsBefore) < maxStepSeconds)
    );
  }

  #secondsAt(at: number): number {
    return this.#reader.view.getUint32(at, this.#header.littleEndian);
  }

  #read(at: number, next: number): void {
    const { view, bytes, start, offset } = this.#reader;
    const { littleEndian, unit, checksumBytes } = this.#header;
    const packet = this.#packet;
    this.#seconds = view.getUint32(at, littleEndian);
    const nanoseconds = view.getUint32(at + 4, littleEndian) * unit;
    const carry = nanoseconds < 1e9 ? 0 : 1;
    this.#time.set(this.#seconds + carry, nanoseconds - carry * 1e9);
    packet.view = view;
    packet.bytes = bytes;
    packet.start = at + recordHeader;
    packet.end = Math.max(packet.start, next - checksumBytes);
    packet.high = this.#time.high;
    packet.low = this.#time.low;
    packet.offset = offset + at - start;
    if (view.getUint32(at + 8, littleEndian) < view.getUint32(at + 12, littleEndian))
      this.#packets.countUnsupported('packet cut by the recorder');
    this.#packets.read(this.#captured, packet);
  }

  /** Where from `from` to `to` a run of packets begins; -1 if nowhere. */
  #find(from: number, to: number, isLast: boolean): number {
    for (let at = from; at < to; at += 1) if (this.#startsRun(at, isLast)) return at;
    return -1;
  }

  #startsRun(start: number, isLast: boolean): boolean {
    const { end } = this.#reader;
    let at = start;
    let seconds = this.#seconds;
    for (let run = 0; run < provenRun; run += 1) {
      if (!this.#isUsual(at, seconds)) return false;
      const next = this.#endOf(at);
      seconds = this.#secondsAt(at);
      if (next === end) return isLast;
      if (next > end) return false;
      at = next;
    }
    return true;
  }

  async #passDamage(): Promise<void> {
    const reader = this.#reader;
    const from = reader.offset;
    const cut = this.#isCut();
    reader.advance(1);
    while (await reader.fill(1)) {
      const isLast = !(await reader.fill(window));
      const { start, end } = reader;
      const to = isLast ? end : end - window + recordHeader + maxPacket;
      const found = this.#find(start, Math.max(to, start + 1), isLast);
      if (found >= 0) {
        reader.advance(found - start);
        break;
      }
      reader.advance(isLast ? end - start : Math.max(1, to - start));
    }
    if (cut && reader.remaining === 0)
      this.#damage.add('truncated', from, reader.offset, 'the recording ends in the middle of a packet');
    else this.#damage.add('corrupt', from, reader.offset, 'there is no valid packet');
  }

  #isCut(): boolean {
    const { start, end } = this.#reader;
    return end - start < recordHeader || this.#endOf(start) > end;
  }
}

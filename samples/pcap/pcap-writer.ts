/** Common interface for writing both kinds of files. */
export interface CaptureWriter {
  /** Where each packet begins. */
  readonly starts: number[];
  packet(timeNs: bigint, bytes: Uint8Array, channel?: number): void;
  bytes(): Uint8Array;
}

export interface PcapStyle {
  bigEndian?: boolean;
  nanoseconds?: boolean;
  linkType?: number;
}

/** Writes a pcap file (draft-ietf-opsawg-pcap). */
export class PcapWriter implements CaptureWriter {
  readonly starts: number[] = [];
  readonly #style: PcapStyle;
  readonly #parts: Uint8Array[] = [];
  #size = 0;

  constructor(style: PcapStyle = {}) {
    this.#style = style;
    const header = new Fields(24, style.bigEndian);
    header.u32(0, style.nanoseconds ? 0xa1b2_3c4d : 0xa1b2_c3d4);
    header.u16(4, 2);
    header.u16(6, 4);
    header.u32(16, 262_144);
    header.u32(20, style.linkType ?? 1);
    this.#add(header.bytes);
  }

  /** `whole` is the length on the wire, if the recorder truncated the packet. */
  packet(timeNs: bigint, bytes: Uint8Array, _channel = 0, whole = bytes.byteLength): void {
    this.starts.push(this.#size);
    const header = new Fields(16, this.#style.bigEndian);
    header.u32(0, Number(timeNs / 1_000_000_000n));
    header.u32(4, Number(timeNs % 1_000_000_000n) / (this.#style.nanoseconds ? 1 : 1000));
    header.u32(8, bytes.byteLength);
    header.u32(12, whole);
    this.#add(header.bytes);
    this.#add(bytes);
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }

  #add(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#size += bytes.byteLength;
  }
}

interface PcapngInterface {
  linkType: number;
  name?: string;
  /** Value of `if_tsresol`. */
  resolution?: number;
  offsetSeconds?: bigint;
  snapLength?: number;
}

/** Writes a pcapng file (draft-ietf-opsawg-pcapng) block by block. */
export class PcapngWriter implements CaptureWriter {
  readonly starts: number[] = [];
  readonly #parts: Uint8Array[] = [];
  #bigEndian: boolean;
  #interfaces: PcapngInterface[] = [];
  #size = 0;

  constructor({ bigEndian = false, software }: { bigEndian?: boolean; software?: string } = {}) {
    this.#bigEndian = bigEndian;
    this.section(bigEndian, software);
  }

  section(bigEndian: boolean, software?: string, major = 1): void {
    this.#bigEndian = bigEndian;
    this.#interfaces = [];
    const body = new Fields(16, bigEndian);
    body.u32(0, 0x1a2b_3c4d);
    body.u16(4, major);
    body.u32(8, 0xffff_ffff);
    body.u32(12, 0xffff_ffff);
    const options = software === undefined ? [] : [this.#option(4, Buffer.from(software))];
    this.block(0x0a0d_0d0a, Buffer.concat([body.bytes, ...options]));
  }

  interface(description: PcapngInterface): void {
    this.#interfaces.push(description);
    const { linkType, name, resolution, offsetSeconds, snapLength = 0 } = description;
    const body = new Fields(8, this.#bigEndian);
    body.u16(0, linkType);
    body.u32(4, snapLength);
    const options: Uint8Array[] = [];
    if (name !== undefined) options.push(this.#option(2, Buffer.from(name)));
    if (resolution !== undefined) options.push(this.#option(9, Buffer.of(resolution)));
    if (offsetSeconds !== undefined) options.push(this.#option(14, this.#u64(offsetSeconds)));
    if (options.length > 0) options.push(Buffer.alloc(4));
    this.block(1, Buffer.concat([body.bytes, ...options]));
  }

  packet(timeNs: bigint, bytes: Uint8Array, channel = 0): void {
    const body = new Fields(20, this.#bigEndian);
    const stamp = this.#stamp(timeNs, channel);
    body.u32(0, channel);
    body.u32(4, Number(stamp >> 32n));
    body.u32(8, Number(stamp & 0xffff_ffffn));
    body.u32(12, bytes.byteLength);
    body.u32(16, bytes.byteLength);
    this.starts.push(this.#size);
    this.block(6, Buffer.concat([body.bytes, padded(bytes)]));
  }

  /** The same as a block of the former version. */
  obsoletePacket(timeNs: bigint, bytes: Uint8Array, channel = 0): void {
    const body = new Fields(20, this.#bigEndian);
    const stamp = this.#stamp(timeNs, channel);
    body.u16(0, channel);
    body.u32(4, Number(stamp >> 32n));
    body.u32(8, Number(stamp & 0xffff_ffffn));
    body.u32(12, bytes.byteLength);
    body.u32(16, bytes.byteLength);
    this.block(2, Buffer.concat([body.bytes, padded(bytes)]));
  }

  simplePacket(bytes: Uint8Array): void {
    const body = new Fields(4, this.#bigEndian);
    body.u32(0, bytes.byteLength);
    this.block(3, Buffer.concat([body.bytes, padded(bytes)]));
  }

  /** How many packets of the interface were dropped since the start. */
  statistics(timeNs: bigint, dropped: bigint, channel = 0): void {
    const body = new Fields(12, this.#bigEndian);
    const stamp = this.#stamp(timeNs, channel);
    body.u32(0, channel);
    body.u32(4, Number(stamp >> 32n));
    body.u32(8, Number(stamp & 0xffff_ffffn));
    this.block(5, Buffer.concat([body.bytes, this.#option(5, this.#u64(dropped)), Buffer.alloc(4)]));
  }

  block(type: number, body: Uint8Array): void {
    const content = padded(body);
    const length = 12 + content.byteLength;
    const head = new Fields(8, this.#bigEndian);
    head.u32(0, type);
    head.u32(4, length);
    const tail = new Fields(4, this.#bigEndian);
    tail.u32(0, length);
    const whole = Buffer.concat([head.bytes, content, tail.bytes]);
    this.#parts.push(whole);
    this.#size += whole.byteLength;
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }

  #stamp(timeNs: bigint, channel: number): bigint {
    const { resolution = 6, offsetSeconds = 0n } = this.#interfaces[channel] ?? { linkType: 1 };
    const units = (resolution & 0x80) === 0 ? 10n ** BigInt(resolution) : 2n ** BigInt(resolution & 0x7f);
    return ((timeNs - offsetSeconds * 1_000_000_000n) * units) / 1_000_000_000n;
  }

  #option(code: number, value: Uint8Array): Uint8Array {
    const head = new Fields(4, this.#bigEndian);
    head.u16(0, code);
    head.u16(2, value.byteLength);
    return Buffer.concat([head.bytes, padded(value)]);
  }

  #u64(value: bigint): Uint8Array {
    const bytes = Buffer.alloc(8);
    if (this.#bigEndian) bytes.writeBigInt64BE(value);
    else bytes.writeBigInt64LE(value);
    return bytes;
  }
}

class Fields {
  readonly bytes: Buffer;
  readonly #view: DataView;
  readonly #littleEndian: boolean;

  constructor(size: number, bigEndian = false) {
    this.bytes = Buffer.alloc(size);
    this.#view = new DataView(this.bytes.buffer, this.bytes.byteOffset, size);
    this.#littleEndian = !bigEndian;
  }

  u16(at: number, value: number): void {
    this.#view.setUint16(at, value, this.#littleEndian);
  }

  u32(at: number, value: number): void {
    this.#view.setUint32(at, value, this.#littleEndian);
  }
}

function padded(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.byteLength % 4)) % 4)]);
}

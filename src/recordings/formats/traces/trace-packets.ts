import { NetworkPackets } from '../../meaning/network/network-packets.ts';
import type { NetworkPayload } from '../../meaning/network/network-payload.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';

/** Destination and source address, then the type (IEEE 802.3, 3.1.1). */
export const macHeader = { sourceAt: 6, typeAt: 12, bytes: 14 } as const;
/** Tag protocol identifier and control information (IEEE 802.1Q, 9.3). */
export const tagBytes = 4;
/** An IP packet has at most 64 KiB, and so have the frames of cards that put packets together. */
export const maxFrameBytes = macHeader.bytes + tagBytes + 2 ** 16;

/** What the Ethernet frames of a trace carry; a trace without them costs nothing. */
export class TracePackets {
  readonly #builder: SummaryBuilder;
  #network: NetworkPackets | undefined;

  constructor(builder: SummaryBuilder) {
    this.#builder = builder;
  }

  /** A whole frame, from its destination address on, without a checksum. */
  ethernet(frame: NetworkPayload): void {
    this.#network ??= new NetworkPackets(this.#builder);
    this.#network.ethernet(frame);
  }

  /** Must be called after the last frame. */
  finish(): void {
    this.#network?.finish();
  }
}

/** Where a frame is put together that is not in one piece in the recording; grows to the largest one. */
export class FrameBuffer {
  bytes = new Uint8Array(macHeader.bytes + 2_048);
  view = new DataView(this.bytes.buffer);

  /** Makes space for a frame of `size` bytes, at most `maxFrameBytes`; what was written before may be lost. */
  reserve(size: number): void {
    if (size <= this.bytes.byteLength) return;
    this.bytes = new Uint8Array(maxFrameBytes);
    this.view = new DataView(this.bytes.buffer);
  }
}

import { type CanMessage, milliseconds } from '../can-message.ts';
import { firstFrame, frameType, type Header, singleFrame } from './protocol-control.ts';

/** N_Cr, ISO 15765-2:2016, 9.7: the longest wait for the next consecutive frame. */
const consecutiveTimeoutMs = 1_000;

/** Bytes kept of a message; longer ones (flash downloads) are tracked to their end, but contain no diagnostics. */
const maxKeptBytes = 4_095;

export type IsoTpProblem = 'sequence error' | 'timeout' | 'interrupted message' | 'receive buffer overflow';

export interface IsoTpListener {
  message(message: CanMessage): void;
  problem(problem: IsoTpProblem, high: number, low: number, offset: number): void;
}

/**
 * Reassembles the messages of one identifier (ISO 15765-2:2016, clause 9). One message at a time, as the protocol
 * requires; messages of other identifiers may come in between. Holds at most 4 KB, and only as much as was received.
 */
export class IsoTpReceiver {
  readonly #listener: IsoTpListener;
  readonly #addressBytes: number;
  #buffer = new Uint8Array(0);
  #expected = 0;
  #received = 0;
  #sequence = 0;
  #lastMs = 0;
  #high = 0;
  #low = 0;
  #offset = 0;

  /** `addressBytes`: 1 if a byte of address precedes N_PCI (extended and mixed addressing), otherwise 0. */
  constructor(listener: IsoTpListener, addressBytes = 0) {
    this.#listener = listener;
    this.#addressBytes = addressBytes;
  }

  add(high: number, low: number, data: Uint8Array, start: number, length: number, offset: number): void {
    const at = start + this.#addressBytes;
    const left = length - this.#addressBytes;
    if (left < 1) return;
    switch ((data[at] as number) >> 4) {
      case frameType.single: {
        const header = singleFrame(data, at, left, this.#addressBytes);
        if (!header) return;
        this.#interrupt(high, low, offset);
        const { payload, messageLength: bytes } = header;
        this.#listener.message({ data, start: at + payload, length: bytes, high, low, offset });
        return;
      }
      case frameType.first: {
        const header = firstFrame(data, at, left, this.#addressBytes);
        if (!header) return;
        this.#interrupt(high, low, offset);
        this.#begin(header, high, low, offset);
        this.#append(data, at + header.payload, left - header.payload);
        return;
      }
      case frameType.consecutive:
        this.#continue(high, low, data, at, left, offset);
        return;
      case frameType.flowControl:
        // 9.6.5.1: FlowStatus 2, the receiver cannot take the message.
        if (((data[at] as number) & 0x0f) === 2 && left >= 3) {
          this.#listener.problem('receive buffer overflow', high, low, offset);
        }
    }
  }

  #begin({ messageLength }: Header, high: number, low: number, offset: number): void {
    this.#expected = messageLength;
    this.#received = 0;
    this.#sequence = 1;
    this.#lastMs = milliseconds(high, low);
    this.#high = high;
    this.#low = low;
    this.#offset = offset;
  }

  #continue(high: number, low: number, data: Uint8Array, at: number, left: number, offset: number): void {
    // Without a first frame, the recording began, or another message ended, in the middle of this one.
    if (this.#expected === 0) return;
    const ms = milliseconds(high, low);
    if (ms - this.#lastMs > consecutiveTimeoutMs) {
      this.#expected = 0;
      this.#listener.problem('timeout', high, low, offset);
      return;
    }
    if (((data[at] as number) & 0x0f) !== this.#sequence) {
      this.#expected = 0;
      this.#listener.problem('sequence error', high, low, offset);
      return;
    }
    this.#lastMs = ms;
    this.#sequence = (this.#sequence + 1) & 0x0f;
    this.#append(data, at + 1, left - 1);
  }

  #append(data: Uint8Array, from: number, available: number): void {
    const wanted = Math.min(available, this.#expected - this.#received);
    const kept = Math.min(wanted, maxKeptBytes - this.#received);
    if (kept > 0) {
      this.#grow(this.#received + kept);
      // A native call would cost more than copying the few bytes of a frame.
      for (let i = 0; i < kept; i += 1) this.#buffer[this.#received + i] = data[from + i] as number;
    }
    this.#received += wanted;
    if (this.#received < this.#expected) return;
    const length = Math.min(this.#expected, maxKeptBytes);
    this.#expected = 0;
    this.#listener.message({
      data: this.#buffer,
      start: 0,
      length,
      high: this.#high,
      low: this.#low,
      offset: this.#offset,
    });
  }

  #grow(needed: number): void {
    if (needed <= this.#buffer.byteLength) return;
    const larger = new Uint8Array(Math.min(maxKeptBytes, Math.max(64, needed * 2)));
    larger.set(this.#buffer);
    this.#buffer = larger;
  }

  /** 9.8.3: a new message on the identifier ends the one that was being received. */
  #interrupt(high: number, low: number, offset: number): void {
    if (this.#expected === 0) return;
    this.#expected = 0;
    this.#listener.problem('interrupted message', high, low, offset);
  }
}

import { DltHeader, messageLength } from '../dlt/dlt-header.ts';
import { DltMessages } from '../dlt/dlt-messages.ts';
import type { NetworkFindings } from './network-findings.ts';
import type { NetworkPayload, NetworkProtocol } from './network-payload.ts';

/** Registered with IANA for `dlt`. */
export const dltPort = 3_490;

/** The largest standard and extended header. */
const judged = 26;

/** DLT messages as an ECU sends them: without a storage header, at the time of their packet. */
export class DltPackets implements NetworkProtocol {
  readonly #messages: DltMessages;
  readonly #header = new DltHeader();

  constructor(findings: NetworkFindings) {
    this.#messages = new DltMessages(findings);
  }

  sizeAt({ view, start, end }: NetworkPayload): number {
    const length = messageLength(view, start, end - start);
    if (length >= 0) return length;
    return end - start < judged ? 0 : -1;
  }

  read({ view, start, end, high, low, offset }: NetworkPayload): void {
    if (!this.#header.read(view, start, end - start)) return;
    this.#messages.read(this.#header, { view, at: start, high, low, offset, ecu: 0 });
  }
}

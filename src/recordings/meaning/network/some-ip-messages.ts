import { hex, placeOf } from '../can/can-message.ts';
import { reportLog } from '../interpret/log.ts';
import type { NetworkFindings } from './network-findings.ts';
import type { NetworkPayload, NetworkProtocol } from './network-payload.ts';
import { readServiceDiscovery } from './service-discovery.ts';
import { TopicTable } from './topic-table.ts';

/** AUTOSAR PRS SOME/IP R20-11, 4.1.2: service, method, length, client, session, versions, type, return code. */
const headerSize = 16;
/** The length excludes the bytes up to and including itself. */
const lengthEnds = 8;
const protocolVersion = 1;
/** Method ids from here on are events. */
const firstEvent = 0x8000;

/** 4.1.2.7, "Message Type"; also those with the segment bit (SOME/IP-TP). */
const messageTypes = new Set([0x00, 0x01, 0x02, 0x40, 0x41, 0x42, 0x80, 0x81, 0xc0, 0xc1]);
const segmentBit = 0x20;
const responseBit = 0x80;

/** 4.2.6.1, table "Return Codes". */
const returnCodes: Record<number, string> = {
  1: 'E_NOT_OK',
  2: 'E_UNKNOWN_SERVICE',
  3: 'E_UNKNOWN_METHOD',
  4: 'E_NOT_READY',
  5: 'E_NOT_REACHABLE',
  6: 'E_TIMEOUT',
  7: 'E_WRONG_PROTOCOL_VERSION',
  8: 'E_WRONG_INTERFACE_VERSION',
  9: 'E_MALFORMED_MESSAGE',
  10: 'E_WRONG_MESSAGE_TYPE',
  11: 'E_E2E_REPEATED',
  12: 'E_E2E_WRONG_SEQUENCE',
  13: 'E_E2E',
  14: 'E_E2E_NOT_AVAILABLE',
  15: 'E_E2E_NO_NEW_DATA',
};

/** PRS SOME/IP Service Discovery: service and method of its messages. */
const discovery = 0xffff_8100;

/** SOME/IP: services and methods as topics, return codes other than 0 as errors in the log. */
export class SomeIpMessages implements NetworkProtocol {
  readonly #findings: NetworkFindings;
  readonly #topics: TopicTable;

  constructor(findings: NetworkFindings) {
    this.#findings = findings;
    const others = { name: 'other SOME/IP messages', type: 'SOME/IP', encoding: 'someip' };
    this.#topics = new TopicTable((key) => findings.topic(key), others, 4_096);
  }

  /** No port is reserved for SOME/IP, so the header has to identify it. */
  sizeAt({ view, start, end }: NetworkPayload): number {
    if (end - start < headerSize) return 0;
    const length = view.getUint32(start + 4);
    const type = view.getUint8(start + 14) & ~segmentBit;
    const isValid =
      length >= headerSize - lengthEnds &&
      view.getUint8(start + 12) === protocolVersion &&
      messageTypes.has(type);
    return isValid ? lengthEnds + length : -1;
  }

  read(message: NetworkPayload): void {
    const { view, start, end, high, low, offset } = message;
    const id = view.getUint32(start);
    const tracker =
      this.#topics.find(id) ??
      this.#topics.open(id, { name: nameOf(id), type: typeOf(id), encoding: 'someip' });
    tracker.add(high, low, end - start, offset);
    if (id === discovery) {
      readServiceDiscovery(message, start + headerSize, this.#findings);
      return;
    }
    const returnCode = view.getUint8(start + 15);
    const isResponse = (view.getUint8(start + 14) & responseBit) !== 0;
    if (isResponse && returnCode !== 0) this.#failed(message, id, returnCode);
  }

  #failed(message: NetworkPayload, id: number, returnCode: number): void {
    const topic = nameOf(id);
    // As part of a word it remains in the code, from which free-standing figures are removed.
    const name = returnCodes[returnCode] ?? `code_${hex(returnCode, 2)}`;
    reportLog(
      { severity: 'error', source: topic, text: `the call failed with ${name}`, kind: 'log' },
      placeOf(message, topic),
      this.#findings,
    );
  }
}

/** `SOME/IP 0x1234 method 0x0001`. */
function nameOf(id: number): string {
  if (id === discovery) return 'SOME/IP-SD';
  const method = id & 0xffff;
  return `SOME/IP ${hex(id >>> 16, 4)} ${method < firstEvent ? 'method' : 'event'} ${hex(method, 4)}`;
}

function typeOf(id: number): string {
  return id === discovery ? 'SOME/IP service discovery' : 'SOME/IP';
}

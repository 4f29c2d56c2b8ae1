import { isVin } from '../../../domain/vin.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';
import { asciiText, hex, placeOf } from '../can/can-message.ts';
import type { Ecu } from '../can/diagnostics/ecu.ts';
import { readDiagnosticMessage } from '../can/diagnostics/read-diagnostic-message.ts';
import { FreezeFrames } from '../can/obd/freeze-frames.ts';
import type { NetworkFindings } from './network-findings.ts';
import type { NetworkPayload, NetworkProtocol } from './network-payload.ts';
import { TopicTable } from './topic-table.ts';

/** ISO 13400-2:2019, 8.1: the port of TCP and UDP. */
export const doipPort = 13_400;

/** Version, its inverse, payload type, length. */
const headerSize = 8;

/** ISO 13400-2:2019, table 17, "Overview of DoIP payload types". */
const types = {
  negativeAcknowledge: 0x0000,
  announcement: 0x0004,
  routingActivation: 0x0006,
  diagnostic: 0x8001,
  diagnosticNegative: 0x8003,
} as const;

const typeNames: Record<number, string> = {
  0: 'negative acknowledgement',
  1: 'vehicle identification request',
  2: 'vehicle identification request',
  3: 'vehicle identification request',
  4: 'vehicle announcement',
  5: 'routing activation request',
  6: 'routing activation response',
  7: 'alive check request',
  8: 'alive check response',
  16385: 'entity status request',
  16386: 'entity status response',
  16387: 'power mode request',
  16388: 'power mode response',
  32770: 'diagnostic acknowledgement',
  32771: 'diagnostic negative acknowledgement',
};

/** Table 19, "Generic DoIP header negative acknowledge codes". */
const headerReasons = [
  'incorrect pattern format',
  'unknown payload type',
  'message too large',
  'out of memory',
  'invalid payload length',
];

/** Table 49, "Routing activation response codes"; 0x10 is success, 0x11 requires a confirmation. */
const routingReasons: Record<number, string> = {
  0: 'unknown source address',
  1: 'no free socket',
  2: 'the source address differs from the one of the connection',
  3: 'the source address is in use',
  4: 'authentication is missing',
  5: 'confirmation was rejected',
  6: 'unknown activation type',
  7: 'a secure connection is required',
};
const firstSuccess = 0x10;

/** Table 26, "Diagnostic message negative acknowledge codes". */
const diagnosticReasons: Record<number, string> = {
  2: 'invalid source address',
  3: 'unknown target address',
  4: 'message too large',
  5: 'out of memory',
  6: 'target unreachable',
  7: 'unknown network',
  8: 'transport protocol error',
};

/** Diagnostics over IP: UDS inside it is interpreted as on CAN. */
export class DoipMessages implements NetworkProtocol {
  readonly #findings: NetworkFindings;
  readonly #freezeFrames: FreezeFrames;
  readonly #ecus = new Map<number, Ecu>();
  readonly #topics: TopicTable;

  constructor(findings: NetworkFindings) {
    this.#findings = findings;
    this.#freezeFrames = new FreezeFrames(findings);
    const others = { name: 'other DoIP messages', type: 'DoIP', encoding: 'doip' };
    this.#topics = new TopicTable((key) => findings.topic(key), others);
  }

  sizeAt({ view, start, end }: NetworkPayload): number {
    if (end - start >= 2 && (view.getUint8(start) ^ view.getUint8(start + 1)) !== 0xff) return -1;
    return end - start < headerSize ? 0 : headerSize + view.getUint32(start + 4);
  }

  read(message: NetworkPayload): void {
    const { view, start, end, high, low, offset } = message;
    const type = view.getUint16(start + 2);
    const content = start + headerSize;
    const isDiagnostic = type === types.diagnostic && end - content >= 4;
    const source = isDiagnostic ? view.getUint16(content) : -1;
    const tracker = this.#trackerOf(type, source);
    tracker.add(high, low, end - start, offset);
    if (isDiagnostic) this.#diagnostic(message, source);
    else this.#other(message, type, content);
  }

  /** `source` is -1 if the message has none. */
  #trackerOf(type: number, source: number): TopicTracker {
    const number = source < 0 ? 0x1_0000 + type : source;
    const present = this.#topics.find(number);
    if (present) return present;
    const other = `DoIP ${typeNames[type] ?? `message ${hex(type, 4)}`}`;
    const name = source < 0 ? other : this.#ecu(source).topic;
    return this.#topics.open(number, { name, type: 'DoIP', encoding: 'doip' });
  }

  /** Must be called after the last message. */
  finish(): void {
    this.#freezeFrames.finish();
  }

  /** Source and target address, then UDS. */
  #diagnostic({ bytes, start, end, high, low, offset }: NetworkPayload, source: number): void {
    const from = start + headerSize + 4;
    if (end === from) return;
    const message = { data: bytes, start: from, length: end - from, high, low, offset };
    readDiagnosticMessage(message, this.#ecu(source), this.#findings, this.#freezeFrames);
  }

  #other(message: NetworkPayload, type: number, content: number): void {
    const { view, bytes, end } = message;
    if (type === types.negativeAcknowledge && end > content) {
      const code = view.getUint8(content);
      this.#refused(message, 'DoIP: message', code, headerReasons[code]);
    } else if (type === types.announcement && end - content >= 19) {
      const vin = asciiText(bytes.subarray(content, content + 17));
      if (isVin(vin)) this.#findings.version('vin', vin);
    } else if (type === types.routingActivation && end - content >= 5) {
      const code = view.getUint8(content + 4);
      if (code < firstSuccess) this.#refused(message, 'DoIP: routing activation', code, routingReasons[code]);
    } else if (type === types.diagnosticNegative && end - content >= 5) {
      const code = view.getUint8(content + 4);
      const ecu = this.#ecu(view.getUint16(content));
      this.#refused(message, `${ecu.topic}: diagnostic message`, code, diagnosticReasons[code]);
    }
  }

  #refused(message: NetworkPayload, what: string, code: number, reason = 'a reason that is not known'): void {
    this.#findings.code(
      {
        code: `${what} refused, ${hex(code, 2)}`,
        source: 'uds',
        severity: 'warning',
        message: `${what} was refused: ${reason} (${hex(code, 2)}).`,
      },
      placeOf(message, 'DoIP'),
    );
  }

  #ecu(address: number): Ecu {
    let ecu = this.#ecus.get(address);
    if (!ecu) {
      const name = hex(address, 4);
      ecu = { name: `ECU ${name} on DoIP`, topic: `DoIP ${name}`, sources: new Map() };
      this.#ecus.set(address, ecu);
    }
    return ecu;
  }
}

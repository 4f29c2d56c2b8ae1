import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import type { FrameHandler } from '../can-frame.ts';
import type { CanIdentifier } from '../can-identifier.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import { type IsoTpProblem, IsoTpReceiver } from '../iso-tp/iso-tp-receiver.ts';
import { isIsoTpFrame } from '../iso-tp/protocol-control.ts';
import { namedIsoTp, namedMessages } from '../named-messages.ts';
import { FreezeFrames } from '../obd/freeze-frames.ts';
import { responseBit } from '../uds/services.ts';
import { diagnosticAddress, isFunctional, mayBeDiagnostic } from './diagnostic-address.ts';
import { type Ecu, ecuOf } from './ecu.ts';
import { ExchangeFinder } from './exchange-finder.ts';
import { readDiagnosticMessage } from './read-diagnostic-message.ts';

/** One identifier that may turn out to be a tester or an ECU, read under one kind of addressing. */
interface Candidate {
  ecu: Ecu;
  /** Whether an exchange has confirmed it. */
  confirmed: boolean;
  /** Whether it has sent something that cannot be diagnostics. */
  refuted: boolean;
  /** Messages in the form of responses without a request. */
  unrequested: number;
}

/** An ECU responds when asked; the first few requests may be missing from the recording. */
const maxUnasked = 3;

function isRequest({ data, start }: CanMessage): boolean {
  return ((data[start] as number) & responseBit) === 0;
}

/** The diagnostics of one bus: OBD-II and UDS over ISO-TP. */
export class DiagnosticBus {
  readonly #findings: IdentifyingFindings;
  readonly #bus: string;
  readonly #freezeFrames: FreezeFrames;
  /** Normal addressing, and extended addressing with one byte of address. */
  readonly #finders = [new ExchangeFinder(), new ExchangeFinder()] as const;
  readonly #candidates = [new Map<number, Candidate>(), new Map<number, Candidate>()] as const;

  constructor(bus: string, findings: IdentifyingFindings) {
    this.#bus = bus;
    this.#findings = findings;
    this.#freezeFrames = new FreezeFrames(findings);
  }

  /** Must be called after the last frame. */
  finish(): void {
    this.#freezeFrames.finish();
  }

  /** Handlers for the frames of an identifier; none for one that cannot be diagnostics. */
  handlers(identifier: CanIdentifier): readonly FrameHandler[] {
    const address = diagnosticAddress(identifier);
    if (address) return [this.#known(identifier, address.addressBytes)];
    if (!mayBeDiagnostic(identifier)) return [];
    return [...namedIsoTp(identifier), this.#candidate(identifier, 0), this.#candidate(identifier, 1)];
  }

  #known(identifier: CanIdentifier, addressBytes: 0 | 1): FrameHandler {
    const ecu = ecuOf(identifier);
    const named = namedMessages(identifier);
    const { id } = identifier;
    // Without the byte of address: an answer on an identifier of no standard has none.
    const isAsked = isFunctional(identifier) && addressBytes === 0;
    const receiver = new IsoTpReceiver(
      {
        message: (message) => {
          if (isAsked && isRequest(message))
            this.#finders[0].request(message, { id, addressByte: undefined });
          readDiagnosticMessage(message, ecu, this.#findings, this.#freezeFrames);
          named?.(message);
        },
        problem: (...problem) => this.#problem(ecu, ...problem),
      },
      addressBytes,
    );
    return (high, low, data, start, length, offset) => receiver.add(high, low, data, start, length, offset);
  }

  #candidate(identifier: CanIdentifier, addressBytes: 0 | 1): FrameHandler {
    const { id } = identifier;
    const candidate: Candidate = { ecu: ecuOf(identifier), confirmed: false, refuted: false, unrequested: 0 };
    this.#candidates[addressBytes].set(id, candidate);
    let addressByte: number | undefined;
    const receiver = new IsoTpReceiver(
      {
        message: (message) => this.#consider(message, { id, addressByte }, candidate, addressBytes),
        problem: (...problem) => {
          if (candidate.confirmed) this.#problem(candidate.ecu, ...problem);
        },
      },
      addressBytes,
    );
    return (high, low, data, start, length, offset) => {
      if (candidate.refuted) return;
      if (!isIsoTpFrame(data, start + addressBytes, length - addressBytes, addressBytes)) {
        candidate.refuted = !candidate.confirmed;
        return;
      }
      if (addressBytes === 1) addressByte = data[start];
      receiver.add(high, low, data, start, length, offset);
    };
  }

  /** A message of a candidate: read if an exchange has shown, or this very message shows, that it is diagnostics. */
  #consider(
    message: CanMessage,
    sender: { id: number; addressByte: number | undefined },
    candidate: Candidate,
    addressBytes: 0 | 1,
  ): void {
    const finder = this.#finders[addressBytes];
    if (isRequest(message)) finder.request(message, sender);
    else if (!candidate.confirmed) {
      const { asked, tester: id } = finder.answer(message, sender);
      if (!asked) candidate.unrequested += 1;
      if (candidate.unrequested > maxUnasked) candidate.refuted = true;
      if (id !== undefined) {
        // None if the request was to all units: its identifier is a standard's.
        const tester = this.#candidates[addressBytes].get(id);
        candidate.confirmed = !tester?.refuted;
        if (tester) tester.confirmed ||= candidate.confirmed;
      }
    }
    if (candidate.confirmed)
      readDiagnosticMessage(message, candidate.ecu, this.#findings, this.#freezeFrames);
  }

  #problem(ecu: Ecu, problem: IsoTpProblem, high: number, low: number, offset: number): void {
    this.#findings.code(
      {
        code: `${this.#bus}: ISO-TP ${problem}`,
        source: 'can',
        severity: 'warning',
        message: `A diagnostic message of ${ecu.name} was lost: ${problem}.`,
      },
      placeOf({ high, low, offset }, ecu.topic),
    );
  }
}

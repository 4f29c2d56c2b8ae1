import { type CanMessage, milliseconds } from '../can-message.ts';
import { isDtcAnswer } from '../uds/read-dtc-information.ts';
import { negativeResponse, responseBit, udsService } from '../uds/services.ts';

/** P2*CAN_Server_max, ISO 14229-2:2013, table 4: the maximum response time of a server. */
const answerTimeoutMs = 5_000;
/** Testers query one ECU after the other; more open requests than this are not diagnostics. */
const maxOpen = 8;
/** Evidence needed to accept a pair: repeated bytes of requests, or a well-formed list of codes. */
const sufficientWeight = 2;
const maxPairs = 256;

/** An open request; only the part that a response repeats. */
interface OpenRequest {
  from: number;
  addressByte: number | undefined;
  ms: number;
  bytes: number[];
}

/** The identifier and, with extended addressing, the byte of address before the message. */
export interface Sender {
  id: number;
  addressByte: number | undefined;
}

export interface Answer {
  /** Whether it can answer any open request. */
  asked: boolean;
  /** The identifier that asked, if this response shows that both belong together. */
  tester?: number;
}

/**
 * Finds testers and ECUs on identifiers that no standard assigns: a response must follow its request on another
 * identifier and repeat its service and what the service repeats (sub-function, data identifier). Holds a few open
 * requests.
 */
export class ExchangeFinder {
  readonly #open: OpenRequest[] = [];
  readonly #weights = new Map<string, number>();

  /** A tester may query several ECUs, and all of them at once, so report requests from known testers too. */
  request(message: CanMessage, { id, addressByte }: Sender): void {
    const { data, start, length, high, low } = message;
    if (!udsService(data[start] as number)) return;
    if (this.#open.length >= maxOpen) this.#open.shift();
    const bytes = [...data.subarray(start, start + Math.min(length, 4))];
    this.#open.push({ from: id, addressByte, ms: milliseconds(high, low), bytes });
  }

  /** What a response from an unknown identifier shows. */
  answer(message: CanMessage, sender: Sender): Answer {
    const ms = milliseconds(message.high, message.low);
    const index = this.#open.findIndex(
      (request) =>
        request.from !== sender.id &&
        Math.abs(ms - request.ms) <= answerTimeoutMs &&
        addressesMatch(request, sender) &&
        weightOf(request, message) !== undefined,
    );
    const request = this.#open[index];
    if (!request) return { asked: false };
    const pair = `${request.from} ${sender.id}`;
    const weight = (this.#weights.get(pair) ?? 0) + (weightOf(request, message) ?? 0);
    if (weight >= sufficientWeight) return { asked: true, tester: request.from };
    if (this.#weights.size < maxPairs) this.#weights.set(pair, weight);
    return { asked: true };
  }
}

/** With extended addressing each names the other by the low byte of its identifier. */
function addressesMatch(request: OpenRequest, sender: Sender): boolean {
  if (request.addressByte === undefined || sender.addressByte === undefined) {
    return request.addressByte === sender.addressByte;
  }
  return request.addressByte === (sender.id & 0xff) && sender.addressByte === (request.from & 0xff);
}

/**
 * How much of the request the response repeats, in bytes after the service; undefined if it does not belong to it. A
 * refusal repeats nothing, so it proves nothing.
 */
function weightOf(request: OpenRequest, message: CanMessage): number | undefined {
  const { data, start, length } = message;
  const service = request.bytes[0] as number;
  if (data[start] === negativeResponse) return length === 3 && data[start + 1] === service ? 0 : undefined;
  const echoed = udsService(service)?.echoed ?? 0;
  if (data[start] !== service + responseBit || length < 1 + echoed) return undefined;
  for (let i = 1; i <= echoed; i += 1) {
    const asked = request.bytes[i];
    if (asked === undefined || data[start + i] !== asked) return undefined;
  }
  return service === 0x19 && isDtcAnswer(message) ? sufficientWeight : echoed;
}

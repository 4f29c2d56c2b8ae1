import { type CanMessage, milliseconds } from '../can-message.ts';
import { isNegativeResponseCode } from '../uds/negative-response.ts';
import { isDtcAnswer } from '../uds/read-dtc-information.ts';
import { negativeResponse, responseBit, udsService } from '../uds/services.ts';

/** P2*CAN_Server_max, ISO 14229-2:2013, table 4: the longest a server takes for an answer. */
const answerTimeoutMs = 5_000;
/** Testers ask one ECU after the other; more open requests than this are no diagnosis. */
const maxOpen = 8;
/** So much must match before a pair is believed: repeated bytes of requests, or a well-formed list of codes. */
const enough = 2;
const maxPairs = 256;

/** A request that has not been answered yet; only as much of it as an answer repeats. */
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

/**
 * Finds testers and ECUs on identifiers that no standard tells: an answer must follow its request on another identifier
 * and repeat its service and what the service repeats (sub-function, data identifier). Bounded: a few open requests.
 */
export class ExchangeFinder {
  readonly #open: OpenRequest[] = [];
  readonly #weights = new Map<string, number>();

  /**
   * Tells the finder a message; the identifier that asked, when this message shows that both belong together. A tester may
   * ask several ECUs, so that requests count of `known` senders too.
   */
  add(message: CanMessage, sender: Sender, known: boolean): number | undefined {
    const service = message.data[message.start] as number;
    if ((service & responseBit) !== 0) return known ? undefined : this.#answer(message, sender);
    if (udsService(service)) this.#request(message, sender);
    return undefined;
  }

  #request(message: CanMessage, { id, addressByte }: Sender): void {
    const { data, start, length, high, low } = message;
    if (this.#open.length >= maxOpen) this.#open.shift();
    const bytes = [...data.subarray(start, start + Math.min(length, 4))];
    this.#open.push({ from: id, addressByte, ms: milliseconds(high, low), bytes });
  }

  #answer(message: CanMessage, sender: Sender): number | undefined {
    const ms = milliseconds(message.high, message.low);
    const index = this.#open.findIndex(
      (request) =>
        request.from !== sender.id &&
        Math.abs(ms - request.ms) <= answerTimeoutMs &&
        addressesMatch(request, sender) &&
        weightOf(request, message) > 0,
    );
    const request = this.#open[index];
    if (!request) return undefined;
    const pending =
      message.data[message.start] === negativeResponse && message.data[message.start + 2] === 0x78;
    if (!pending) this.#open.splice(index, 1);
    const pair = `${request.from} ${sender.id}`;
    const weight = (this.#weights.get(pair) ?? 0) + weightOf(request, message);
    if (weight >= enough) return request.from;
    if (this.#weights.size < maxPairs) this.#weights.set(pair, weight);
    return undefined;
  }
}

/** With extended addressing each names the other by the low byte of its identifier. */
function addressesMatch(request: OpenRequest, sender: Sender): boolean {
  if (request.addressByte === undefined || sender.addressByte === undefined) {
    return request.addressByte === sender.addressByte;
  }
  return request.addressByte === (sender.id & 0xff) && sender.addressByte === (request.from & 0xff);
}

/** How much of the request the answer repeats, in bytes after the service; 0 when it does not belong to it. */
function weightOf(request: OpenRequest, message: CanMessage): number {
  const { data, start, length } = message;
  const service = request.bytes[0] as number;
  if (data[start] === negativeResponse) {
    const known = length === 3 && isNegativeResponseCode(data[start + 2] as number);
    return known && data[start + 1] === service ? 1 : 0;
  }
  const echoed = udsService(service)?.echoed ?? 0;
  if (data[start] !== service + responseBit || echoed === 0 || length < 1 + echoed) return 0;
  for (let i = 1; i <= echoed; i += 1) {
    const asked = request.bytes[i];
    if (asked === undefined || data[start + i] !== asked) return 0;
  }
  return service === 0x19 && isDtcAnswer(message) ? enough : echoed;
}

import { createHash } from 'node:crypto';
import { unpackXz } from '../../bytes/xz/unpack-xz.ts';
import { EventDefinitions } from '../../meaning/interpret/px4/event-definitions.ts';
import type { EventNames } from '../../meaning/interpret/px4/interpreter.ts';
import { type KeyedValue, parseKeyed, valueText } from './messages.ts';

/**
 * PX4 User Guide, events interface: xz-compressed JSON in parts of this information, before the data, and its
 * SHA-256.
 */
const key = 'metadata_events';
const hashKey = 'metadata_events_sha256';
/** PX4 1.15 writes 16 KB that decompress to 160 KB. */
const maxPackedBytes = 256 * 2 ** 10;
const maxUnpackedBytes = 2 * 2 ** 20;

/** A log's definitions of its events, assembled when the first event needs them. */
export class EventMetadata {
  #parts: Uint8Array[] = [];
  #bytes = 0;
  #hash = '';
  #definitions: EventDefinitions | undefined;
  #isOpened = false;

  /** Registers an information message of several parts, if it is about events; the first list is kept. */
  add(content: Uint8Array): void {
    const keyed = parseKeyed(content.subarray(1));
    if (keyed?.name !== key || this.#isOpened) return;
    const isContinued = content[0] !== 0;
    if (isContinued !== this.#parts.length > 0) return;
    this.#bytes += keyed.value.byteLength;
    if (this.#bytes <= maxPackedBytes) this.#parts.push(new Uint8Array(keyed.value));
  }

  /** Definitions without a matching hash in the log are ignored: a damaged one would name another fault. */
  addHash(info: KeyedValue): void {
    if (info.name === hashKey) this.#hash = valueText(info);
  }

  readonly named: EventNames = (id, bytes) => {
    if (!this.#isOpened) this.#open();
    return this.#definitions?.named(id, bytes);
  };

  #open(): void {
    this.#isOpened = true;
    const packed = Buffer.concat(this.#parts);
    this.#parts = [];
    if (createHash('sha256').update(packed).digest('hex') !== this.#hash) return;
    const json = unpackXz(packed, maxUnpackedBytes);
    if (json) this.#definitions = EventDefinitions.parse(new TextDecoder().decode(json));
  }
}

import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { HardFaults } from './hard-faults.ts';
import { type KeyedValue, parseKeyed } from './messages.ts';

/** Maximum keys tracked while a log is read; the builder keeps fewer. */
const maxKeys = 100;

interface Collected {
  mediaType: string;
  size: number;
  offset: number;
}

/**
 * Information in several parts (message type M): texts of several lines and files, such as the metadata of events.
 * They are listed by key as attachments; of their contents only crash dumps are read.
 */
export class InfoMultiples {
  readonly #byKey = new Map<string, Collected>();

  /** `uint8_t is_continued`, then as an information message. False if it is invalid. */
  add(content: Uint8Array, offset: number, hardFaults: HardFaults): boolean {
    const keyed = parseKeyed(content.subarray(1));
    if (!keyed) return false;
    hardFaults.add(keyed, content[0] === 1, offset);
    const present = this.#byKey.get(keyed.name);
    if (present) present.size += keyed.value.byteLength;
    else if (this.#byKey.size < maxKeys) {
      this.#byKey.set(keyed.name, { mediaType: mediaTypeOf(keyed), size: keyed.value.byteLength, offset });
    }
    return true;
  }

  list(builder: SummaryBuilder): void {
    for (const [name, { mediaType, size, offset }] of this.#byKey) {
      builder.attachment({ name, media_type: mediaType, size_bytes: size, offset });
    }
  }
}

/** PX4 writes its metadata as xz-compressed JSON ("metadata_events", "metadata_parameters"). */
function mediaTypeOf({ type, name }: KeyedValue): string {
  if (name.startsWith('metadata_')) return 'application/x-xz';
  return type.startsWith('char') ? 'text/plain' : 'application/octet-stream';
}

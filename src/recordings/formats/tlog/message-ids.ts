import { ardupilotMessages } from './ardupilot-messages.ts';
import { commonMessages } from './common-messages.ts';
import { crc16, crc16Byte } from './crc16.ts';
import type { Frame } from './frame.ts';

interface Known {
  name: string;
  crcExtra: number;
}

const known = new Map<number, Known>(
  [...commonMessages, ...ardupilotMessages].map((row) => {
    const [id, name = '', crcExtra] = row.split(' ');
    return [Number(id), { name, crcExtra: Number(crcExtra) }];
  }),
);

/** Maximum numbers of other dialects that are tracked; further ones are accepted unchecked. */
const maxLearned = 4_096;

/**
 * Checks frames. The checksum covers one byte that represents the definition of the message (CRC_EXTRA); for unknown
 * messages it is derived from the first of them, which succeeds for damaged bytes in one case of 256.
 */
export class MessageIds {
  readonly #learned = new Map<number, number>();
  readonly #confirmed = new Set<number>();

  /** The name of the message; undefined if it is in none of the known dialects. */
  nameOf(id: number): string | undefined {
    return this.#learned.has(id) ? undefined : known.get(id)?.name;
  }

  /** Whether the checksum is right, without learning anything about new messages. */
  isSound(bytes: Uint8Array, frame: Frame): boolean {
    const expected = this.#learned.get(frame.id) ?? known.get(frame.id)?.crcExtra;
    return expected !== undefined && crc16Byte(sumOf(bytes, frame), expected) === storedIn(bytes, frame);
  }

  /** Whether the frame is intact, as far as can be determined. */
  accepts(bytes: Uint8Array, frame: Frame): boolean {
    if (this.isSound(bytes, frame)) {
      this.#confirmed.add(frame.id);
      return true;
    }
    // A message that was valid before is damaged now; another may belong to another dialect under the same number.
    if (this.#confirmed.has(frame.id)) return false;
    const found = crcExtraOf(sumOf(bytes, frame), storedIn(bytes, frame));
    if (found === undefined) return false;
    if (found === known.get(frame.id)?.crcExtra) this.#learned.delete(frame.id);
    else if (this.#learned.size < maxLearned) this.#learned.set(frame.id, found);
    return true;
  }
}

/** The checksum up to the end of the payload. */
function sumOf(bytes: Uint8Array, { summedFrom, payloadAt, payloadSize }: Frame): number {
  return crc16(bytes, summedFrom, payloadAt + payloadSize);
}

function storedIn(bytes: Uint8Array, { payloadAt, payloadSize }: Frame): number {
  const at = payloadAt + payloadSize;
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
}

function crcExtraOf(sum: number, stored: number): number | undefined {
  for (let extra = 0; extra < 256; extra += 1) if (crc16Byte(sum, extra) === stored) return extra;
  return undefined;
}

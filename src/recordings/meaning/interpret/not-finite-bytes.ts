/** CDR: four bytes say how the message is encoded; the lowest bit of the second one, whether it is little-endian. */
const encapsulation = 4;
const word = 4;

/**
 * Whether a message may hold a float that is NaN or infinite (IEEE 754: all bits of the exponent are set), by its bytes alone, which
 * takes a fraction of the time of decoding it: other bytes may look so, but no message that holds one is missed. Undefined for encodings
 * that can write such figures in other ways.
 */
export function notFiniteTest(messageEncoding: string): ((bytes: Uint8Array) => boolean) | undefined {
  switch (messageEncoding) {
    case 'cdr':
      // Floats are aligned to words, counted from behind the encapsulation.
      return (bytes) =>
        ((bytes[1] ?? 0) & 1) === 1
          ? mayHold(bytes, encapsulation, word, 3, 2)
          : mayHold(bytes, encapsulation, word, 0, 1);
    case 'ros1':
      return (bytes) => mayHold(bytes, 0, 1, 3, 2);
    default:
      return undefined;
  }
}

/** `upper` and `next` are the places in a word of the byte with sign and seven bits of the exponent, and of the one with its eighth. */
function mayHold(bytes: Uint8Array, from: number, step: number, upper: number, next: number): boolean {
  const last = bytes.length - word;
  for (let at = from; at <= last; at += step) {
    if (((bytes[at + upper] as number) & 0x7f) === 0x7f && (bytes[at + next] as number) >= 0x80) return true;
  }
  return false;
}

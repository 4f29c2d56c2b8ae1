/**
 * The representation identifier in the first two bytes of a CDR message (DDS-XTypes 1.3, 7.6.3.1.2, table 60; the
 * values from 0x10 on are those of its version 1.2). Odd ones are little-endian.
 */
const plain = 0b11_0000_0000_1100_0011;
const mostPlain = 0x11;
const delimited = new Set([0x08, 0x09, 0x14, 0x15]);

/** Whether members follow one another without lengths or ids between them. */
export function isPlain(view: DataView, at: number): boolean {
  return isPlainKind(view.getUint16(at));
}

/** Whether each object of an appendable type begins with its length. */
export function isDelimited(message: Uint8Array): boolean {
  return message[0] === 0 && delimited.has(message[1] ?? -1);
}

export function isLittleEndian(view: DataView, at: number): boolean {
  return (view.getUint8(at + 1) & 1) === 1;
}

/** Throws for a message in another representation: definitions without extensibility do not define how to read it. */
export function assertPlain(message: Uint8Array): void {
  if (message[0] === 0 && isPlainKind(message[1] ?? 0xff)) return;
  const kind = Buffer.from(message.subarray(0, 2)).toString('hex');
  throw new Error(`messages in the representation 0x${kind} are not decoded with this definition`);
}

/** By a bit mask: evaluated for each CAN frame. */
function isPlainKind(kind: number): boolean {
  return kind <= mostPlain && ((plain >> kind) & 1) === 1;
}

/**
 * The representation identifier in the first two bytes of a CDR message (DDS-XTypes 1.3, 7.6.3.1.2, table 60; the values
 * from 0x10 on are those of its version 1.2). Odd ones are little-endian.
 */
const plain = new Set([0x00, 0x01, 0x06, 0x07, 0x10, 0x11]);
const delimited = new Set([0x08, 0x09, 0x14, 0x15]);

/** Whether members follow one another without lengths or ids between them. */
export function isPlain(view: DataView, at: number): boolean {
  return plain.has(view.getUint16(at));
}

/** Whether each object of an appendable type begins with its length. */
export function isDelimited(message: Uint8Array): boolean {
  return message[0] === 0 && delimited.has(message[1] ?? -1);
}

export function isLittleEndian(view: DataView, at: number): boolean {
  return (view.getUint8(at + 1) & 1) === 1;
}

/** Throws for a message whose members are not plain: definitions without extensibility do not tell how to read it. */
export function assertPlain(message: Uint8Array): void {
  if (message[0] === 0 && plain.has(message[1] ?? -1)) return;
  const kind = Buffer.from(message.subarray(0, 2)).toString('hex');
  throw new Error(`messages in the representation 0x${kind} are not decoded with this definition`);
}

/** Error codes of Vector's CAN core, in bits 6 to 11 of the extended code of an error frame. */
const coreErrors = [
  'bit error',
  'form error',
  'stuff error',
  'other error',
  'CRC error',
  'acknowledge error',
];
/** Bit of the flags of an error frame that says that the code of the CAN core is there. */
const hasCoreCode = 2;

/** What Vector's CAN core says of an error frame, in BLF and ASC alike; undefined when it says nothing. */
export function coreError(flags: number, extendedCode: number): string | undefined {
  return (flags & hasCoreCode) === 0 ? undefined : coreErrors[(extendedCode >> 6) & 0x3f];
}

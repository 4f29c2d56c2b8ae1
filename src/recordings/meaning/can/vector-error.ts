/** Error codes of Vector's CAN core, in bits 6 to 11 of the extended code of an error frame. */
const coreErrors = [
  'bit error',
  'form error',
  'stuff error',
  'other error',
  'CRC error',
  'acknowledge error',
];
/** Flag of an error frame that marks the code of the CAN core as present. */
const hasCoreCode = 2;

/** Description of an error frame by Vector's CAN core, in BLF and ASC alike; undefined if there is none. */
export function coreError(flags: number, extendedCode: number): string | undefined {
  return (flags & hasCoreCode) === 0 ? undefined : coreErrors[(extendedCode >> 6) & 0x3f];
}

/** Says how a recording was compressed, and what its byte offsets refer to; undefined if it was not compressed. */
export function packedText(packedWith: readonly string[] | undefined): string | undefined {
  if (!packedWith || packedWith.length === 0) return undefined;
  return `packed with ${packedWith.join(' and ')}: places count bytes of the unpacked recording, damaged bytes those of the file`;
}

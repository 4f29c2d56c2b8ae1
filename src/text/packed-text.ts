/** Says what a recording was packed in, and what its places count in; undefined when it was not packed. */
export function packedText(packedWith: readonly string[] | undefined): string | undefined {
  if (!packedWith || packedWith.length === 0) return undefined;
  return `packed with ${packedWith.join(' and ')}: places count bytes of the unpacked recording, damaged bytes those of the file`;
}

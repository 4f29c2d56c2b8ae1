/** Encodings of texts are layers like compressions, but nobody packs with them. */
const encoding = /^UTF-/;

/**
 * Says how a recording was compressed or encoded, and what its byte offsets refer to; undefined if it is stored as it
 * is read.
 */
export function packedText(packedWith: readonly string[] | undefined): string | undefined {
  if (!packedWith || packedWith.length === 0) return undefined;
  const written = packedWith.filter((name) => encoding.test(name));
  const packed = packedWith.filter((name) => !encoding.test(name));
  const how = [
    ...(packed.length > 0 ? [`packed with ${packed.join(' and ')}`] : []),
    ...(written.length > 0 ? [`written in ${written.join(' and ')}`] : []),
  ].join(', ');
  const counted = written.length > 0 ? 'text in UTF-8' : 'unpacked recording';
  return `${how}: places count bytes of the ${counted}, damaged bytes those of the file`;
}

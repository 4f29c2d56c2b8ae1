/** Longer words may not fit into a column. */
const longestWord = 22;
const zeroWidthSpace = '\u200b';

/**
 * Allows long words without a space, such as topics and digests, to be broken: after a separator, or anywhere if
 * necessary.
 */
export function breakable(text: string): string {
  return text.replace(/\S{23,}/gu, (word) =>
    [...word.replace(/(?<=[/_.:,;@=-])(?=[\p{L}\p{N}])/gu, zeroWidthSpace).split(zeroWidthSpace)]
      .map((piece) => piece.replace(new RegExp(`(.{${longestWord}})(?=.)`, 'gsu'), `$1${zeroWidthSpace}`))
      .join(zeroWidthSpace),
  );
}

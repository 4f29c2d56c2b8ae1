/** Bytes in which the root of an XML document is looked for: behind its declaration and a licence in a comment. */
const searched = 4 * 1024;

/** Whether the root element of an XML document has this name, whatever its prefix. */
export function xmlRoot(name: string): (head: Uint8Array) => boolean {
  // What may stand in front can be read in one way only, so that a head that does not match takes no longer.
  const root = new RegExp(
    `^\\s*(?:(?:<\\?[^>]*>|<!--(?:(?!-->)[\\s\\S])*-->|<!(?!--)[^>]*>)\\s*)*<(?:[\\w.-]+:)?${name}[\\s/>]`,
  );
  return (head) => head.subarray(0, 64).includes(0x3c) && root.test(beginning(head));
}

function beginning(head: Uint8Array): string {
  return Buffer.from(head.subarray(0, searched))
    .toString('utf8')
    .replace(/^\ufeff/, '');
}

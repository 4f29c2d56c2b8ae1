/** Number of bytes from the start of a file by which its format, or its compression, is detected. */
export const detectionBytes = 4096;

/** As a string it stands for its Latin-1 bytes. */
type Magic = ArrayLike<number> | string;

export function startsWith(head: Uint8Array, magic: Magic): boolean {
  const bytes = typeof magic === 'string' ? Buffer.from(magic, 'latin1') : magic;
  for (let i = 0; i < bytes.length; i += 1) if (head[i] !== bytes[i]) return false;
  return true;
}

export const begins =
  (...magics: Magic[]) =>
  (head: Uint8Array) =>
    magics.some((magic) => startsWith(head, magic));

export const hasAt = (at: number, magic: Magic) => (head: Uint8Array) => startsWith(head.subarray(at), magic);

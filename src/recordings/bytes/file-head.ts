/** Number of bytes from the start of a file by which its format, or its compression, is detected. */
export const detectionBytes = 4096;

/** `magic` as a string stands for its Latin-1 bytes. */
export function startsWith(head: Uint8Array, magic: ArrayLike<number> | string): boolean {
  const bytes = typeof magic === 'string' ? Buffer.from(magic, 'latin1') : magic;
  for (let i = 0; i < bytes.length; i += 1) if (head[i] !== bytes[i]) return false;
  return true;
}

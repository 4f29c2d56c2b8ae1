/**
 * Gives the memory behind `bytes` back at once; nobody may use it any more. What was unpacked lies outside of the heap,
 * and the collector goes through all of the heap after each 30 MB of it: of a zstd MCAP that took more time than unpacking.
 */
export function release(bytes: Uint8Array<ArrayBuffer>): void {
  // Smaller ones may be part of the buffer that Node shares among many.
  if (bytes.byteLength > Buffer.poolSize) bytes.buffer.transfer(0);
}

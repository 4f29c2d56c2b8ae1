/**
 * Frees the memory of `bytes` at once; it must not be used afterwards. Decompressed data lies outside the heap, and
 * the collector scans the whole heap after each 30 MB of it: for a zstd MCAP that took more time than decompression.
 */
export function release(bytes: Uint8Array<ArrayBuffer>): void {
  // Smaller ones may be part of the buffer that Node shares among many.
  if (bytes.byteLength > Buffer.poolSize) bytes.buffer.transfer(0);
}

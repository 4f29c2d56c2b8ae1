/** Longest name of a format, in bytes of UTF-8. */
export const maxFormatBytes = 63;

/** The format of a file in memory shared by two threads, readable even if the one that writes it dies. */
export type SharedFormat = Uint8Array<SharedArrayBuffer>;

export function createSharedFormat(): SharedFormat {
  return new Uint8Array(new SharedArrayBuffer(1 + maxFormatBytes));
}

/** The name itself is shared rather than an index, so that the pool needs no list of formats. */
export function writeFormat(shared: SharedFormat, format: string): void {
  const name = Buffer.from(format).subarray(0, maxFormatBytes);
  shared.set(name, 1);
  // Written last, so that nobody reads an incomplete name.
  Atomics.store(shared, 0, name.length);
}

/** Undefined until a thread has started on the file. */
export function readFormat(shared: SharedFormat): string | undefined {
  const length = Atomics.load(shared, 0);
  return length === 0 ? undefined : Buffer.from(shared.slice(1, 1 + length)).toString();
}

/** Bytes of one request at most: what a cut can cost, even behind a proxy that keeps requests until they are whole. */
export const partBytes = 8 * 1024 * 1024;

export interface Part {
  start: number;
  /** Excluded. */
  end: number;
  /** The file is whole with it. */
  isLast: boolean;
}

/**
 * What is sent next of a file that stands at `offset`. Parts end where those of the server do, so that it need not keep
 * what is less than one of them.
 */
export function nextPart(offset: number, size: number): Part {
  const end = Math.min(size, (Math.floor(offset / partBytes) + 1) * partBytes);
  return { start: offset, end, isLast: end === size };
}

/** A file of this size takes a thread some 50 ms. */
const smallBytes = 4 * 2 ** 20;
/** What a worker took longer ago waits there for a thread, or its worker is gone. */
const recentMs = 1_000;
/** So few are over sooner than a chunk of them could be handed to a worker. */
const few = 50;

/**
 * Whether workers are about to have read all of these files ahead, so that waiting for them costs less than handing them on.
 * @param files without a result; `taken_ms` since a worker began to read one ahead, null where nobody did
 */
export function areBeingRead(files: readonly { size: number; taken_ms: number | null }[]): boolean {
  return (
    files.length > 0 &&
    files.length <= few &&
    files.every(({ size, taken_ms }) => size <= smallBytes && taken_ms !== null && taken_ms <= recentMs)
  );
}

import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { CapnpMessage } from '../../meaning/decode/capnp-message.ts';
import { InvalidCapnp } from '../../meaning/decode/capnp-pointers.ts';
import { EventWalk } from './event-walk.ts';

/** The first event of a log, and clocks every second, have the time of day. */
const searchedBytes = 16 * 2 ** 20;

/** Discriminants of `Event`, and the offset of `wallTimeNanos` in their structs. */
const wallTimes: Readonly<Record<number, number>> = { 0: 8, 34: 24 };

/** A device whose clock was never set is in the year of its system's build; openpilot exists since 2016. */
const firstYearNs = BigInt(Date.UTC(2016, 0, 1)) * 1_000_000n;
const lastNs = BigInt(Date.UTC(2100, 0, 1)) * 1_000_000n;

/** Nanoseconds since 1970 at which the device was switched on; undefined if the beginning of the log does not say it. */
export async function findBootTime(
  source: ByteSource,
  signal: AbortSignal | undefined,
): Promise<bigint | undefined> {
  const reader = new ByteReader(source, signal);
  let found: bigint | undefined;
  const walk = new EventWalk(reader, { add: () => {} }, (at) => {
    found = bootTimeIn(new CapnpMessage(reader.bytes, reader.view, at));
    return found === undefined;
  });
  try {
    await walk.run(searchedBytes);
  } finally {
    await reader.close();
  }
  return found;
}

function bootTimeIn(message: CapnpMessage): bigint | undefined {
  try {
    const event = message.root();
    const offset = wallTimes[event.u16(8)];
    const wallNs = offset === undefined ? 0n : (event.struct(0)?.u64(offset) ?? 0n);
    if (wallNs < firstYearNs || wallNs >= lastNs) return undefined;
    return wallNs - event.u64(0);
  } catch (error) {
    if (error instanceof InvalidCapnp) return undefined;
    throw error;
  }
}

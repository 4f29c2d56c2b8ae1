import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { gpsToUnixMs } from './gps-time.ts';
import { type Layout, readNumber } from './layout.ts';
import { timeReaderOf } from './message-time.ts';
import { MessageWalk } from './message-walk.ts';

/** A receiver finds its position within some minutes; a log of them is smaller than this. */
const searchedBytes = 64 * 2 ** 20;

/** AP_GPS::GPS_Status: from here on a position in three dimensions, so that the receiver knows the week. */
const fix3d = 3;

/** Microseconds; no controller runs longer. */
const longestUptimeUs = 400 * 24 * 3600 * 1e6;

/** Microseconds since 1970 of the years 2000 and 2100. */
const unixUs = { from: 946_684_800e6, to: 4_102_444_800e6 } as const;
/** As many messages in a row are not damaged in the same way. */
const provenMessages = 3;

export interface LogClock {
  /** Time of the first message that has one, in microseconds since the start of the system, or since 1970. */
  firstUs: number;
  /**
   * Microseconds since 1970 at which the system started, by the first position; undefined if there is none. 0 if the times count
   * from 1970 themselves, as those of simulations do that take the time of their computer (ArduPilot 4.8).
   */
  startedUs: number | undefined;
}

/** Reads as much of the log as needed to learn when the system was started. */
export async function findClock(source: ByteSource, signal: AbortSignal | undefined): Promise<LogClock> {
  const reader = new ByteReader(source, signal);
  let firstUs: number | undefined;
  let startedUs: number | undefined;
  let firstUnixUs = 0;
  let since1970 = 0;
  const walk = new MessageWalk(reader, {
    message: (layout, at) => {
      const us = timeReaderOf(layout)?.(reader.view, at);
      if (us === undefined) return true;
      if (us >= unixUs.from && us < unixUs.to) {
        if (since1970 === 0) firstUnixUs = us;
        since1970 += 1;
        return since1970 < provenMessages;
      }
      since1970 = 0;
      if (us > longestUptimeUs) return true;
      firstUs ??= us;
      if (/^GPS2?$/.test(layout.name)) startedUs = startOf(layout, reader.view, at, us);
      return startedUs === undefined;
    },
    damage: () => {},
  });
  try {
    await walk.run(searchedBytes);
  } finally {
    await reader.close();
  }
  if (since1970 === provenMessages) return { firstUs: firstUnixUs, startedUs: 0 };
  return { firstUs: firstUs ?? 0, startedUs };
}

/** Week and milliseconds within it, as raw numbers: their multiplier would convert them to seconds. */
function startOf(layout: Layout, view: DataView, at: number, us: number): number | undefined {
  const raw = (name: string) => {
    const field = layout.fields.get(name);
    return field?.type.read?.(view, at + field.offset) ?? Number.NaN;
  };
  if (!(readNumber(layout, 'Status', view, at) >= fix3d)) return undefined;
  const isOld = layout.fields.has('Week');
  const ms = isOld ? gpsToUnixMs(raw('Week'), raw('TimeMS')) : gpsToUnixMs(raw('GWk'), raw('GMS'));
  return ms === undefined ? undefined : ms * 1000 - us;
}

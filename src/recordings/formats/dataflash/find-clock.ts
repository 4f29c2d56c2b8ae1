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

export interface LogClock {
  /** Time of the first message that has one, in microseconds since the start of the system. */
  firstUs: number;
  /** Microseconds since 1970 at which the system started, by the first position; undefined if there is none. */
  startedUs: number | undefined;
}

/** Reads as much of the log as needed to learn when the system was started. */
export async function findClock(source: ByteSource, signal: AbortSignal | undefined): Promise<LogClock> {
  const reader = new ByteReader(source, signal);
  let firstUs: number | undefined;
  let startedUs: number | undefined;
  const walk = new MessageWalk(reader, {
    message: (layout, at) => {
      const us = timeReaderOf(layout)?.(reader.view, at);
      if (us === undefined || us > longestUptimeUs) return true;
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

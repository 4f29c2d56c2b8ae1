import { type CanEvent, isSampleFrame, type TimedFrame } from '../../../samples/can/can-event.ts';
import { DamageLog } from '../../../src/recordings/bytes/damage.ts';
import { createBusTraffic } from '../../../src/recordings/meaning/can/bus-traffic.ts';
import { frameFlags } from '../../../src/recordings/meaning/can/can-frame.ts';
import type { CanDatabase } from '../../../src/recordings/meaning/dbc/can-database.ts';
import { createSignalNamer } from '../../../src/recordings/meaning/dbc/name-signals.ts';
import type { FileSummary } from '../../../src/recordings/summary/file-summary.ts';
import { SummaryBuilder } from '../../../src/recordings/summary/summary-builder.ts';

/** The result of a container's reader for these events; the offset of each is its index times 100. */
export function feed(events: Iterable<CanEvent>, databases: readonly CanDatabase[] = []): FileSummary {
  const builder = new SummaryBuilder();
  const traffic = createBusTraffic(builder, () => createSignalNamer(databases, builder));
  let index = 0;
  for (const event of events) {
    const bus = traffic.can(`CAN ${event.bus}`);
    const high = Number(event.timeNs >> 32n);
    const low = Number(event.timeNs & 0xffff_ffffn);
    const offset = index * 100;
    index += 1;
    if (isSampleFrame(event)) {
      const { id, data, extended, fd } = event;
      const flags =
        (extended ? frameFlags.extended : 0) | (fd ? frameFlags.fd | frameFlags.bitRateSwitch : 0);
      bus.frame(high, low, id, flags, data, 0, data.length, offset);
    } else bus.error(high, low, event.error, offset);
  }
  traffic.finish();
  return builder.finish({ format: 'candump', sizeBytes: index * 100, damage: new DamageLog() });
}

const startNs = 1_773_475_200_000_000_000n;

/** Frames of one bus as events, in order of time. */
export function onBus(frames: readonly TimedFrame[], bus = 1): CanEvent[] {
  return frames
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, ...frame }) => ({ ...frame, bus, timeNs: startNs + BigInt(Math.round(at * 1e6)) * 1000n }));
}

export function frame(at: number, id: number, bytes: string | ArrayLike<number>): TimedFrame {
  const data =
    typeof bytes === 'string' ? Buffer.from(bytes.replaceAll(' ', ''), 'hex') : Uint8Array.from(bytes);
  return { at, id, extended: id > 0x7ff, data };
}

export const codesOf = (summary: FileSummary) =>
  summary.codes.map(({ code, source, severity, count }) => `${source} ${severity} ${code} x${count}`);

export const metricsOf = (summary: FileSummary) =>
  Object.fromEntries(
    summary.metrics.map(({ source, count, max_milli }) => [source, [count, max_milli / 1000]]),
  );

export const versionsOf = (summary: FileSummary) =>
  Object.fromEntries(summary.versions.map(({ component, version }) => [component, version]));

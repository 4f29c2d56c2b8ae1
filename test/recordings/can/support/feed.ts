import { type CanEvent, isSampleFrame } from '../../../../samples/can/can-event.ts';
import { createBusTraffic } from '../../../../src/recordings/can/bus-traffic.ts';
import { frameFlags } from '../../../../src/recordings/can/can-frame.ts';
import { DamageLog } from '../../../../src/recordings/damage.ts';
import type { FileSummary } from '../../../../src/recordings/file-summary.ts';
import { SummaryBuilder } from '../../../../src/recordings/summary/summary-builder.ts';

/** What a container's reader would make of these events; the offset of each is its index times 100. */
export function feed(events: Iterable<CanEvent>): FileSummary {
  const builder = new SummaryBuilder();
  const traffic = createBusTraffic(builder);
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

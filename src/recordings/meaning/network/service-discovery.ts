import { hex, placeOf } from '../can/can-message.ts';
import { reportLog } from '../interpret/log.ts';
import type { NetworkFindings } from './network-findings.ts';
import type { NetworkPayload } from './network-payload.ts';

/** AUTOSAR PRS SOME/IP Service Discovery R20-11, 4.1.2.3: an entry of a service or an event group. */
const entrySize = 16;
const entryTypes = { offer: 0x01, subscribeAnswer: 0x07 } as const;

/** Reads the entries after flags and a length at `at`: services that are withdrawn, subscriptions that are refused. */
export function readServiceDiscovery(message: NetworkPayload, at: number, findings: NetworkFindings): void {
  const { view, end } = message;
  if (end - at < 8) return;
  const last = Math.min(end, at + 8 + view.getUint32(at + 4));
  for (let entry = at + 8; entry + entrySize <= last; entry += entrySize) {
    const type = view.getUint8(entry);
    const service = `service ${hex(view.getUint16(entry + 4), 4)} instance ${hex(view.getUint16(entry + 6), 4)}`;
    // A time to live of 0 withdraws an offer, and turns the response to a subscription into a refusal.
    const timeToLive = view.getUint32(entry + 8) & 0xff_ffff;
    if (timeToLive !== 0) continue;
    const place = placeOf(message, 'SOME/IP-SD');
    const source = `SOME/IP-SD ${service}`;
    if (type === entryTypes.offer) {
      findings.log({ severity: 'info', source, text: 'the service is no longer offered' }, place);
    } else if (type === entryTypes.subscribeAnswer) {
      const group = `event group ${hex(view.getUint16(entry + 14), 4)}`;
      const text = 'a subscription was refused';
      reportLog({ severity: 'warning', source: `${source} ${group}`, text, kind: 'log' }, place, findings);
    }
  }
}

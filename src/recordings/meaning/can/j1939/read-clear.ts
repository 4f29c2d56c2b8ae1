import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import { ecuName, globalAddress } from './parameter-group.ts';
import type { Sent } from './transport-receiver.ts';

/** SAE J1939-73, 5.7.3 and 5.7.11: initiated by a request, confirmed by an acknowledgement. */
const clears = new Map([
  [0xfecc, 'DM3, previously active codes'],
  [0xfed3, 'DM11, active codes'],
]);

/** SAE J1939-21, 5.4.4: control byte of a positive acknowledgement. */
const positive = 0;

/** A request (PGN 59904): three bytes of the requested group. Requests to all control units are not acknowledged. */
export function readRequest(message: CanMessage, sent: Sent, findings: Findings): void {
  const { data, start, length } = message;
  const what = length < 3 ? undefined : clears.get(groupAt(data, start));
  if (what === undefined || sent.destination !== globalAddress) return;
  findings.code(
    {
      code: 'clearing of DTCs requested',
      source: 'j1939',
      severity: 'info',
      message: `${ecuName(sent.source)} asked all control units to clear their trouble codes (${what}).`,
    },
    placeOf(message, sent.topic),
  );
}

/** An acknowledgement (PGN 59392): control byte, four others, and the group concerned. */
export function readAcknowledgement(message: CanMessage, sent: Sent, findings: Findings): void {
  const { data, start, length } = message;
  const what = length < 8 ? undefined : clears.get(groupAt(data, start + 5));
  if (what === undefined) return;
  const cleared = data[start] === positive;
  const verb = cleared ? 'cleared its trouble codes' : 'refused to clear its trouble codes';
  findings.code(
    {
      code: cleared ? 'DTCs cleared' : 'clearing of DTCs refused',
      source: 'j1939',
      severity: 'info',
      message: `${ecuName(sent.source)} ${verb} (${what}).`,
    },
    placeOf(message, sent.topic),
  );
}

function groupAt(data: Uint8Array, at: number): number {
  return (data[at] as number) | ((data[at + 1] as number) << 8) | ((data[at + 2] as number) << 16);
}

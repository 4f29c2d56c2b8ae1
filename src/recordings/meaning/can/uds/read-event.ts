import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';
import { authenticationResult } from './authentication.ts';

/**
 * Of a response the sub-function that it repeats, and the byte after it (NaN if there is none); undefined for everyday
 * diagnostics.
 */
type EventOf = (subFunction: number, next: number) => { code: string; what: string } | undefined;

/** ISO 14229-1:2020, 10.3.2. */
const resets = ['', 'hard reset', 'key off and on', 'soft reset', 'rapid shutdown on', 'rapid shutdown off'];

const always =
  (code: string, what: string): EventOf =>
  () => ({ code, what });

/** ISO 14229-1:2020, by the first byte of the positive response: services that change a control unit. */
const events: Record<number, EventOf> = {
  // 10.2: the programming session.
  80: (session) =>
    session === 0x02 ? { code: 'programming session', what: 'entered the programming session' } : undefined,
  81: (kind) => ({ code: 'ECU reset', what: `was reset (${resets[kind] || `kind ${kind}`})` }),
  84: always('DTCs cleared', 'cleared its trouble codes (ClearDiagnosticInformation)'),
  // 10.4: an even sub-function is the response to the key.
  103: (level) =>
    level % 2 === 0 && level > 0
      ? { code: 'security access granted', what: `opened security level ${level / 2}` }
      : undefined,
  // 10.5: 1 to 3 switch messages off.
  104: (control) =>
    control >= 1 && control <= 3
      ? { code: 'communication switched off', what: 'stopped sending or receiving ordinary messages' }
      : undefined,
  // 10.6
  105: authenticationResult,
  116: always('download accepted', 'accepted a download (new software or data)'),
  119: always('download completed', 'completed a transfer (RequestTransferExit)'),
  // 10.8: 2 is off.
  197: (setting) =>
    setting === 2
      ? { code: 'DTC storing switched off', what: 'stopped storing trouble codes (ControlDTCSetting)' }
      : undefined,
};

/** Reports positive responses that changed the state of a control unit. */
export function readEvent(message: CanMessage, ecu: Ecu, findings: Findings): void {
  const { data, start, length } = message;
  // Bit 7 of a sub-function only suppresses the response.
  const subFunction = length > 1 ? (data[start + 1] as number) & 0x7f : 0;
  const next = length > 2 ? (data[start + 2] as number) : Number.NaN;
  const event = events[data[start] as number]?.(subFunction, next);
  if (!event) return;
  findings.code(
    { code: event.code, source: 'uds', severity: 'info', message: `${ecu.name} ${event.what}.` },
    placeOf(message, ecu.topic),
  );
}

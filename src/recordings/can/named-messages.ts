import type { FrameHandler } from './can-frame.ts';
import { diagnosticAddress, mayBeDiagnostic } from './diagnostics/diagnostic-address.ts';
import type { CanIdentifier } from './frame-handlers.ts';

/** The longest message that a classic CAN frame holds. */
const classicBytes = 8;

/** A definition longer than a frame, where ISO-TP may be spoken, is read from what ISO-TP puts together. */
export function namedFrames(identifier: CanIdentifier): FrameHandler[] {
  const { handler, length = 0 } = identifier.named ?? {};
  if (!handler) return [];
  if (length <= classicBytes) return [handler];
  if (diagnosticAddress(identifier)) return [];
  if (!mayBeDiagnostic(identifier)) return [handler];
  return [
    (high, low, data, start, bytes, offset, flags) => {
      if (bytes > classicBytes) handler(high, low, data, start, bytes, offset, flags);
    },
  ];
}

/** What reads the messages that ISO-TP puts together, for a definition that is longer than a frame. */
export function namedMessages({ named }: CanIdentifier): FrameHandler | undefined {
  return named && named.length > classicBytes ? named.isoTpHandler : undefined;
}

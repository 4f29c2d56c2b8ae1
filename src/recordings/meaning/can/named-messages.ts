import { type FrameHandler, frameFlags } from './can-frame.ts';
import type { CanIdentifier } from './can-identifier.ts';
import type { CanMessage } from './can-message.ts';
import { diagnosticAddress, mayBeDiagnostic } from './diagnostics/diagnostic-address.ts';
import { IsoTpReceiver } from './iso-tp/iso-tp-receiver.ts';
import { isIsoTpFrame } from './iso-tp/protocol-control.ts';
import { fastPackets, longestFastPacket, mayBeFastPacket } from './j1939/fast-packets.ts';

/** The longest message that fits into a classic CAN frame. */
const classicBytes = 8;

/**
 * A definition longer than a frame is decoded from reassembled ISO-TP messages if the identifier allows them, or from
 * fast packets.
 */
export function namedFrames(identifier: CanIdentifier): FrameHandler[] {
  const { handler, length = 0 } = identifier.named ?? {};
  if (!handler) return [];
  if (length <= classicBytes) return [handler];
  if (diagnosticAddress(identifier)) return [];
  const { id, extended } = identifier;
  if (extended && mayBeFastPacket(id) && length <= longestFastPacket) {
    const packets = fastPackets(handler);
    return [
      (high, low, data, start, bytes, offset, flags) =>
        (bytes > classicBytes || (flags & frameFlags.message) !== 0 ? handler : packets)(
          high,
          low,
          data,
          start,
          bytes,
          offset,
          flags,
        ),
    ];
  }
  if (!mayBeDiagnostic(identifier)) return [handler];
  return [
    (high, low, data, start, bytes, offset, flags) => {
      if (bytes > classicBytes) handler(high, low, data, start, bytes, offset, flags);
    },
  ];
}

/** Reads the messages that ISO-TP reassembles, for a definition that is longer than a frame. */
export function namedMessages({ named }: CanIdentifier): ((message: CanMessage) => void) | undefined {
  const handler = named && named.length > classicBytes ? named.isoTpHandler : undefined;
  return (
    handler &&
    (({ high, low, data, start, length, offset }) => handler(high, low, data, start, length, offset, 0))
  );
}

/**
 * On a manufacturer's own identifier the definition itself shows that classic frames are parts of longer messages,
 * whether or not the requests were recorded. A frame that cannot be such a part disproves it.
 */
export function namedIsoTp(identifier: CanIdentifier): FrameHandler[] {
  const named = namedMessages(identifier);
  if (!named) return [];
  const receiver = new IsoTpReceiver({ message: named, problem: () => {} });
  let refuted = false;
  return [
    (high, low, data, start, length, offset) => {
      if (refuted || length > classicBytes) return;
      refuted = !isIsoTpFrame(data, start, length);
      if (!refuted) receiver.add(high, low, data, start, length, offset);
    },
  ];
}

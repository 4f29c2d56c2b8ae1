import type { OmissionReason } from '../../summary/file-summary.ts';
import type { Container, MessageDefinition, SignalDefinition } from './can-database.ts';
import { createMessageDecoder, type MessageDecoder } from './message-decoder.ts';

/** What of a container is not decoded, called once for each PDU, and once for padding. */
type LeftOut = (reason: Extract<OmissionReason, 'unknown_rule' | 'cut_off' | 'padding'>) => void;

/** Its name in the frame: behind that of its PDU, if its frame is a container, since PDUs have names of their own. */
export function qualifiedName({ name, pdu }: SignalDefinition): string {
  return pdu ? `${pdu.name}.${name}` : name;
}

/**
 * Compiles the definition of a frame, which may be a container. A PDU that is in it several times is visited as often;
 * indices are those of the message's `signals`.
 */
export function createFrameDecoder(
  message: MessageDefinition,
  wanted: (signal: SignalDefinition, index: number) => boolean = () => true,
  leftOut: LeftOut = () => {},
): MessageDecoder {
  const { container } = message;
  if (!container) return createMessageDecoder(message, wanted);
  const decoderOf = (headerId?: number) =>
    createMessageDecoder(
      message,
      (signal, index) => signal.pdu?.headerId === headerId && wanted(signal, index),
    );
  const always = decoderOf();
  const pdus = new Map([...container.headerIds].map((id) => [id, decoderOf(id)]));
  const walk = containerWalk(container);
  return (data, start, length, visit) => {
    always(data, start, length, visit);
    walk(data, start, length, leftOut, (id, at, bytes) => {
      const decode = pdus.get(id);
      if (decode) decode(data, at, bytes, visit);
      else leftOut('unknown_rule');
    });
  };
}

/**
 * Along the headers of a container. 0 is no identifier but the beginning of padding (AUTOSAR, "Specification of I-PDU
 * Multiplexer"); so is what repeats one byte up to the end, since frames of CAN FD are filled to one of their lengths.
 */
function containerWalk({ before, behind, header, bigEndian, headerIds }: Container) {
  const [idBytes, lengthBytes] = header === 'short' ? [3, 1] : [4, 4];
  const headerBytes = idBytes + lengthBytes;
  const read = bigEndian ? readBigEndian : readLittleEndian;
  return (
    data: Uint8Array,
    start: number,
    length: number,
    leftOut: LeftOut,
    pdu: (id: number, start: number, length: number) => void,
  ): void => {
    const end = start + length - behind;
    let at = start + before;
    while (at + headerBytes <= end) {
      const id = read(data, at, idBytes);
      const bytes = read(data, at + idBytes, lengthBytes);
      const isKnown = headerIds.has(id);
      if (!isKnown && (id === 0 || isOneByte(data, at, end))) break;
      if (at + headerBytes + bytes > end) {
        leftOut('cut_off');
        return;
      }
      pdu(id, at + headerBytes, bytes);
      at += headerBytes + bytes;
    }
    if (at >= end) return;
    const isHeader = at + headerBytes <= end;
    leftOut(isHeader || isOneByte(data, at, end) ? 'padding' : 'cut_off');
  };
}

function readBigEndian(data: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = 0; index < count; index += 1) value = value * 256 + (data[at + index] as number);
  return value;
}

function readLittleEndian(data: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = count - 1; index >= 0; index -= 1) value = value * 256 + (data[at + index] as number);
  return value;
}

function isOneByte(data: Uint8Array, from: number, end: number): boolean {
  const first = data[from];
  for (let at = from + 1; at < end; at += 1) if (data[at] !== first) return false;
  return true;
}

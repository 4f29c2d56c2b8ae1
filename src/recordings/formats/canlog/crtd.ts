import { frameFlags } from '../../meaning/can/can-frame.ts';
import { hasControls, latin1, textOfBytes } from '../text/ascii.ts';
import { type Column, ColumnReader, readSeconds } from './columns.ts';
import type { LineKind, LineParser, LogLine } from './log-line.ts';

const frame: readonly Column[] = ['seconds', 'passed over', 'id', 'bytes'];
const record = /^(\d{1,12}(?:\.\d{1,9})?) (\d?)([A-Z][A-Z\d]{2})(?: (.*))?$/;
const longestRecord = 600;

/**
 * CRTD of the Open Vehicles project (`canformat_crtd.cpp`): seconds since 1970, number of the bus and kind of record, then
 * what belongs to it: `1524311386.811100 1R11 100 01 02 03`. Comments are CXX, events CEV, states of a controller CER and CST.
 */
export class CrtdParser implements LineParser {
  readonly #reader = new ColumnReader();

  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    const stop = Math.min(end, start + longestRecord);
    const text = latin1(bytes, start, stop);
    const [, time = '', bus, kind, rest = ''] = record.exec(text) ?? [];
    if (kind === undefined || hasControls(bytes, start, end)) return 'unreadable';
    line.channel = bus ? Number(bus) : 1;
    if (/^[RT](?:11|29)$/.test(kind)) return this.#readFrame(bytes, start, end, kind, line);
    if (!readSeconds(bytes, start, start + time.length, line)) return 'unreadable';
    line.text = textOfBytes(bytes.subarray(stop - rest.length, stop)).trim();
    if (kind === 'CER') return readState(rest, line);
    if (kind === 'CEV') return 'note';
    if (kind === 'CXX') return 'heading';
    line.text = `record ${kind}`;
    return 'other';
  }

  #readFrame(bytes: Uint8Array, start: number, end: number, kind: string, line: LogLine): LineKind {
    if (kind.startsWith('T')) line.flags |= frameFlags.transmitted;
    const isExtended = kind.endsWith('29');
    if (isExtended) line.flags |= frameFlags.extended;
    const isRead = this.#reader.read(bytes, start, end, frame, line);
    return isRead && (isExtended || line.id <= 0x7ff) ? 'frame' : 'unreadable';
  }
}

/** `Error intr=… rxerr=0 txerr=136 …`; or a frame that could not be sent, which was none on the bus. */
function readState(rest: string, line: LogLine): LineKind {
  const [, receive] = /\brxerr=(\d{1,6})/.exec(rest) ?? [];
  const [, transmit] = /\btxerr=(\d{1,6})/.exec(rest) ?? [];
  if (receive === undefined || transmit === undefined) {
    line.text = `record CER ${rest.split(' ', 1)[0]?.slice(0, 20)}`;
    return 'other';
  }
  line.rxErrors = Number(receive);
  line.txErrors = Number(transmit);
  return 'counters';
}

import { frameFlags } from '../../meaning/can/can-frame.ts';
import { fdLengths } from '../../meaning/can/fd-lengths.ts';
import { hexNumber, hexValue, latin1 } from '../text/ascii.ts';
import type { LineKind, LineParser, LogLine } from './log-line.ts';

const { extended, remote, fd, bitRateSwitch } = frameFlags;
/** Commands that are frames: linux `drivers/net/can/slcan`, and those of CAN FD of CANable 2. */
const commands: Record<number, number> = {
  116: 0, // t
  84: extended, // T
  114: remote, // r
  82: extended | remote, // R
  100: fd, // d
  68: fd | extended, // D
  98: fd | bitRateSwitch, // b
  66: fd | bitRateSwitch | extended, // B
};
const digits = { base: 3, extended: 8, time: 4 } as const;
/** Settings, their answers, and states: not frames. */
const other = /^[A-Zza-z][\dA-F]{0,16}$/i;

/**
 * What an adapter with the protocol of Lawicel (slcan) sends: `t1232AABB`, in capitals with 29 bits, with the milliseconds
 * of a minute behind it if it was told to.
 */
export class SlcanParser implements LineParser {
  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    const flags = commands[bytes[start] as number];
    if (flags !== undefined && this.#readFrame(bytes, start + 1, end, flags, line)) return 'frame';
    const text = latin1(bytes, start, Math.min(end, start + 40));
    if (flags !== undefined || end - start > 20 || !other.test(text)) return 'unreadable';
    line.text = `command ${text[0]}`;
    return 'other';
  }

  #readFrame(bytes: Uint8Array, start: number, end: number, flags: number, line: LogLine): boolean {
    const idEnd = start + ((flags & extended) !== 0 ? digits.extended : digits.base);
    line.id = hexNumber(bytes, start, idEnd);
    line.flags = flags;
    const isFd = (flags & fd) !== 0;
    const code = idEnd < end ? (hexValue[bytes[idEnd] as number] as number) : 255;
    if (line.id < 0 || line.id > ((flags & extended) !== 0 ? 0x1fff_ffff : 0x7ff) || code > (isFd ? 15 : 8))
      return false;
    line.length = (flags & remote) !== 0 ? 0 : (fdLengths[code] as number);
    const dataEnd = idEnd + 1 + line.length * 2;
    for (let index = 0; index < line.length; index += 1) {
      const value = hexNumber(bytes, idEnd + 1 + index * 2, Math.min(end, idEnd + 3 + index * 2));
      if (value < 0) return false;
      line.data[index] = value;
    }
    if (dataEnd === end) return true;
    const ms = end - dataEnd === digits.time ? hexNumber(bytes, dataEnd, end) : -1;
    return ms >= 0 && ms < 60_000 && line.time.tick(Math.floor(ms / 1000), (ms % 1000) * 1_000_000);
  }
}

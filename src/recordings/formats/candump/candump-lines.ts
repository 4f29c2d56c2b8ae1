import { frameFlags } from '../../meaning/can/can-frame.ts';
import { socketCanError } from '../../meaning/can/socketcan-error.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { ascii, hasControls, latin1, skipBlanks, startsWithAt, tokenEnd } from '../text/ascii.ts';
import { escapeByte, withoutColours } from '../text/colours.ts';
import type { LineReader } from '../text/line-walk.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import { isRemark } from '../traces/remark.ts';
import { RepeatedBlocks } from '../traces/repeated-blocks.ts';
import { reportSaidLoss } from '../traces/said-loss.ts';
import type { TraceBus, TraceBuses } from '../traces/trace-buses.ts';
import type { CandumpTime } from './candump-time.ts';
import { readCompactFrame } from './compact-frame.ts';
import type { LoggedFrame } from './logged-frame.ts';
import { readPointedFrame, readScreenFrame } from './screen-frame.ts';

/** linux/can.h: flags above the 29 bits of an identifier. */
const errorFlag = 0x2000_0000;
const identifierMask = 0x1fff_ffff;

const less = 0x3c;

/** Linux allows 15 (IFNAMSIZ); python-can writes the path of a serial port. */
const maxNameBytes = 64;

/** Reads the lines that candump writes, to a log file (`-l`, `-L`) or to the screen. */
export class CandumpLines implements LineReader {
  readonly repeated = new RepeatedBlocks();
  readonly #time: CandumpTime;
  readonly #findings: Findings;
  readonly #buses: TraceBuses;
  readonly #passedOver: PassedOver;
  /** Interface name for lines that show none. */
  #pointedBus: TraceBus | undefined;
  readonly #frame: LoggedFrame = {
    id: 0,
    digits: 0,
    flags: 0,
    xl: false,
    data: new Uint8Array(64),
    length: 0,
  };

  constructor(time: CandumpTime, to: { findings: Findings; buses: TraceBuses; passedOver: PassedOver }) {
    this.#time = time;
    this.#findings = to.findings;
    this.#buses = to.buses;
    this.#passedOver = to.passedOver;
  }

  read(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    if (this.#readLine(bytes, start, end, offset)) {
      if (this.#time.seen) this.repeated.line(bytes, start, end, this.#time, offset);
      return true;
    }
    const plain = withoutColours(bytes, start, end);
    if (plain && this.#readLine(plain, 0, plain.byteLength, offset)) return true;
    if (!isRemark(bytes, start, end)) return false;
    const { high, low } = this.#time;
    const place = { timeNs: nanoseconds(high, low), topic: '', offset };
    if (!reportSaidLoss(this.#findings, bytes, { start, end }, place)) this.#passedOver.count('remarks');
    return true;
  }

  #readLine(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    let at = skipBlanks(bytes, start, end);
    // People write comments at the top; canplayer skips them.
    if (bytes[at] === ascii.numberSign) return !hasControls(bytes, at, end);
    if (bytes[at] === ascii.openParenthesis) {
      at = this.#time.read(bytes, at, end);
      if (at < 0) return false;
      at = skipBlanks(bytes, at, end);
    }
    if (bytes[at] === less) {
      if (!readPointedFrame(bytes, at, end, this.#frame)) return false;
      return this.#emit(this.#pointedBus ?? this.#buses.channel(1), offset);
    }
    const nameStart = at;
    if (bytes[at] === escapeByte) return false;
    const nameEnd = tokenEnd(bytes, at, end);
    at = skipBlanks(bytes, nameEnd, end);
    if (at === end) return this.#readBare(bytes, nameStart, nameEnd, offset);
    if (nameEnd - nameStart > maxNameBytes) return false;
    if (startsWithAt(bytes, nameStart, end, 'DROPCOUNT:')) return this.#readDrops(bytes, at, end, offset);
    if (startsWithAt(bytes, nameStart, end, 'interface = '))
      return this.#readInterface(bytes, nameStart, end);
    const read = hasNumberSign(bytes, at, tokenEnd(bytes, at, end)) ? readCompactFrame : readScreenFrame;
    if (!read(bytes, at, end, this.#frame)) {
      // With -e, an error frame is followed by a separate line that explains it.
      return bytes[start] === ascii.tab;
    }
    return this.#emit(this.#buses.named(bytes, nameStart, nameEnd), offset);
  }

  restart(bytes: Uint8Array, start: number, end: number): number {
    for (let at = end - 1; at >= start; at -= 1) if (bytes[at] === ascii.openParenthesis) return at;
    return -1;
  }

  /** `123#DEADBEEF` alone, as cansend takes it; or one word that explains an error frame. */
  #readBare(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    if (readCompactFrame(bytes, start, end, this.#frame)) return this.#emit(this.#buses.channel(1), offset);
    return start > 0 && bytes[start - 1] === ascii.tab;
  }

  #emit(bus: TraceBus, offset: number): boolean {
    const { id, digits, flags, data, length } = this.#frame;
    const { high, low } = this.#time;
    if (this.#frame.xl) {
      bus.xlFrame(high, low, id, length, offset);
      return true;
    }
    if (digits > 3 && (id & errorFlag) !== 0) {
      const { kind, detail } = socketCanError(id, data, length);
      bus.errorFrame(high, low, kind, length, offset, detail);
      return true;
    }
    if (digits <= 3 && id > 0x7ff) return false;
    const extended = digits > 3 ? frameFlags.extended : 0;
    bus.can.frame(high, low, id & identifierMask, flags | extended, data, 0, length, offset);
    return true;
  }

  /** `interface = can0, family = 29, type = 3, proto = 1`, before lines that show none. */
  #readInterface(bytes: Uint8Array, start: number, end: number): boolean {
    const text = latin1(bytes, start, end);
    const name = /^interface = ([\w.-]{1,15}), family = /.exec(text)?.[1];
    if (name === undefined) return false;
    this.#pointedBus = this.#buses.named(Buffer.from(name), 0, name.length);
    return true;
  }

  /** `DROPCOUNT: dropped 3 CAN frames on 'can0' socket (total drops 7)`, written with -d. */
  #readDrops(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    const text = latin1(bytes, start, end);
    const match = /^dropped (\d+) CAN frames? on '([^']{1,15})' socket/.exec(text);
    if (!match) return false;
    const name = Buffer.from(match[2] as string, 'latin1');
    const { high, low } = this.#time;
    const detail = `${match[1]} frames were lost before candump could read them`;
    this.#buses.named(name, 0, name.length).can.error(high, low, 'overrun', offset, detail);
    return true;
  }
}

function hasNumberSign(bytes: Uint8Array, start: number, end: number): boolean {
  // The identifier has 3, 5 (CAN XL) or 8 digits; other writers use other lengths up to 8.
  for (let at = start; at < end && at <= start + 8; at += 1) if (bytes[at] === ascii.numberSign) return true;
  return false;
}

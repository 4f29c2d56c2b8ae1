import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { isDigit, latin1, skipBlanks } from '../text/ascii.ts';
import type { LineReader } from '../text/line-walk.ts';
import { ChannelTopics, channelTopics } from '../traces/channel-topics.ts';
import { errorOfCounters } from '../traces/error-counters.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import { isComment, isRemark } from '../traces/remark.ts';
import { RepeatedBlocks } from '../traces/repeated-blocks.ts';
import { reportSaidLoss } from '../traces/said-loss.ts';
import type { TraceBus, TraceBuses } from '../traces/trace-buses.ts';
import type { Dialect } from './dialect.ts';
import { type LineKind, type LineParser, LogLine } from './log-line.ts';

/** How often a damaged line is searched for the beginning of another: enough for real damage, a second of work at most. */
const maxSearches = 50_000;
/** If another line begins in a damaged one, it is a frame of at most 64 bytes. */
const longestFrameLine = 400;

/** Reads the lines of a log by the parser of the program that wrote it. */
export class CanlogLines implements LineReader {
  readonly line = new LogLine();
  readonly repeated = new RepeatedBlocks();
  readonly #builder: SummaryBuilder;
  readonly #buses: TraceBuses;
  readonly #channels: ChannelTopics;
  readonly #passedOver: PassedOver;
  readonly #parser: LineParser;
  readonly #begins: RegExp | undefined;
  #searches = 0;
  readonly #size: number;

  constructor(
    dialect: Dialect,
    head: string,
    to: { builder: SummaryBuilder; buses: TraceBuses; passedOver: PassedOver; size: number },
  ) {
    this.#size = to.size;
    this.#parser = dialect.open(head);
    this.#begins = dialect.begins;
    this.line.time.begin(dialect.base ?? 'start');
    this.#builder = to.builder;
    this.#buses = to.buses;
    this.#channels = new ChannelTopics(to.builder);
    this.#passedOver = to.passedOver;
  }

  read(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    const at = skipBlanks(bytes, start, end);
    this.line.clear();
    this.line.isLast = offset + skipBlanks(bytes, end, start + this.#size - offset) - start >= this.#size;
    const kind = this.#parser.read(bytes, at, end, this.line);
    if (kind !== 'unreadable') {
      this.#emit(kind, offset);
      if (kind === 'frame') this.repeated.line(bytes, at, end, this.line.time, offset);
      return true;
    }
    if (isDigit(bytes[at]) || this.#lastBegin(bytes, at, end) >= 0 || this.#isCut(bytes, at, end))
      return false;
    if (isComment(bytes, at, end)) return true;
    if (!isRemark(bytes, at, end)) return false;
    const { high, low } = this.line.time;
    const place = { timeNs: nanoseconds(high, low), topic: '', offset };
    if (!reportSaidLoss(this.#builder, bytes, { start: at, end }, place)) this.#passedOver.count('remarks');
    return true;
  }

  #isCut(bytes: Uint8Array, start: number, end: number): boolean {
    const { words } = this.#parser;
    if (words === undefined || !this.line.isLast) return false;
    return words.startsWith(latin1(bytes, start, Math.min(end, start + words.length)));
  }

  restart(bytes: Uint8Array, start: number, end: number): number {
    return this.#lastBegin(bytes, start, end);
  }

  /** Where the last line begins that the rest of a line holds; -1 if there is none. */
  #lastBegin(bytes: Uint8Array, start: number, end: number): number {
    if (this.#searches >= maxSearches) return -1;
    this.#searches += 1;
    const from = Math.max(start, end - longestFrameLine);
    const text = latin1(bytes, from, end);
    const begins = this.#parser.begins ?? this.#begins;
    const last = begins && [...text.matchAll(begins)].at(-1);
    return last ? from + last.index : -1;
  }

  #bus(): TraceBus {
    const { bus, channel } = this.line;
    return bus === ''
      ? this.#buses.channel(channel)
      : this.#buses.named(Buffer.from(bus, 'latin1'), 0, bus.length);
  }

  #emit(kind: LineKind, offset: number): void {
    const { time, channel, id, flags, data, length, text, rxErrors, txErrors } = this.line;
    const { high, low } = time;
    switch (kind) {
      case 'frame':
        this.#bus().can.frame(high, low, id, flags, data, 0, length, offset);
        break;
      case 'lin':
        this.#buses.lin(channel).frame(high, low, id, length, offset, data);
        break;
      case 'lin-error':
        this.#buses.lin(channel).error(high, low, text, offset);
        break;
      case 'error':
        this.#bus().errorFrame(high, low, 'error frame', 0, offset);
        break;
      case 'request':
        this.#channels.add(channelTopics.transmitRequest, channel, time, length, offset);
        break;
      case 'counters': {
        const error = errorOfCounters(rxErrors, txErrors);
        const detail = `error counters ${txErrors} transmit, ${rxErrors} receive`;
        if (error) this.#buses.channel(channel).can.error(high, low, error, offset, detail);
        break;
      }
      case 'note':
        this.#builder.log(
          { severity: 'info', source: 'event', text },
          { timeNs: nanoseconds(high, low), topic: '', offset },
        );
        break;
      case 'restart':
        this.#builder.code(
          {
            code: 'recorder: lost frames',
            source: 'can',
            severity: 'warning',
            message: text,
          },
          { timeNs: nanoseconds(high, low), topic: '', offset },
        );
        break;
      case 'other':
        this.#passedOver.count(text);
        break;
    }
  }
}

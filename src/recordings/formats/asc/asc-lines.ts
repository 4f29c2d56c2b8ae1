import type { BusErrorKind } from '../../meaning/can/can-frame.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { ascii, hasControls, isBlank, isDigit, skipBlanks, textOfBytes } from '../text/ascii.ts';
import { DecimalNumber } from '../text/decimal-number.ts';
import type { LineReader } from '../text/line-walk.ts';
import { Tokens } from '../text/tokens.ts';
import { ChannelTopics } from '../traces/channel-topics.ts';
import { errorOfCounters } from '../traces/error-counters.ts';
import { PassedOver } from '../traces/passed-over.ts';
import { RepeatedBlocks } from '../traces/repeated-blocks.ts';
import { reportSaidLoss } from '../traces/said-loss.ts';
import type { TraceBuses } from '../traces/trace-buses.ts';
import { TracePackets } from '../traces/trace-packets.ts';
import { AscClock } from './asc-clock.ts';
import { readHeaderLine } from './asc-header.ts';
import { AscNumbers, decimalOf } from './asc-numbers.ts';
import { readBusEvent } from './bus-events.ts';
import { CanEvents } from './can-events.ts';
import { EthernetEvents } from './ethernet-events.ts';
import { isEventText, looksLikeFrame } from './event-text.ts';
import { linChannel, readLinEvent } from './lin-events.ts';
import { nameOfChannelEvent, nameOfOther, writtenText } from './other-events.ts';
import { reportSecondClock } from './second-clock.ts';
import { XlEvents } from './xl-events.ts';

/** Steps back from which on lines bear the times of two clocks; a single one may be a clock that was set. */
const clocksDiffer = 10;

/** Keywords of the state of a CAN controller (`CAN 1 Status:chip status error passive - TxErr: 132 RxErr: 0`). */
const states: [pattern: RegExp, kind: BusErrorKind][] = [
  [/bus\s?off/i, 'bus off'],
  [/passive/i, 'error passive'],
  [/warning/i, 'error warning'],
  [/overrun|queue full/i, 'overrun'],
];

/** Reads the lines of a Vector ASC: header, events, comments. Lines of other kinds are counted by kind. */
export class AscLines implements LineReader {
  readonly #builder: SummaryBuilder;
  readonly #buses: TraceBuses;
  readonly #clock = new AscClock();
  readonly #numbers = new AscNumbers();
  readonly #time = new DecimalNumber();
  readonly #tokens = new Tokens();
  readonly #topics: ChannelTopics;
  readonly #passedOver = new PassedOver();
  readonly #can: CanEvents;
  readonly #xl: XlEvents;
  readonly #packets: TracePackets;
  readonly #repeated = new RepeatedBlocks();
  readonly #ethernet: EthernetEvents;
  #inHeader = true;
  /** Whether the event last read is a free text. */
  #isText = false;

  constructor(builder: SummaryBuilder, buses: TraceBuses) {
    this.#builder = builder;
    this.#buses = buses;
    this.#topics = new ChannelTopics(builder);
    this.#can = new CanEvents(this.#tokens, this.#numbers, this.#clock, buses, this.#topics);
    this.#xl = new XlEvents(this.#tokens, this.#numbers, this.#clock, buses, this.#topics);
    this.#packets = new TracePackets(builder);
    this.#ethernet = new EthernetEvents(
      this.#tokens,
      this.#numbers,
      this.#clock,
      this.#topics,
      this.#packets,
    );
  }

  /** Must be called once, after the last line. */
  finish(): void {
    this.#packets.finish();
    this.#repeated.report(this.#builder);
    const { high, low, stepsBack, widestStep } = this.#clock;
    const place = { timeNs: nanoseconds(high, low), topic: '' };
    this.#passedOver.report('ASC', this.#builder, place);
    if (stepsBack >= clocksDiffer) reportSecondClock(this.#builder, { stepsBack, widestStep }, place);
  }

  read(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    const at = skipBlanks(bytes, start, end);
    const first = bytes[at] as number;
    if (!isDigit(first) && first !== ascii.hyphen) {
      if (hasControls(bytes, at, end)) return false;
      const line = textOfBytes(bytes.subarray(at, end));
      const onVersion = (version: string) => this.#builder.version('CANoe/CANalyzer', version);
      return (
        readHeaderLine(line, this.#clock, this.#numbers, this.#inHeader, onVersion) ||
        reportSaidLoss(this.#builder, bytes, { start: at, end }, this.#place(offset)) ||
        this.#continueText(line, offset)
      );
    }
    this.#inHeader = false;
    this.#isText = false;
    const tokens = this.#tokens;
    tokens.open(bytes, at, end);
    tokens.next();
    if (!this.#time.read(bytes, tokens.start, tokens.end) || !tokens.next()) return false;
    if (!this.#clock.tick(this.#time)) return false;
    this.#repeated.line(bytes, at, end, this.#clock, offset);
    return this.#readEvent(offset);
  }

  /** A time followed by an event of a CAN channel. */
  restart(bytes: Uint8Array, start: number, end: number): number {
    for (let at = end - 5; at > start; at -= 1) {
      if (bytes[at] !== ascii.point || !isDigit(bytes[at - 1]) || !isDigit(bytes[at + 4])) continue;
      let from = at - 1;
      while (from > start && isDigit(bytes[from - 1])) from -= 1;
      let behind = at + 1;
      while (behind < end && isDigit(bytes[behind])) behind += 1;
      const kind = skipBlanks(bytes, behind, end);
      if (isBlank(bytes[behind]) && (isDigit(bytes[kind]) || bytes[kind] === 0x43)) return from;
    }
    return -1;
  }

  #readEvent(offset: number): boolean {
    const tokens = this.#tokens;
    if (isDigit(tokens.first)) return this.#readChannel(offset);
    if (tokens.is('CANFD')) return tokens.next() && this.#can.fd(offset);
    if (tokens.is('CAN')) return this.#readState(offset);
    const { start } = tokens;
    if (tokens.is('CANXL')) return this.#xl.read(offset) ?? this.#countUnsupported('CANXL');
    const read = this.#readBus(offset);
    if (read !== undefined) return read;
    tokens.skipTo(start);
    tokens.next();
    if (tokens.is('Comment:')) this.#log('comment', tokens.rest(), offset);
    const kind = nameOfOther(tokens);
    if (kind === writtenText) return this.#readText(start, offset);
    return this.#countUnsupported(kind);
  }

  /** An event of another bus than CAN; false if it cannot be read, undefined if it is of another kind. */
  #readBus(offset: number): boolean | undefined {
    const tokens = this.#tokens;
    if (tokens.is('ETH')) return this.#ethernet.read(offset);
    const lin = linChannel(tokens);
    return lin >= 0
      ? readLinEvent(tokens, this.#numbers, lin, this.#clock, this.#buses, this.#topics, offset)
      : readBusEvent(tokens, this.#numbers, this.#topics, this.#clock, offset);
  }

  /** A free text from `start` of the line; false if it is not one. */
  #readText(start: number, offset: number): boolean {
    const tokens = this.#tokens;
    if (hasControls(tokens.bytes, start, tokens.lineEnd)) return false;
    const text = textOfBytes(tokens.bytes.subarray(start, tokens.lineEnd));
    if (!isEventText(text)) return false;
    this.#log('comment', text, offset);
    this.#isText = true;
    return true;
  }

  /** `log_event` of python-can writes texts of several lines as they are. */
  #continueText(line: string, offset: number): boolean {
    if (!this.#isText || looksLikeFrame(line)) return false;
    this.#log('comment', line, offset);
    return true;
  }

  /** An event of a CAN channel, preceded by its number. */
  #readChannel(offset: number): boolean {
    const tokens = this.#tokens;
    const channel = tokens.length > 5 ? -1 : decimalOf(tokens);
    const { start, end } = tokens;
    if (channel < 0 || !tokens.next()) return this.#readText(start, offset);
    if (tokens.is('ErrorFrame')) return this.#can.errorFrame(channel, offset);
    if (tokens.is('OverloadFrame')) return this.#can.overloadFrame(channel, offset);
    if (tokens.is('Statistic:')) return this.#readStatistic(channel, offset);
    // Messages of several packets, reassembled by CANoe: their packets are in the file as well.
    if (tokens.is('J1939TP')) return true;
    if (this.#can.classic(channel, offset)) return true;
    tokens.skipTo(end);
    return this.#readMarker(tokens.rest(), offset) || this.#readText(start, offset);
  }

  /** `0 16777215 0 1 GMGroup: Group GMMarker: [1] GMDescription: text`, where the channel is a type. */
  #readMarker(text: string, offset: number): boolean {
    const marker = /\bGMGroup: (.*?) *GMMarker: (.*?) *GMDescription: ?(.*)$/.exec(text);
    if (!marker) return this.#countUnsupported(nameOfChannelEvent(text));
    const words = marker.slice(1).filter((word) => word !== '');
    this.#log('marker', words.join(': '), offset);
    return true;
  }

  #countUnsupported(kind: string | undefined): boolean {
    if (kind) this.#passedOver.count(kind);
    return kind !== undefined;
  }

  /** `D 2 R 0 XD 0 XR 0 E 0 O 0 B 0.04%`: the last is the bus load. */
  #readStatistic(channel: number, offset: number): boolean {
    const load = /\bB\s+(\d{1,3}(?:\.\d{1,6})?)%/.exec(this.#tokens.rest())?.[1];
    if (load === undefined) return false;
    const bus = `CAN ${channel}`;
    const percent = Number(load);
    if (percent <= 100)
      this.#builder.metric('bus_load_percent', `${bus} (recorder)`, percent, {
        ...this.#place(offset),
        topic: bus,
      });
    return true;
  }

  #readState(offset: number): boolean {
    const tokens = this.#tokens;
    const channel = tokens.next() ? decimalOf(tokens) : -1;
    if (channel < 0) return false;
    const text = tokens.rest();
    const [counters, sent, received] = /TxErr: (\d{1,3}) RxErr: (\d{1,3})/.exec(text) ?? [];
    // A state that is still called active may have counters above the limit for a warning.
    const kind =
      states.find(([pattern]) => pattern.test(text))?.[1] ??
      (counters === undefined ? undefined : errorOfCounters(Number(received), Number(sent)));
    const { high, low } = this.#clock;
    if (kind) this.#buses.channel(channel).can.error(high, low, kind, offset, counters);
    return true;
  }

  #log(source: string, text: string, offset: number): void {
    this.#builder.log({ severity: 'info', source, text }, this.#place(offset));
  }

  #place(offset: number): Place {
    return { timeNs: nanoseconds(this.#clock.high, this.#clock.low), topic: '', offset };
  }
}

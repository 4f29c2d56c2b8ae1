import { frameFlags } from '../../meaning/can/can-frame.ts';
import { hex } from '../../meaning/can/can-message.ts';
import { fdLengths } from '../../meaning/can/fd-lengths.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RowTime } from '../tables/row-time.ts';
import type { Row } from '../tables/table.ts';
import { ChannelTopics, channelTopics } from '../traces/channel-topics.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import type { TraceBus, TraceBuses } from '../traces/trace-buses.ts';
import type { CanColumns } from './can-columns.ts';
import { dataBytes } from './can-data.ts';
import { isCutShort } from './stated-length.ts';

const yes = /^(?:1|t|true|yes|y|x|ext|extended|xtd)$/i;

/** Kvaser CANlib, `canstat.h`; a request is no frame on the bus yet, one that was sent is. */
const canlib = {
  remote: 0x01,
  extended: 0x04,
  error: 0x20,
  sent: 0x40,
  request: 0x80,
  fd: 0x10000,
  bitRateSwitch: 0x20000,
  errorState: 0x40000,
} as const;

/** ISO 17987-3: frame identifiers have 6 bits. */
const maxLinId = 0x3f;

/** 1 if none is written; -1 if it is a name. */
function channelOf(text: string): number {
  if (text === '') return 1;
  return /^\d{1,4}$/.test(text) ? Number(text) : -1;
}

/** Data of frames that are counted by their identifiers alone. */
const untoldData = {
  behind: 'data of a CAN FD frame behind the columns',
  short: 'data of a frame that has fewer bytes than its length',
} as const;

function idOf(text: string, base: 10 | 16): number {
  return text.includes('.') ? Number.NaN : Number.parseInt(text.replace(/^(?:0x)+/i, ''), base);
}

/** The rows of a table of CAN frames. */
export class CanRows {
  readonly #columns: CanColumns;
  readonly #buses: TraceBuses;
  readonly #channels: ChannelTopics;
  readonly #passedOver: PassedOver;
  readonly #data = new Uint8Array(64);

  constructor(
    columns: CanColumns,
    { builder, buses, passedOver }: { builder: SummaryBuilder; buses: TraceBuses; passedOver: PassedOver },
  ) {
    this.#columns = columns;
    this.#passedOver = passedOver;
    this.#buses = buses;
    this.#channels = new ChannelTopics(builder);
  }

  /** One frame at the time that was read; false if it is none. */
  read(row: Row, time: RowTime, offset: number): boolean {
    const columns = this.#columns;
    if (columns.isKvaser) return this.#readKvaser(row, time, offset);
    if (columns.isLin) return this.#readLin(row, time, offset);
    const { high, low } = time;
    const type = row.text(columns.type);
    const id = idOf(row.text(columns.id), columns.idBase);
    const extended = id > 0x7ff || this.#isExtended(row, type);
    const said = row.number(columns.length);
    const length = this.#readData(row, this.#saidLength(row));
    const remote = this.#isRemote(row, type) || (columns.remoteIsBare && length === 0 && said > 0);
    const error = this.#is(row, columns.error) || /err/i.test(type);
    if (!(id >= 0 && id <= 0x1fff_ffff) || length < 0) return false;
    const bus = this.#busOf(row.text(columns.bus));
    const missing = remote || error ? 'none' : this.#missingData(length, said);
    if (missing === 'row') return false;
    if (missing !== 'none') {
      this.#passedOver.count(missing);
      const there = columns.bytes.length > 0 ? said : length;
      bus.namedFrame(high, low, hex(id, extended ? 8 : 3), there, offset);
      return true;
    }
    if (error) {
      bus.errorFrame(high, low, 'error frame', length, offset);
      return true;
    }
    const flags = this.#flagsOf(row, { extended, remote, fd: length > 8 || /\b(?:can)?fd\b/i.test(type) });
    bus.can.frame(high, low, id, flags, this.#data, 0, remote ? 0 : length, offset);
    return true;
  }

  /**
   * A frame whose bytes are missing would be another frame: what is told of it, if its identifier can be counted. SavvyCAN writes
   * the first 8 bytes of CAN FD frames alone.
   */
  #missingData(length: number, said: number): 'none' | 'row' | (typeof untoldData)[keyof typeof untoldData] {
    const { bytes, statesLength } = this.#columns;
    if (bytes.length === 0) return statesLength && isCutShort(length, said) ? untoldData.short : 'none';
    if (!(length < said)) return 'none';
    return said > 8 && length >= bytes.length && fdLengths.includes(said) ? untoldData.behind : 'row';
  }

  #isExtended(row: Row, type: string): boolean {
    const { extended, format, isTritium } = this.#columns;
    return (
      this.#is(row, extended) ||
      /\b(?:ext|xtd)/i.test(`${type} ${row.text(format)}`) ||
      (isTritium && type.includes('E'))
    );
  }

  #isRemote(row: Row, type: string): boolean {
    const { remote, isTritium, areRemote } = this.#columns;
    return (
      areRemote ||
      this.#is(row, remote) ||
      /\b(?:rtr|remote|rr)\b/i.test(type) ||
      (isTritium && type.includes('R'))
    );
  }

  #readLin(row: Row, { high, low }: RowTime, offset: number): boolean {
    const columns = this.#columns;
    const id = idOf(row.text(columns.id), columns.idBase);
    const channel = channelOf(row.text(columns.bus));
    const length = this.#readData(row, this.#saidLength(row));
    if (!(id >= 0 && id <= maxLinId) || channel < 0 || length < 0 || length > 8) return false;
    this.#buses.lin(channel).frame(high, low, id, length, offset, this.#data);
    return true;
  }

  /** What Kvaser's converters write of bits and lengths is what their library has. */
  #readKvaser(row: Row, time: RowTime, offset: number): boolean {
    const columns = this.#columns;
    const bits = row.number(columns.type);
    const channel = channelOf(row.text(columns.bus));
    if (!(bits >= 0) || channel < 0) return false;
    const has = (flag: number) => (bits & flag) !== 0;
    const { high, low } = time;
    if (has(canlib.error)) {
      this.#buses.channel(channel).errorFrame(high, low, 'error frame', 0, offset);
      return true;
    }
    const id = idOf(row.text(columns.id), columns.idBase);
    const code = row.number(columns.length);
    const said = has(canlib.fd) ? fdLengths[code] : Math.min(code, 8);
    if (!(id >= 0 && id <= 0x1fff_ffff && code >= 0) || said === undefined) return false;
    // The converter may have been told to write fewer bytes than a frame has.
    const written = has(canlib.remote) ? 0 : Math.min(said, columns.bytes.length);
    const length = this.#readData(row, written);
    if (length < written) return false;
    if (has(canlib.request) && !has(canlib.sent)) {
      this.#channels.add(channelTopics.transmitRequest, channel, time, length, offset);
      return true;
    }
    const flags =
      (has(canlib.extended) || id > 0x7ff ? frameFlags.extended : 0) |
      (has(canlib.remote) ? frameFlags.remote : 0) |
      (has(canlib.fd) ? frameFlags.fd : 0) |
      (has(canlib.bitRateSwitch) ? frameFlags.bitRateSwitch : 0) |
      (has(canlib.errorState) ? frameFlags.errorState : 0) |
      (has(canlib.sent) ? frameFlags.transmitted : 0);
    this.#buses.channel(channel).can.frame(high, low, id, flags, this.#data, 0, length, offset);
    return true;
  }

  #flagsOf(row: Row, { extended, remote, fd }: { extended: boolean; remote: boolean; fd: boolean }): number {
    const columns = this.#columns;
    const isFd = fd || this.#is(row, columns.fd);
    // If a table does not say whether the bit rate was switched, it probably was: no bus load can be computed then.
    const isSwitched = columns.bitRateSwitch < 0 ? isFd : this.#is(row, columns.bitRateSwitch);
    return (
      (extended ? frameFlags.extended : 0) |
      (remote ? frameFlags.remote : 0) |
      (isFd ? frameFlags.fd : 0) |
      (isSwitched ? frameFlags.bitRateSwitch : 0) |
      (this.#is(row, columns.errorState) ? frameFlags.errorState : 0) |
      (/^(?:t|tx)/i.test(row.text(columns.direction)) || this.#is(row, columns.sent)
        ? frameFlags.transmitted
        : 0)
    );
  }

  #is(row: Row, column: number): boolean {
    return column >= 0 && yes.test(row.text(column));
  }

  /** How many bytes of data the row has, at most `said`; -1 if they cannot be read. */
  #readData(row: Row, said: number): number {
    const { bytes, data, dataIsBase64, dataIsPadded, dataBase, isTritium } = this.#columns;
    if (bytes.length === 0) {
      const length = dataBytes(row.text(data), dataIsBase64, this.#data);
      if (isTritium) this.#data.subarray(0, Math.max(0, length)).reverse();
      return dataIsPadded && length >= 0 ? Math.min(length, said) : length;
    }
    const pattern = dataBase === 10 ? /^\d{1,3}$/ : /^(?:0x)?[\da-f]{1,2}$/i;
    let count = 0;
    while (count < said) {
      const text = row.text(this.#byteColumn(count));
      if (text === '') break;
      const value = pattern.test(text) ? Number.parseInt(text.replace(/^0x/i, ''), dataBase) : 256;
      if (value > 255) return -1;
      this.#data[count] = value;
      count += 1;
    }
    return count;
  }

  #saidLength(row: Row): number {
    const { length } = this.#columns;
    const said = length < 0 ? 64 : row.number(length);
    if (!(said >= 0 && said <= 64)) return 64;
    // Some tables have the code of the length, which shows where there are as many bytes as it stands for.
    const coded = said > 8 ? fdLengths[said] : undefined;
    return coded !== undefined && row.text(this.#byteColumn(coded - 1)) !== '' ? coded : said;
  }

  /** Headings name 8 bytes; those of CAN FD frames go on behind them. */
  #byteColumn(index: number): number {
    const { bytes, bytesAreLast } = this.#columns;
    const last = bytes.length - 1;
    return bytes[index] ?? (bytesAreLast ? (bytes[last] as number) + index - last : -1);
  }

  #busOf(text: string): TraceBus {
    const channel = channelOf(text);
    if (channel >= 0) return this.#buses.channel(channel);
    const name = Buffer.from(text.slice(0, 40));
    return this.#buses.named(name, 0, name.length);
  }
}

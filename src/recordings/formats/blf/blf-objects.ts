import type { DamageLog } from '../../bytes/damage.ts';
import { TimeHalves } from '../../meaning/can/time-halves.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { ChannelTopics } from '../traces/channel-topics.ts';
import { PassedOver } from '../traces/passed-over.ts';
import type { TraceBuses } from '../traces/trace-buses.ts';
import { TracePackets } from '../traces/trace-packets.ts';
import { isBusObject, readBusObject } from './bus-objects.ts';
import { CanObjects } from './can-objects.ts';
import { readErrorObject } from './error-objects.ts';
import { EthernetObjects } from './ethernet-objects.ts';
import type { BlfHeader } from './file-header.ts';
import { readLinObject } from './lin-objects.ts';
import { objectName } from './object-names.ts';
import { holdsObjects, objectTypes } from './objects.ts';
import { readTextObject } from './text-objects.ts';

/**
 * After the base header of 16 bytes: flags (32 bits), 4 bytes, time (64 bits); a header of 40 bytes continues with
 * the original time. Version 2 should have 40 bytes; Vector's converter writes MOST objects with 40 and version 1.
 * Version 3 is for objects that name their members.
 */
const headerSizes: ReadonlySet<number> = new Set([32, 40]);
const versions: ReadonlySet<number> = new Set([1, 2, 3]);
const lastVersion = 3;
const readTypes: ReadonlySet<number> = new Set(Object.values(objectTypes));
const flagsAt = 16;
const timeAt = 24;
/** Flags for the unit of times: 1 for 10 µs, 2 for a nanosecond. */
const timeUnits = 3;
const tenMicroseconds = 1;
/** The upper half of a negative time begins here. */
const firstNegative = 2 ** 31;

/** Reads the objects of a trace and passes their content to its buses. */
export class BlfObjects {
  readonly #builder: SummaryBuilder;
  readonly #damage: DamageLog;
  readonly #buses: TraceBuses;
  readonly #time = new TimeHalves();
  readonly #start = new TimeHalves();
  readonly #can: CanObjects;
  readonly #packets: TracePackets;
  readonly #ethernet: EthernetObjects;
  readonly #topics: ChannelTopics;
  readonly #passedOver = new PassedOver();
  #bytes: Uint8Array = new Uint8Array();
  #buffer: ArrayBufferLike | undefined;

  constructor(builder: SummaryBuilder, damage: DamageLog, buses: TraceBuses) {
    this.#builder = builder;
    this.#damage = damage;
    this.#buses = buses;
    this.#topics = new ChannelTopics(builder);
    this.#can = new CanObjects(this.#time, buses, this.#topics);
    this.#packets = new TracePackets(builder);
    this.#ethernet = new EthernetObjects(this.#time, this.#topics, this.#packets);
  }

  begin({ startMs = 0, program }: BlfHeader): void {
    this.#start.set(Math.floor(startMs / 1000), (startMs % 1000) * 1_000_000);
    if (program) this.#builder.version(program.name, program.version);
  }

  /** An `ObjectVisitor`. */
  read(view: DataView, at: number, size: number, offset: number): void {
    const head = view.getUint16(at + 4, true);
    const type = view.getUint32(at + 12, true);
    if (!headerSizes.has(head) || !versions.has(view.getUint16(at + 6, true)) || size < head) {
      this.#takeStrange(view, at, type, offset);
      return;
    }
    this.#readTime(view, at);
    if (!this.#readBody(type, view, at, at + head, at + size, offset)) {
      this.#damage.add('corrupt', offset, offset, 'an object is too short for what it should hold');
    }
  }

  /**
   * Objects of unsupported types may have headers of their own; elsewhere an unusual header means a later version, or
   * damage.
   */
  #takeStrange(view: DataView, at: number, type: number, offset: number): void {
    const isRead = isBusObject(type) || (readTypes.has(type) && !holdsObjects(type));
    if (!isRead) {
      this.#passedOver.count(objectName(type));
      return;
    }
    const version = view.getUint16(at + 6, true);
    if (version > lastVersion) {
      const what = `an object has a header of version ${version}, which is not supported`;
      this.#damage.add('unsupported', offset, offset, what);
    } else {
      this.#damage.add('corrupt', offset, offset, 'the header of an object cannot be read');
    }
  }

  /** Must be called once, after the last object. */
  finish(): void {
    this.#passedOver.report('BLF', this.#builder, this.#place(undefined));
    this.#buses.finish();
    this.#packets.finish();
  }

  #readBody(type: number, view: DataView, start: number, at: number, end: number, offset: number): boolean {
    switch (type) {
      case objectTypes.canMessage:
      case objectTypes.canMessage2:
        return this.#can.message(view, this.#bytesOf(view), at, end, offset);
      case objectTypes.canFdMessage:
        return this.#can.fdMessage(view, this.#bytesOf(view), at, end, offset);
      case objectTypes.canFdMessage64:
        return this.#can.fdMessage64(view, this.#bytesOf(view), at, end, offset, start);
      case objectTypes.canXlFrame:
        return this.#can.xlFrame(view, this.#bytesOf(view), at, end, offset);
      case objectTypes.canError:
      case objectTypes.canErrorExt:
      case objectTypes.canFdError64:
      case objectTypes.canXlErrorFrame:
      case objectTypes.canOverload:
      case objectTypes.canDriverError:
      case objectTypes.canDriverErrorExt:
      case objectTypes.overrunError:
        return readErrorObject(type, view, at, end, this.#time, this.#buses, offset);
      case objectTypes.canStatistic:
        return this.#readStatistic(view, at, end, offset);
      case objectTypes.dataLostEnd:
        return this.#readLoss(view, at, end, offset);
      default:
        return this.#readOther(type, view, at, end, offset);
    }
  }

  #readOther(type: number, view: DataView, at: number, end: number, offset: number): boolean {
    const read =
      this.#ethernet.read(type, view, this.#bytesOf(view), at, end, offset) ??
      readLinObject(type, view, at, end, this.#time, this.#buses, offset) ??
      readBusObject(type, view, at, end, this.#time, this.#topics, offset);
    if (read !== undefined) return read;
    if (!readTextObject(type, view, at, end, this.#place(offset), this.#builder)) {
      this.#passedOver.count(objectName(type));
    }
    return true;
  }

  /** Signed: recorders with a pre-trigger write objects from before the start of the measurement. */
  #readTime(view: DataView, at: number): void {
    const high = view.getUint32(at + timeAt + 4, true);
    const low = view.getUint32(at + timeAt, true);
    const isCoarse = (view.getUint32(at + flagsAt, true) & timeUnits) === tenMicroseconds;
    if (high >= firstNegative) {
      this.#time.setBefore(this.#start, negativeNs(high, low, isCoarse));
      return;
    }
    if (isCoarse) {
      const units = high * 2 ** 32 + low;
      const seconds = Math.floor(units / 100_000);
      this.#time.set(seconds, (units - seconds * 100_000) * 10_000);
    } else {
      this.#time.high = high;
      this.#time.low = low;
    }
    this.#time.add(this.#start);
  }

  /** CAN_STATISTIC: channel (16 bits), bus load in 0.01 % (16 bits), counts. */
  #readStatistic(view: DataView, at: number, end: number, offset: number): boolean {
    if (end - at < 4) return false;
    const percent = view.getUint16(at + 2, true) / 100;
    const bus = `CAN ${view.getUint16(at, true)}`;
    if (percent <= 100)
      this.#builder.metric('bus_load_percent', `${bus} (recorder)`, percent, {
        ...this.#place(offset),
        topic: bus,
      });
    return true;
  }

  /** DATA_LOST_END: queue (32 bits), time of the first loss (64 bits), number of events (32 bits). */
  #readLoss(view: DataView, at: number, end: number, offset: number): boolean {
    if (end - at < 16) return false;
    const message = `The recorder could not keep up and lost ${view.getUint32(at + 12, true)} events.`;
    const place = this.#place(offset);
    this.#builder.code({ code: 'dropout', source: 'dropout', severity: 'warning', message }, place);
    return true;
  }

  #place(offset: number | undefined) {
    const timeNs = nanoseconds(this.#time.high, this.#time.low);
    return { timeNs, topic: '', ...(offset !== undefined && { offset }) };
  }

  /** The bytes of a view, reused as long as it is the same buffer, so that frames cause no allocation. */
  #bytesOf(view: DataView): Uint8Array {
    if (view.buffer !== this.#buffer) {
      this.#buffer = view.buffer;
      this.#bytes = new Uint8Array(view.buffer);
    }
    return this.#bytes;
  }
}

function negativeNs(high: number, low: number, isCoarse: boolean): bigint {
  const time = BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low));
  return isCoarse ? time * 10_000n : time;
}

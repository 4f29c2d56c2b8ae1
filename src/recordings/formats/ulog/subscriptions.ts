import {
  type EventNames,
  type FieldReader,
  fieldReader,
  type NoteEvent,
  type Px4Interpreter,
  type Px4Vehicle,
} from '../../meaning/interpret/px4/interpreter.ts';
import { px4Interpreter } from '../../meaning/interpret/px4/px4-interpreter.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import { type Formats, readField, type UlogLayout } from './formats.ts';
import { type FieldsHandOver, handOverFields } from './hand-over-fields.ts';
import { isLoneStamp, noteLoneStamp } from './stamps-ahead.ts';

interface Subscription {
  topic: string;
  layout: UlogLayout | undefined;
  timeAt: number | undefined;
  tracker: TopicTracker;
  interpret: Px4Interpreter | undefined;
  /** Reads fields of the message under way. */
  field: FieldReader;
  handOver: FieldsHandOver | undefined;
}

/** The names of a log's events, and the listeners to each. */
interface LogEvents {
  named: EventNames;
  noteEvent: NoteEvent;
}

const two32 = 2 ** 32;

/** A longer step is an absurd time, at which nothing else must be counted. */
const maxStepUs = 24 * 3600 * 1e6;

/** The topics of a log: from message ids to the meaning of their data. */
export class Subscriptions {
  readonly #byId = new Map<number, Subscription>();
  readonly #undefined = new Set<number>();
  readonly #formats: Formats;
  readonly #builder: SummaryBuilder;
  readonly #startUs: number;
  readonly #vehicle: Px4Vehicle;
  #lastUs: number;
  /** The data of the message under way. */
  #view: DataView = new DataView(new ArrayBuffer(0));
  #data = 0;
  /** Counts messages that are not counted at their own time. */
  readonly #passedOver: PassedOver;

  /**
   * `startUs`: the time in the file's header. Data from before it is a value that was published earlier, or never
   * given a time (0), and is logged again when logging begins; it is counted at the time of the surrounding messages.
   */
  constructor(
    formats: Formats,
    builder: SummaryBuilder,
    startUs: number,
    events: LogEvents,
    passedOver: PassedOver,
  ) {
    this.#formats = formats;
    this.#builder = builder;
    this.#startUs = startUs;
    this.#lastUs = startUs;
    this.#vehicle = { ...events, armed: undefined };
    this.#passedOver = passedOver;
  }

  /** `multiId` distinguishes instances of one message: the first has its plain name, the others `name/1`, `name/2`. */
  add(id: number, multiId: number, messageName: string): void {
    const topic = multiId === 0 ? messageName : `${messageName}/${multiId}`;
    const layout = this.#formats.layout(messageName);
    const time = layout?.fields.get('timestamp');
    const tracker = this.#builder.topic({ name: topic, type: messageName, encoding: 'ulog' });
    const interpret = layout && px4Interpreter(messageName, this.#vehicle);
    tracker.examined ||= interpret !== undefined;
    const timeAt = time?.type === 'uint64_t' ? time.offset : undefined;
    const handOver = layout && handOverFields(this.#builder, { topic, type: messageName }, layout);
    const field = fieldReader(
      (name, index = 0) => layout && readField(layout, name, index, this.#view, this.#data),
    );
    this.#byId.set(id, { topic, layout, timeAt, tracker, interpret, field, handOver });
  }

  /** Later data of this id belongs to nothing; what was counted stays. */
  remove(id: number): void {
    this.#byId.delete(id);
  }

  /** Whether `size` bytes of data match the definition of this id. */
  fits(id: number, size: number): boolean {
    return this.#byId.get(id)?.layout?.size === size;
  }

  /** Whether such data may follow: matching its definition, or any if definitions were lost. */
  expects(id: number, size: number): boolean {
    if (this.#byId.size === 0) return true;
    const subscription = this.#byId.get(id);
    return subscription !== undefined && (subscription.layout?.size ?? size) === size;
  }

  /** Size of the data of this id according to its definition, if there is one. */
  sizeOf(id: number): number | undefined {
    return this.#byId.get(id)?.layout?.size;
  }

  /** Data of this id matches no definition and is only counted. False if that was already noted. */
  noteUndefined(id: number): boolean {
    if (this.#undefined.has(id)) return false;
    this.#undefined.add(id);
    if (!this.#byId.has(id)) {
      const topic = `(message ${id})`;
      const tracker = this.#builder.topic({ name: topic, type: '', encoding: 'ulog' });
      this.#byId.set(id, {
        topic,
        layout: undefined,
        timeAt: undefined,
        tracker,
        interpret: undefined,
        field: fieldReader(() => undefined),
        handOver: undefined,
      });
    }
    return true;
  }

  /**
   * One logged message of `size` bytes at `at`: id, then the data; the available bytes end at `end`. Returns the time
   * at which it is counted, in microseconds.
   */
  read(view: DataView, at: number, size: number, end: number, offset: number): number {
    const id = view.getUint16(at, true);
    const subscription = this.#byId.get(id);
    if (!subscription) return this.#lastUs;
    const { topic, layout, timeAt, tracker, interpret, field, handOver } = subscription;
    const data = at + 2;
    if (timeAt === undefined || size - 2 !== layout?.size) {
      countUntimed(tracker, this.#lastUs, size - 2, offset);
      return this.#lastUs;
    }
    const logged = view.getUint32(data + timeAt, true) + view.getUint32(data + timeAt + 4, true) * two32;
    const untimed = logged < this.#startUs || this.#isLone(logged, id, view, at + size, end);
    const us = untimed ? this.#lastUs : logged;
    if (us < this.#lastUs + maxStepUs) this.#lastUs = us;
    if (untimed) countUntimed(tracker, us, size - 2, offset);
    else count(tracker, us, size - 2, offset);
    handOver?.(nanosecondsOf(us), offset, view, data);
    if (interpret) {
      const place = { timeNs: nanosecondsOf(us), topic, offset };
      this.#view = view;
      this.#data = data;
      interpret(field, place, this.#builder);
    }
    return us;
  }

  /** Times more than a day ahead are not timestamps of this log, and are reported as such. */
  #isLone(stamp: number, id: number, view: DataView, next: number, end: number): boolean {
    const last = this.#lastUs;
    if (stamp >= last + maxStepUs || !isLoneStamp({ stamp, last, id }, view, next, end, this.#stampAt))
      return false;
    noteLoneStamp(this.#passedOver, this.#byId.get(id)?.topic ?? '');
    return true;
  }

  #stampAt = (id: number, view: DataView, data: number, size: number): number | undefined => {
    const subscription = this.#byId.get(id);
    if (subscription?.timeAt === undefined || subscription.layout?.size !== size) return undefined;
    const at = data + subscription.timeAt;
    return view.getUint32(at, true) + view.getUint32(at + 4, true) * two32;
  };
}

export function nanosecondsOf(microseconds: number): bigint {
  const ns = microseconds * 1000;
  if (ns <= Number.MAX_SAFE_INTEGER) return BigInt(ns);
  return (BigInt(microseconds) * 1000n) & 0xffff_ffff_ffff_ffffn;
}

function count(tracker: TopicTracker, us: number, bytes: number, offset: number): void {
  const high = highOf(us);
  tracker.add(high, lowOf(us, high), bytes, offset);
}

function countUntimed(tracker: TopicTracker, us: number, bytes: number, offset: number): void {
  const high = highOf(us);
  tracker.addUntimed(high, lowOf(us, high), bytes, offset);
}

/** The upper half of a 64-bit count of nanoseconds, and the lower one; without a remainder of doubles, which is slow. */
function highOf(us: number): number {
  const ns = us * 1000;
  return ns <= Number.MAX_SAFE_INTEGER ? Math.floor(ns / two32) : Number(nanosecondsOf(us) >> 32n);
}

function lowOf(us: number, high: number): number {
  const ns = us * 1000;
  return ns <= Number.MAX_SAFE_INTEGER ? ns - high * two32 : Number(nanosecondsOf(us) & 0xffff_ffffn);
}

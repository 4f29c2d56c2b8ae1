import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { PassedOver } from '../traces/passed-over.ts';
import { Dropouts } from './dropouts.ts';
import { EventEchoes } from './event-echoes.ts';
import { EventMetadata } from './event-metadata.ts';
import { appendedAt, unknownFlags } from './flag-bits.ts';
import { Formats } from './formats.ts';
import { HardFaults } from './hard-faults.ts';
import { InfoMultiples } from './info-multiples.ts';
import { readLogMessage } from './log-messages.ts';
import { fileHeaderSize, parseKeyed, types } from './messages.ts';
import { reportParameter, reportParameterChange } from './parameters.ts';
import { nanosecondsOf, Subscriptions } from './subscriptions.ts';
import { versionOf } from './versions.ts';

const utf8 = new TextDecoder();

/** What the messages of a ULog file say, in their order. */
export class UlogContent {
  /** Unknown features that the log requires of its readers: then nothing is read. */
  unknownFlags = '';
  /** Where data was appended after a crash; the message truncated by the crash ends there. */
  appendedAt: number[] = [];
  readonly passedOver = new PassedOver();
  subscriptions: Subscriptions;
  readonly #builder: SummaryBuilder;
  readonly #reader: ByteReader;
  readonly #formats = new Formats();
  readonly #multiples = new InfoMultiples();
  readonly #hardFaults = new HardFaults();
  readonly #events = new EventMetadata();
  readonly #echoes = new EventEchoes();
  readonly #dropouts = new Dropouts();
  /** The first subscription or data ends the definitions ("Data Section"); later parameters are changes. */
  #inData = false;
  /** Time of the last message, in microseconds, for dropouts, which have none. */
  #timeUs = 0;

  constructor(builder: SummaryBuilder, reader: ByteReader) {
    this.#builder = builder;
    this.#reader = reader;
    this.subscriptions = this.#subscriptionsFrom(0);
  }

  /** When the header says that the log begins, in microseconds. */
  startAt(us: number): void {
    this.#timeUs = us;
    this.subscriptions = this.#subscriptionsFrom(us);
  }

  /** Reads the data of `size` bytes at `at` of the view, whose bytes are valid up to `end`; they stand at `offset` of the file. */
  readData(view: DataView, at: number, size: number, end: number, offset: number): void {
    this.#timeUs = this.subscriptions.read(view, at, size, end, offset);
  }

  /** Reads the message at the reader's position, which is not data; false if it is invalid. */
  read(type: number, content: Uint8Array): boolean {
    const { offset } = this.#reader;
    const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
    switch (type) {
      case types.format:
        return this.#formats.add(utf8.decode(content));
      case types.addSubscription:
        this.#inData = true;
        this.subscriptions.add(view.getUint16(1, true), view.getUint8(0), utf8.decode(content.subarray(3)));
        return true;
      case types.removeSubscription:
        this.subscriptions.remove(view.getUint16(0, true));
        return true;
      case types.log:
        this.#timeUs = readLogMessage(content, false, offset, this.#builder, this.#echoes);
        return true;
      case types.taggedLog:
        this.#timeUs = readLogMessage(content, true, offset, this.#builder, this.#echoes);
        return true;
      case types.dropout:
        this.#dropouts.add(view.getUint16(0, true), this.#timeUs, offset);
        return true;
      case types.info: {
        const info = parseKeyed(content);
        const version = info && versionOf(info);
        if (info) this.#events.addHash(info);
        if (version) this.#builder.version(version.component, version.version);
        return info !== undefined;
      }
      case types.infoMultiple:
        this.#events.add(content);
        return this.#multiples.add(content, offset, this.#hardFaults);
      case types.parameter: {
        const parameter = parseKeyed(content);
        if (!parameter) return false;
        const place = { timeNs: nanosecondsOf(this.#timeUs), topic: 'parameter', offset };
        if (this.#inData) reportParameterChange(parameter, place, this.#builder);
        else reportParameter(parameter, this.#builder);
        return true;
      }
      case types.flagBits:
        // They are meaningful only as the first message; elsewhere they belong to an appended log.
        if (offset === fileHeaderSize) this.unknownFlags = unknownFlags(content);
        this.appendedAt = appendedAt(content, this.#reader.size);
        return true;
      default:
        return true;
    }
  }

  /** What is known only when all has been read. */
  report(): void {
    this.#echoes.finish();
    this.#multiples.list(this.#builder);
    this.#dropouts.report(this.#builder);
    this.#hardFaults.report(this.#builder, this.#timeUs);
    this.passedOver.report('ULog', this.#builder, { timeNs: nanosecondsOf(this.#timeUs), topic: '' });
  }

  #subscriptionsFrom(startUs: number): Subscriptions {
    const events = {
      named: this.#events.named,
      noteEvent: (timeNs: bigint) => this.#echoes.noteEvent(timeNs),
    };
    return new Subscriptions(this.#formats, this.#builder, startUs, events, this.passedOver);
  }
}

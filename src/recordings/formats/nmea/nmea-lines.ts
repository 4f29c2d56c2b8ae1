import type { DamageLog } from '../../bytes/damage.ts';
import { SentenceInterpreter, sentenceFields } from '../../meaning/interpret/nmea0183.ts';
import type { ChannelSink, Fields } from '../../messages/message-sink.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';
import { ascii, hasControls, latin1, skipBlanks } from '../text/ascii.ts';
import type { LineReader } from '../text/line-walk.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import { isRemark } from '../traces/remark.ts';
import { receiverFrameAt } from './receiver-frames.ts';
import { readSentence, type Sentence } from './sentence.ts';
import type { SentenceTime } from './sentence-time.ts';

/** Talkers and types of which topics of their own are kept. */
const maxAddresses = 200;
const others = 'others';

interface Topic {
  name: string;
  tracker: TopicTracker;
  interpreter: SentenceInterpreter;
  sink: ChannelSink | undefined;
}

/** Reads the sentences of a log; each talker and type is a topic. */
export class NmeaLines implements LineReader {
  readonly #builder: SummaryBuilder;
  readonly #time: SentenceTime;
  readonly #passedOver: PassedOver;
  readonly #topics = new Map<string, Topic>();
  readonly #damage: DamageLog;
  readonly #protocols = new Set<string>();

  constructor(builder: SummaryBuilder, time: SentenceTime, passedOver: PassedOver, damage: DamageLog) {
    this.#damage = damage;
    this.#builder = builder;
    this.#time = time;
    this.#passedOver = passedOver;
  }

  read(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    const at = skipBlanks(bytes, start, end);
    const sentence = hasControls(bytes, at, end) ? undefined : readSentence(bytes, at, end);
    if (!sentence) {
      if (beginnings.has(bytes[at] as number) || bytes.subarray(at, end).includes(ascii.dollar)) return false;
      if (bytes[at] !== ascii.numberSign && !isRemark(bytes, at, end)) return false;
      this.#passedOver.count('remarks');
      return true;
    }
    this.#time.read(sentence);
    const topic = this.#topicOf(sentence);
    const { high, low } = this.#time;
    const timeNs = nanoseconds(high, low);
    topic.tracker.add(high, low, end - at, offset);
    topic.interpreter.read(sentence.fields, { timeNs, topic: topic.name, offset });
    topic.sink?.message(timeNs, offset, undefined, () => fieldsOf(sentence), 0);
    return true;
  }

  /** Messages in bytes, which receivers send between sentences; the first of each kind is named. */
  passed(bytes: Uint8Array, start: number, end: number, offset: number): number {
    const frame = receiverFrameAt(bytes, start, end);
    if (!frame) return 0;
    const { protocol, size } = frame;
    if (start + size > end) return size;
    if (!this.#protocols.has(protocol)) {
      this.#protocols.add(protocol);
      const what = `there are binary messages of the receiver (${protocol}), which are not supported`;
      this.#damage.add('unsupported', offset, offset + size, what);
    }
    this.#passedOver.count(`binary messages (${protocol})`);
    return size;
  }

  /** A damaged line break: the last sentence of the line. */
  restart(bytes: Uint8Array, start: number, end: number): number {
    for (let at = end - 1; at >= start; at -= 1) {
      if (bytes[at] === ascii.dollar && letters.test(latin1(bytes, at + 1, Math.min(end, at + 4)))) return at;
    }
    return -1;
  }

  #topicOf({ address, type }: Sentence): Topic {
    const present = this.#topics.get(address);
    if (present) return present;
    const isKept = this.#topics.size < maxAddresses;
    const name = isKept ? address : others;
    const known = this.#topics.get(name);
    if (known) return known;
    const key = { name, type: isKept ? `NMEA 0183 ${type}` : 'NMEA 0183', encoding: 'nmea' };
    const topic: Topic = {
      name,
      tracker: this.#builder.topic(key),
      interpreter: new SentenceInterpreter(isKept ? type : '', this.#builder),
      sink: this.#builder.channel({ topic: name, type: key.type, encoding: key.encoding }),
    };
    this.#topics.set(name, topic);
    return topic;
  }
}

/** With which every address begins. */
const letters = /^[A-Z]{2}[A-Z\d]$/;

/** Of a sentence, one of AIS, and a TAG block. */
const beginnings = new Set<number>([ascii.dollar, ascii.exclamation, ascii.backslash]);

function fieldsOf({ type, fields }: Sentence): Fields {
  const names = sentenceFields[type] ?? [];
  return Object.fromEntries(
    fields.flatMap((field, index) => {
      if (field === '') return [];
      const isNumber =
        /^[+-]?\d{1,15}(?:\.\d{0,9})?$/.test(field) && !/^(?:time|date)$/.test(names[index] ?? '');
      return [[names[index] ?? `field_${index + 1}`, isNumber ? Number(field) : field]];
    }),
  );
}

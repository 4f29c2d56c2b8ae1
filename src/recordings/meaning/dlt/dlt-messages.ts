import type { Severity } from '../../../domain/severity.ts';
import type { ChannelSink, MessageChannel } from '../../messages/message-sink.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { IdentifyingFindings } from '../../summary/summary-builder.ts';
import type { TopicKey, TopicTracker } from '../../summary/topic-tracker.ts';
import { reportLog } from '../interpret/log.ts';
import { argumentsText, type DltPayload } from './dlt-arguments.ts';
import { type DltContext, DltContexts } from './dlt-contexts.ts';
import { readControlMessage } from './dlt-control.ts';
import type { DltHeader } from './dlt-header.ts';
import type { DltRecord } from './dlt-record.ts';
import { EcuRestarts } from './ecu-restarts.ts';
import { messageKinds } from './header-fields.ts';

/** PRS LogAndTraceProtocol, "Message Type Info" of log messages; debug (5) and verbose (6) are left out. */
const severities: Record<number, Severity> = { 1: 'critical', 2: 'error', 3: 'warning', 4: 'info' };

/** By the kind of message, and by -1 for those without an extended header. */
const typeNames: Record<number, string> = {
  [messageKinds.log]: 'DLT log',
  [messageKinds.trace]: 'DLT trace',
  [messageKinds.network]: 'DLT network trace',
  [messageKinds.control]: 'DLT control',
};
const nonVerbose = 'DLT non-verbose';

/** Message ids counted separately in a recording. */
const maxMessageIds = 4_096;

interface Findings extends IdentifyingFindings {
  topic(key: TopicKey): TopicTracker;
  channel(channel: MessageChannel): ChannelSink | undefined;
}

/** Counts DLT messages by ECU, application and context, and reports what they log. */
export class DltMessages {
  readonly #findings: Findings;
  readonly #contexts = new DltContexts();
  readonly #restarts: EcuRestarts;
  readonly #line = new LazyLine();
  #messageIds = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
    this.#restarts = new EcuRestarts(findings);
  }

  /** The message must be completely in the view. */
  read(header: DltHeader, record: DltRecord): void {
    const { kind, app, context: contextId, uptime } = header;
    const ecu = header.ecu === 0 ? record.ecu : header.ecu;
    const context = this.#contexts.get(ecu, app, contextId, header.names);
    const { high, low, offset } = record;
    const hasId = kind < 0 || (!header.verbose && kind !== messageKinds.control);
    const bytes = header.length - header.size;
    const tracker = hasId ? this.#byMessageId(context, header, record) : this.#byKind(context, kind);
    tracker.add(high, low, bytes, offset);
    if (kind === messageKinds.control) {
      readControlMessage(header, record, context.name, this.#findings);
      return;
    }
    this.#handOver(context, header, record);
    // Messages from before the clock was set have 0.
    if (uptime > 0) this.#restarts.note(ecu, uptime, record, header.names);
    if (kind === messageKinds.log) this.#log(context, header, record);
  }

  /** The text of a message with its level; control messages have none. */
  #handOver(context: DltContext, header: DltHeader, record: DltRecord): void {
    context.sink ??=
      this.#findings.channel({ topic: context.name, type: 'DLT log', encoding: 'dlt' }) ?? 'unwanted';
    if (context.sink === 'unwanted') return;
    const { view, at, high, low, offset } = record;
    const data = new Uint8Array(view.buffer, view.byteOffset + at, header.length);
    context.sink.message(nanoseconds(high, low), offset, data, () => lineOf(context, header, record), 0);
  }

  #log(context: DltContext, header: DltHeader, record: DltRecord): void {
    const severity = severities[header.info];
    if (!severity) return;
    const topic = header.verbose ? context.name : idTopic(context, messageId(header, record));
    const place: Place = { timeNs: nanoseconds(record.high, record.low), topic, offset: record.offset };
    if (severity === 'info') {
      this.#findings.log(this.#line.set(context.name, header, record), place);
      return;
    }
    const { text, whole } = textOf(header, record);
    reportLog({ severity, source: context.name, text, kind: 'log' }, place, this.#findings);
    if (whole) return;
    const message = `A message of ${header.length} bytes on ${topic} is cut off, or holds an argument of a type that is not known.`;
    this.#findings.code(
      { code: `${topic}: message cannot be decoded`, source: 'decoder', severity: 'warning', message },
      place,
    );
  }

  #byKind(context: DltContext, kind: number): TopicTracker {
    context.trackers[kind] ??= this.#findings.topic({
      name: context.name,
      type: typeNames[kind] ?? `DLT message type ${kind}`,
      encoding: 'dlt',
    });
    return context.trackers[kind];
  }

  #byMessageId(context: DltContext, header: DltHeader, record: DltRecord): TopicTracker {
    const id = messageId(header, record);
    const present = context.byMessageId.get(id);
    if (present) return present;
    const name = this.#messageIds < maxMessageIds ? idTopic(context, id) : `${context.name} other messages`;
    this.#messageIds += 1;
    const tracker = this.#findings.topic({ name, type: nonVerbose, encoding: 'dlt' });
    if (this.#messageIds <= maxMessageIds) context.byMessageId.set(id, tracker);
    return tracker;
  }
}

/** The topic of a non-verbose message. Its id is part of a word, so that it is kept when figures are removed. */
function idTopic({ name }: DltContext, id: number): string {
  return id < 0 ? name : `${name} ID_${id}`;
}

/**
 * The id by which a FIBEX or ARXML describes a non-verbose message: in version 1 it begins with it; -1 if it is shorter.
 */
function messageId(
  { length, size, littleEndian, messageId: own }: DltHeader,
  { view, at }: DltRecord,
): number {
  if (own >= 0) return own;
  return length < size + 4 ? -1 : view.getUint32(at + size, littleEndian);
}

function textOf(header: DltHeader, record: DltRecord): { text: string; whole: boolean } {
  if (header.segmented) return { text: 'a part of a message in several segments', whole: true };
  if (header.verbose) return argumentsText(payloadOf(header, record));
  return {
    text: `message ID_${messageId(header, record)}, whose text is not in the recording`,
    whole: true,
  };
}

/** As readers of logs know it; `severity` is `debug` for traces and for levels below info. */
function lineOf({ name }: DltContext, header: DltHeader, record: DltRecord) {
  return { severity: severityOf(header), source: name, text: textOf(header, record).text };
}

function severityOf({ kind, info }: DltHeader): Severity | 'debug' {
  if (kind < 0) return 'info';
  return kind === messageKinds.log ? (severities[info] ?? 'debug') : 'debug';
}

function payloadOf(header: DltHeader, { view, at }: DltRecord): DltPayload {
  return {
    view,
    start: at + header.size,
    end: at + header.length,
    littleEndian: header.littleEndian,
    count: header.argumentCount,
  };
}

/** An information line: most are not kept, so that their text is only created when it is needed. */
class LazyLine {
  readonly severity = 'info';
  source = '';
  #header: DltHeader | undefined;
  #record: DltRecord | undefined;

  set(source: string, header: DltHeader, record: DltRecord): this {
    this.source = source;
    this.#header = header;
    this.#record = record;
    return this;
  }

  get text(): string {
    return this.#header && this.#record ? textOf(this.#header, this.#record).text : '';
  }
}

import type { Level } from '../../meaning/interpret/level-words.ts';
import { reportLog } from '../../meaning/interpret/log.ts';
import type { ChannelSink, MessageChannel } from '../../messages/message-sink.ts';
import { summaryCaps } from '../../summary/file-summary.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { cleanText } from '../../summary/text.ts';
import type { TopicKey, TopicTracker } from '../../summary/topic-tracker.ts';

/** Sources that are told apart; the entries of further ones are counted together. */
const maxSources = 4_096;
const otherSources = 'other sources';
/** Of a log that names no sources. */
const unnamed = 'log';

const kind = { type: 'log', encoding: 'text' } as const;

/** An entry with all its lines. */
export interface WholeEntry {
  high: number;
  low: number;
  /** Of its first line in the file. */
  offset: number;
  /** Of its lines, without their breaks. */
  bytes: number;
  level: Level | undefined;
  source: string;
  /** The first line, which identifies what it reports. */
  text: string;
  /** The further lines. */
  more: readonly string[];
}

interface Source {
  name: string;
  tracker: TopicTracker;
  sink: ChannelSink | undefined;
}

interface EntryFindings extends Findings {
  topic(key: TopicKey): TopicTracker;
  channel(channel: MessageChannel): ChannelSink | undefined;
}

/** Counts the entries of a text log by their source, and reports them by their level: a line without one is information. */
export class TextEntries {
  readonly #findings: EntryFindings;
  readonly #sources = new Map<string, Source>();

  constructor(findings: EntryFindings) {
    this.#findings = findings;
  }

  add(entry: WholeEntry): void {
    const { high, low, offset, bytes, text, more } = entry;
    const { name, tracker, sink } = this.#sourceOf(entry.source);
    tracker.add(high, low, bytes, offset);
    const severity = entry.level ?? 'info';
    const whole = more.length === 0 ? text : [text, ...more].join('\n');
    const timeNs = nanoseconds(high, low);
    sink?.message(timeNs, offset, undefined, () => ({ severity, source: entry.source, text: whole }), 0);
    if (severity === 'debug') return;
    const line = { severity, source: entry.source, text, whole, kind: 'log' } as const;
    reportLog(line, { timeNs, topic: name, offset }, this.#findings);
  }

  #sourceOf(written: string): Source {
    const present = this.#sources.get(written);
    if (present) return present;
    const isFull = this.#sources.size >= maxSources;
    const key = isFull ? otherSources : written;
    const known = this.#sources.get(key);
    if (known) return known;
    const name = cleanText(key, summaryCaps.name) || unnamed;
    const source = {
      name,
      tracker: this.#findings.topic({ name, ...kind }),
      sink: this.#findings.channel({ topic: name, ...kind }),
    };
    this.#sources.set(key, source);
    return source;
  }
}

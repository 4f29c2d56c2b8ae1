import { frameFlags } from '../meaning/can/can-frame.ts';
import { standardDefinitions } from '../meaning/decode/standard-definitions.ts';
import type { ChannelSink, MessageChannel, MessageSink } from '../messages/message-sink.ts';
import { CanFrameEncoder, canFdFrameSchema, canFrameSchema, classicBytes } from './can-frames.ts';
import { ChannelRegistry, type WantedChannel } from './channel-registry.ts';
import {
  type LogLine,
  locationFixSchema,
  locationMessage,
  logMessage,
  logSchema,
} from './foxglove-messages.ts';
import { JsonShape } from './json-fields.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { LeftOut } from './left-out.ts';
import type { McapSchema } from './mcap/mcap-records.ts';
import type { McapWriter } from './mcap/mcap-writer.ts';
import { positionReader } from './position-fields.ts';

/** Encodings that viewers decode by their schema: such messages keep their bytes. */
const viewable = new Set(['cdr', 'ros1', 'json', 'protobuf', 'flatbuffer']);
/** Encodings whose messages are lines of a log. */
const logged = new Set(['dlt', 'text']);

export interface McapSinkOptions {
  /** Of the topics of the recording; all by default. */
  wants?: ((topic: string) => boolean) | undefined;
  /** Both ends included, in nanoseconds after `shiftNs` was added. */
  window?: { fromNs: bigint; toNs: bigint } | undefined;
  /** Added to every time of the recording, in nanoseconds. */
  shiftNs?: bigint | undefined;
  /** Counts what is not written. */
  leftOut: LeftOut;
}

/** MCAP stores times as unsigned integers of 64 bits. */
const latestNs = 2n ** 64n - 1n;

/**
 * Writes the messages of recordings into one MCAP file, in a form that viewers decode: ROS, protobuf and JSON messages as
 * they are stored, fields of other formats as JSON with a schema; besides these CAN frames as ROS messages, log lines as
 * `foxglove.Log`, positions as `foxglove.LocationFix`. In the order in which they come.
 */
export class McapSink {
  readonly leftOut = new LeftOut();
  readonly #writer: McapWriter;
  readonly #registry: ChannelRegistry;
  readonly #frames = new CanFrameEncoder();

  constructor(writer: McapWriter) {
    this.#writer = writer;
    this.#registry = new ChannelRegistry(writer);
  }

  /** The sink for the messages of one recording. */
  recording(options: McapSinkOptions): Pick<MessageSink, 'channel' | 'log'> {
    const { wants = () => true, leftOut } = options;
    const window = { fromNs: 0n, toNs: latestNs, ...options.window };
    const clock = new Clock(options.shiftNs ?? 0n, window, leftOut);
    const ownLog = new Set<string>();
    const taken = new Set<string>();
    return {
      channel: (channel) => {
        const { topic } = channel;
        if (!wants(topic) && !(channel.frame && wants(channel.frame.bus))) return undefined;
        taken.add(topic);
        if (viewable.has(channel.encoding) || logged.has(channel.encoding)) ownLog.add(topic);
        return this.#channel(channel, clock);
      },
      log: (line, timeNs) => {
        if (ownLog.has(line.topic) || !wants(line.topic)) return;
        const name = line.topic === '' ? 'log' : line.topic;
        const topic = taken.has(name) ? `${name} log` : name;
        const at = clock.timeOf(timeNs);
        if (at !== undefined) this.log(topic, line, at);
      },
    };
  }

  /** `timeNs` as it is to be written. */
  log(topic: string, line: LogLine, timeNs: bigint): void {
    const from = 'text';
    const id = this.#open({ topic, messageEncoding: 'json', schema: logSchema, from });
    if (id !== undefined) this.#write(id, timeNs, logMessage(line, timeNs));
  }

  #channel(channel: MessageChannel, clock: Clock): ChannelSink | undefined {
    const { topic, encoding, schema, frame } = channel;
    if (frame) return this.#frameChannel(channel, clock);
    if (logged.has(encoding)) return this.#textChannel(channel, clock);
    if (!viewable.has(encoding) && (channel.fields || !schema)) return this.#fieldChannel(channel, clock);
    const id = this.#open({ topic, messageEncoding: encoding, schema: schemaOf(channel), from: encoding });
    return {
      message: (timeNs, _offset, data) => {
        const at = clock.timeOf(timeNs);
        if (at === undefined) return;
        if (!data || id === undefined) clock.leftOut.count(topic, data ? 'no_channel' : 'too_large');
        else this.#write(id, at, data);
      },
    };
  }

  /** The messages' fields as JSON, and their positions. */
  #fieldChannel(channel: MessageChannel, clock: Clock): ChannelSink {
    const { topic, type, encoding } = channel;
    const known = channel.fields?.() ?? [];
    const shape = new JsonShape(known);
    const schema = {
      name: type === '' ? topic : type,
      encoding: 'jsonschema',
      data: jsonSchemaOf(type === '' ? topic : type, known, shape),
    };
    const open = once(() => this.#open({ topic, messageEncoding: 'json', schema, from: encoding }));
    const readPosition = positionReader(known);
    const openFix = once(() =>
      this.#open({
        topic: `${topic} location`,
        messageEncoding: 'json',
        schema: locationFixSchema,
        from: encoding,
      }),
    );
    return {
      message: (timeNs, _offset, _data, read) => {
        const at = clock.timeOf(timeNs);
        if (at === undefined) return;
        const fields = read();
        const id = fields && open();
        if (!fields || id === undefined)
          return clock.leftOut.count(topic, fields ? 'no_channel' : 'undecoded');
        this.#write(id, at, shape.encode(fields));
        const position = readPosition?.(fields);
        const fix = position && openFix();
        if (position && fix !== undefined) this.#write(fix, at, locationMessage(position, at));
      },
    };
  }

  /** The frames on a topic named as the bus, and the signals that a database defines on their own. */
  #frameChannel(channel: MessageChannel, clock: Clock): ChannelSink {
    const { topic, frame, within } = channel;
    const { bus = '', id: identifier = 0, extended = false, kind } = frame ?? {};
    const signals = channel.fields?.().length ? this.#fieldChannel(channel, clock) : undefined;
    const raw = (schema: McapSchema, name: string) =>
      once(() => this.#open({ topic: name, messageEncoding: 'cdr', schema, from: channel.encoding }));
    const classic = raw(canFrameSchema, bus);
    const fd = raw(canFdFrameSchema, `${bus} FD`);
    const lin = once(() =>
      this.#open({ topic: bus, messageEncoding: 'json', schema: linFrameSchema, from: channel.encoding }),
    );
    return {
      message: (timeNs, offset, data = noBytes, read, flags) => {
        const isRemote = (flags & frameFlags.remote) !== 0;
        if (signals && !isRemote) signals.message(timeNs, offset, data, read, flags);
        // The message that holds the frame is written as it is.
        if (within !== undefined) return;
        const at = clock.timeOf(timeNs);
        if (at === undefined) return;
        const one = { bus, id: identifier, flags, extended, data };
        if (kind === 'lin') return this.#writeTo(lin(), clock, topic, at, () => linFrame(identifier, data));
        const isFd = (flags & frameFlags.fd) !== 0 || data.byteLength > classicBytes;
        if (isFd) this.#writeTo(fd(), clock, topic, at, () => this.#frames.fd(one, at));
        else this.#writeTo(classic(), clock, topic, at, () => this.#frames.classic(one, at));
      },
    };
  }

  /** Messages that are lines of a log. */
  #textChannel({ topic }: MessageChannel, clock: Clock): ChannelSink {
    return {
      message: (timeNs, _offset, _data, read) => {
        const at = clock.timeOf(timeNs);
        if (at === undefined) return;
        const fields = read();
        if (!fields) return clock.leftOut.count(topic, 'undecoded');
        const { severity, source, text } = fields as unknown as LogLine;
        this.log(topic, { severity, source, text }, at);
      },
    };
  }

  #open(channel: WantedChannel): number | undefined {
    return this.#registry.open(channel);
  }

  #writeTo(
    id: number | undefined,
    { leftOut }: Clock,
    topic: string,
    logTime: bigint,
    make: () => Uint8Array,
  ): void {
    if (id === undefined) leftOut.count(topic, 'no_channel');
    else this.#write(id, logTime, make());
  }

  #write(channel: number, logTime: bigint, data: Uint8Array): void {
    this.#writer.message({ channel, logTime, data });
  }
}

/** From the times of a recording to those of the file. */
class Clock {
  readonly #shiftNs: bigint;
  readonly #window: { fromNs: bigint; toNs: bigint };
  readonly leftOut: LeftOut;

  constructor(shiftNs: bigint, window: { fromNs: bigint; toNs: bigint }, leftOut: LeftOut) {
    this.#shiftNs = shiftNs;
    this.#window = window;
    this.leftOut = leftOut;
  }

  /** Undefined outside of the window. */
  timeOf(recorded: bigint): bigint | undefined {
    const timeNs = this.#shiftNs === 0n ? recorded : recorded + this.#shiftNs;
    if (timeNs < 0n || timeNs > latestNs) {
      this.leftOut.count('', 'no_time');
      return undefined;
    }
    return timeNs >= this.#window.fromNs && timeNs <= this.#window.toNs ? timeNs : undefined;
  }
}

const noBytes = new Uint8Array();

const linFrameSchema: McapSchema = {
  name: 'argus.LinFrame',
  encoding: 'jsonschema',
  data: Buffer.from(
    JSON.stringify({
      title: 'argus.LinFrame',
      type: 'object',
      properties: { id: { type: 'integer' }, data: { type: 'array', items: { type: 'integer' } } },
    }),
  ),
};

function linFrame(id: number, data: Uint8Array): Buffer {
  return Buffer.from(JSON.stringify({ id, data: Array.from(data) }));
}

/** Bags before ROS 2 Iron hold no definitions; those of well-known types are the same everywhere. */
function schemaOf({ type, encoding, schema }: MessageChannel): McapSchema | undefined {
  const name = schema?.name ?? type;
  const known = schema && schema.data.byteLength > 0 ? undefined : standardDefinitions.get(name);
  if (known && encoding === 'cdr') return { name, encoding: 'ros2msg', data: known };
  if (!schema || (schema.name === '' && schema.encoding === '' && schema.data.byteLength === 0))
    return undefined;
  return schema;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

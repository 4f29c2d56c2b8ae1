import type { ChannelField, Fields } from '../../messages/message-sink.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TopicKey } from '../../summary/topic-tracker.ts';
import { convert } from './conversion.ts';
import type { Channel, ChannelGroup } from './definitions.ts';
import type { InvalidationColumn } from './invalidation-column.ts';
import { isMaster } from './measured-signals.ts';
import { NumberField } from './number-field.ts';
import type { RecordTime } from './record-time.ts';
import { TextField } from './text-field.ts';

/** The arguments of `RecordReader.read`. */
export type RecordHandOver = (
  data: Uint8Array,
  view: DataView,
  at: number,
  index: number,
  offset: number,
) => void;

interface Value {
  field: ChannelField;
  invalidBit: number | undefined;
  read(data: Uint8Array, view: DataView, at: number, index: number): number | string;
}

/**
 * Hands over the records of a measured group: each channel with its physical value. Arrays, structures and values of
 * variable length are left out, as are values that are marked invalid; what a rule turns into a text remains the raw number.
 * Undefined if nobody wants them. The time must have been read.
 */
export function handOverRecords(
  group: ChannelGroup,
  topic: TopicKey,
  time: RecordTime,
  builder: SummaryBuilder,
  invalid: InvalidationColumn | undefined,
): RecordHandOver | undefined {
  if (!builder.handsOver) return undefined;
  const values = group.channels.flatMap((channel) => valueIn(channel, group.dataBytes) ?? []);
  const sink = builder.channel({
    topic: topic.name,
    type: topic.type,
    encoding: topic.encoding,
    fields: () => values.map(({ field }) => field),
  });
  if (!sink) return undefined;
  const isInvalid = (bit: number | undefined, data: Uint8Array, at: number, index: number) => {
    if (bit === undefined || bit >> 3 >= group.tailBytes) return false;
    const bits = invalid ? invalid.byteOf(index, bit >> 3) : (data[at + group.dataBytes + (bit >> 3)] ?? 0);
    return (bits & (1 << (bit & 7))) !== 0;
  };
  return (data, view, at, index, offset) => {
    const fields = () => {
      const found: Fields = {};
      for (const { field, invalidBit, read } of values) {
        if (!isInvalid(invalidBit, data, at, index)) found[field.name] = read(data, view, at, index);
      }
      return found;
    };
    sink.message(nanoseconds(time.high, time.low), offset, undefined, fields, 0);
  };
}

function valueIn(channel: Channel, recordBytes: number): Value | undefined {
  const { name, unit, conversion, invalidBit } = channel;
  if (isMaster(channel) || channel.structure || channel.array || channel.variants || channel.invalid)
    return undefined;
  const number = NumberField.of(channel, recordBytes);
  if (number || channel.kind === 'virtual') {
    return {
      field: { name, unit },
      invalidBit,
      read: (data, view, at, index) => convert(conversion, number ? number.read(data, view, at) : index),
    };
  }
  const text = TextField.of(channel, recordBytes);
  if (!text) return undefined;
  const isNumber = conversion?.kind === 'from-text';
  return {
    field: { name, unit, type: isNumber ? undefined : 'string' },
    invalidBit,
    read: (data, _view, at) => (isNumber ? conversion.apply(text.read(data, at)) : text.read(data, at)),
  };
}

import type { ChannelField, Fields } from '../../messages/message-sink.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { type Layout, readNumber, readText } from './layout.ts';

/** The message's head is at `at` of the bytes, and of the view on them. */
export type FieldsHandOver = (
  timeNs: bigint,
  offset: number,
  bytes: Uint8Array,
  view: DataView,
  at: number,
) => void;

/** Hands over the messages of one topic, each number in its unit; undefined if nobody wants them. */
export function handOverFields(
  builder: SummaryBuilder,
  topic: string,
  layout: Layout,
): FieldsHandOver | undefined {
  const columns = [...layout.fields.values()].filter(({ name }) => name !== '');
  const sink = builder.channel({
    topic,
    type: layout.name,
    encoding: 'dataflash',
    fields: () => columns.map(({ name, unit }): ChannelField => ({ name, unit })),
  });
  if (!sink) return undefined;
  let place: [bytes: Uint8Array, view: DataView, at: number];
  const fields = () => {
    const [bytes, view, at] = place;
    const found: Fields = {};
    for (const { name, type } of columns)
      found[name] = type.read ? readNumber(layout, name, view, at) : readText(layout, name, bytes, at);
    return found;
  };
  return (timeNs, offset, ...message) => {
    place = message;
    sink.message(timeNs, offset, undefined, fields, 0);
  };
}

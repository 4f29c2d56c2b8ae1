import type { Fields } from '../../messages/message-sink.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { textOfBytes } from '../text/ascii.ts';
import { readField, type UlogField, type UlogLayout } from './formats.ts';

/** The message's data begins at `at` of the view. */
export type FieldsHandOver = (timeNs: bigint, offset: number, view: DataView, at: number) => void;

/** Hands over the messages of one subscription; undefined if nobody wants them. */
export function handOverFields(
  builder: SummaryBuilder,
  { topic, type }: { topic: string; type: string },
  layout: UlogLayout,
): FieldsHandOver | undefined {
  const named = [...layout.fields].filter(([name]) => !name.startsWith('_padding'));
  const sink = builder.channel({
    topic,
    type,
    encoding: 'ulog',
    fields: () =>
      named.map(([name, { type: each, count }]) => ({
        name,
        type: count === 1 ? each : `${each}[${count}]`,
      })),
  });
  if (!sink) return undefined;
  let view: DataView = new DataView(new ArrayBuffer(0));
  let at = 0;
  const fields = () => {
    const found: Fields = {};
    for (const [name, field] of named) found[name] = fieldValue(layout, name, field, view, at);
    return found;
  };
  return (timeNs, offset, ...place) => {
    [view, at] = place;
    sink.message(timeNs, offset, undefined, fields, 0);
  };
}

function fieldValue(
  layout: UlogLayout,
  name: string,
  { type, count, offset }: UlogField,
  view: DataView,
  at: number,
) {
  if (type === 'char' && count > 1) {
    const bytes = new Uint8Array(view.buffer, view.byteOffset + at + offset, count);
    const end = bytes.indexOf(0);
    return textOfBytes(end < 0 ? bytes : bytes.subarray(0, end));
  }
  const value = (index: number) => {
    const number = readField(layout, name, index, view, at);
    return type === 'bool' ? number !== 0 : number;
  };
  return count === 1 ? value(0) : Array.from({ length: count }, (_, index) => value(index));
}

import type { ChannelField } from '../messages/message-sink.ts';
import type { JsonShape } from './json-fields.ts';

interface Schema {
  type?: string;
  title?: string;
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}

/** Labels of a value that the description of its field lists. */
const shownLabels = 64;

/**
 * A JSON Schema of the fields of a channel, in the part of the language that viewers read: each schema has one `type`.
 * Fields whose type is not known beforehand are numbers, as nearly all are; a field that is not listed may occur.
 */
export function jsonSchemaOf(title: string, fields: readonly ChannelField[], shape: JsonShape): Buffer {
  const root: Schema = { title, type: 'object', properties: {} };
  for (const field of fields) add(root, shape.stepsOf(field.name), schemaOf(field));
  return Buffer.from(JSON.stringify(root));
}

function add(root: Schema, steps: readonly (string | number)[], schema: Schema): void {
  let at = root;
  for (const step of steps.slice(0, -1)) at = inside(at, step);
  const last = steps.at(-1);
  if (typeof last === 'number') {
    at.type = 'array';
    at.items = { ...schema, ...at.items };
  } else if (last !== undefined) {
    at.type = 'object';
    at.properties ??= {};
    Object.defineProperty(at.properties, last, { value: schema, enumerable: true, configurable: true });
  }
}

function inside(at: Schema, step: string | number): Schema {
  if (typeof step === 'number') {
    at.type = 'array';
    at.items ??= {};
    return at.items;
  }
  at.type = 'object';
  at.properties ??= {};
  if (!Object.hasOwn(at.properties, step)) {
    Object.defineProperty(at.properties, step, { value: {}, enumerable: true, configurable: true });
  }
  return at.properties[step] as Schema;
}

function schemaOf({ type = '', unit = '', labels }: ChannelField): Schema {
  const [element = '', list] = type.split('[');
  const described = [
    ...(unit === '' ? [] : [`unit: ${unit}`]),
    ...(labels && labels.size > 0
      ? [
          [...labels]
            .slice(0, shownLabels)
            .map(([value, label]) => `${value}: ${label}`)
            .join(', '),
        ]
      : []),
  ].join('; ');
  const description = described === '' ? {} : { description: described };
  const item: Schema = { type: jsonType(element) };
  // Text is stored as a list of characters.
  if (list === undefined || item.type === 'string') return { ...item, ...description };
  return { type: 'array', items: item, ...description };
}

function jsonType(type: string): string {
  if (/^(?:char|string|text|utf8|varchar|byte_array)/i.test(type)) return 'string';
  if (/^bool/i.test(type)) return 'boolean';
  // 64 bits do not fit into the numbers of JSON, so that large ones are text: the viewer sees what it gets.
  return 'number';
}

import type { Fields } from '../../messages/message-sink.ts';
import type { Decoder, MessageSchema } from './decoder.ts';
import { type RosDefinition, rosDefinitions } from './ros.ts';
import { isRosNumber, RosCursor, type RosEncoding, rosNumbers } from './ros-cursor.ts';
import { type WantedFields, wantedFields } from './wanted-fields.ts';

/** Reads a field into the message, or passes it. What it reads behind the end is undefined. */
type Step = (cursor: RosCursor, message: Fields) => void;
type Field = RosDefinition['definitions'][number];

/** Of messages in messages, and of all fields in them; definitions may contain themselves. */
const deepest = 16;
const mostSteps = 10_000;

/**
 * A decoder that reads only the wanted fields, by their place in the bytes. `decode` is called for all messages whose bytes are in any
 * way unusual, and it is what is returned for other encodings, and for definitions with more than numbers, times and texts.
 * @param names as `ChannelField` has them.
 */
export function createPickingDecoder(
  messageEncoding: string,
  schema: MessageSchema,
  names: Iterable<string>,
  decode: Decoder,
): Decoder {
  if (messageEncoding !== 'cdr' && messageEncoding !== 'ros1') return decode;
  const definitions = rosDefinitions(messageEncoding, schema);
  const steps = definitions && stepsOf(messageEncoding, definitions, wantedFields(names));
  if (!steps) return decode;
  return (bytes) => {
    const cursor = RosCursor.at(messageEncoding, bytes);
    if (!cursor) return decode(bytes);
    const message: Fields = {};
    for (const step of steps) step(cursor, message);
    return cursor.isBehindEnd ? decode(bytes) : message;
  };
}

/** Undefined if the definition is not of those that can be read so. */
function stepsOf(
  encoding: RosEncoding,
  [root, ...others]: readonly RosDefinition[],
  wanted: WantedFields,
): readonly Step[] | undefined {
  // The decoders differ in what they take for the message then.
  if (!root || others.some(({ name }) => !name) || fieldsOf(root).length === 0) return undefined;
  const plan = new Plan(encoding, new Map([root, ...others].map((each) => [each.name ?? '', each])));
  const steps = plan.steps(root, wanted, 0);
  return plan.isPossible ? steps : undefined;
}

function fieldsOf({ definitions }: RosDefinition): Field[] {
  return definitions.filter(({ isConstant }) => !isConstant);
}

class Plan {
  isPossible = true;
  readonly #encoding: RosEncoding;
  readonly #definitions: ReadonlyMap<string, RosDefinition>;
  #left = mostSteps;

  constructor(encoding: RosEncoding, definitions: ReadonlyMap<string, RosDefinition>) {
    this.#encoding = encoding;
    this.#definitions = definitions;
  }

  /** Passes all fields that are not wanted; `wanted` is undefined if none is. */
  steps(definition: RosDefinition, wanted: WantedFields | undefined, depth: number): readonly Step[] {
    const steps = new Steps();
    this.#addFields(steps, definition, wanted, depth);
    return steps.all();
  }

  #addFields(steps: Steps, definition: RosDefinition, wanted: WantedFields | undefined, depth: number): void {
    const fields = fieldsOf(definition);
    // The decoders read a message without fields as one byte, or refuse it.
    if (fields.length === 0 || depth > deepest) this.isPossible = false;
    for (const field of fields) {
      this.#left -= 1;
      if (this.#left < 0) this.isPossible = false;
      if (!this.isPossible) return;
      this.#addField(steps, field, wanted?.get(field.name), depth);
    }
  }

  #addField(steps: Steps, field: Field, wanted: WantedFields | undefined, depth: number): void {
    const inner = field.isComplex ? this.#definitions.get(field.type) : undefined;
    if (inner && (wanted || field.isArray)) steps.add(this.#message(field, inner, wanted, depth + 1));
    else if (inner) this.#addFields(steps, inner, undefined, depth + 1);
    else if (wanted) this.#add(steps, this.#value(field));
    else this.#pass(steps, field);
  }

  #add(steps: Steps, step: Step | undefined): void {
    if (step) steps.add(step);
    else this.isPossible = false;
  }

  /** Passes a number, a time or a text, or a list of them. */
  #pass(steps: Steps, { type, isArray, arrayLength }: Field): void {
    const plain = plainSize(type);
    if (plain && isArray && arrayLength === undefined)
      steps.add((cursor) => cursor.pass(plain.size, cursor.word() * plain.count));
    else if (plain) steps.pass(plain.size, plain.count * (arrayLength ?? 1));
    else this.#add(steps, passTexts(type, isArray === true, arrayLength));
  }

  /** Of a message in the message, or a list of them. */
  #message(field: Field, definition: RosDefinition, wanted: WantedFields | undefined, depth: number): Step {
    const { name, isArray, arrayLength } = field;
    const steps = this.steps(definition, wanted, depth);
    const read = (cursor: RosCursor) => {
      const message: Fields = {};
      for (const step of steps) step(cursor, message);
      return message;
    };
    if (!isArray) {
      return (cursor, message) => {
        message[name] = read(cursor);
      };
    }
    return (cursor, message) => {
      const list = listOf(cursor, arrayLength, read);
      if (wanted) message[name] = list;
    };
  }

  /** Of a number, a time or a text, or a list of them; undefined for other types. */
  #value({ type, name, isArray, arrayLength }: Field): Step | undefined {
    const read = this.#reader(type);
    if (!read) return undefined;
    return (cursor, message) => {
      message[name] = isArray ? shortListOf(cursor, arrayLength, read) : read(cursor);
    };
  }

  #reader(type: string): ((cursor: RosCursor) => unknown) | undefined {
    if (isRosNumber(type)) return (cursor) => cursor.value(type);
    if (type === 'string') return readText;
    if (type !== 'time' && type !== 'duration') return undefined;
    if (this.#encoding === 'cdr')
      return (cursor) => ({ sec: cursor.value('int32'), nanosec: cursor.value('uint32') });
    const word = type === 'time' ? 'uint32' : 'int32';
    return (cursor) => ({ sec: cursor.value(word), nsec: cursor.value(word) });
  }
}

/** What is passed on the way from one wanted field to the next is passed at once, as far as its size is known. */
class Steps {
  readonly #steps: Step[] = [];
  #size = 0;
  #count = 0;

  pass(size: number, count: number): void {
    if (size !== this.#size) this.#end();
    this.#size = size;
    this.#count += count;
  }

  add(step: Step): void {
    this.#end();
    this.#steps.push(step);
  }

  all(): readonly Step[] {
    this.#end();
    return this.#steps;
  }

  #end(): void {
    const [size, count] = [this.#size, this.#count];
    if (count > 0) this.#steps.push((cursor) => cursor.pass(size, count));
    this.#count = 0;
  }
}

/** Undefined for other types. */
function passTexts(type: string, isList: boolean, length: number | undefined): Step | undefined {
  if (type !== 'string') return undefined;
  if (!isList) return (cursor) => cursor.passText();
  return (cursor) => {
    listOf(cursor, length, () => cursor.passText());
  };
}

/** How many numbers of which size a value of this type is; undefined if that is in the message. */
function plainSize(type: string): { size: number; count: number } | undefined {
  if (isRosNumber(type)) return { size: rosNumbers[type].size, count: 1 };
  return type === 'time' || type === 'duration' ? { size: 4, count: 2 } : undefined;
}

/** One of other characters than ASCII is left to the decoder. */
function readText(cursor: RosCursor): string | undefined {
  const text = cursor.text();
  if (text === undefined) cursor.giveUp();
  return text;
}

/** The decoder reads many values at once. */
const mostValues = 256;

function shortListOf(
  cursor: RosCursor,
  length: number | undefined,
  read: (cursor: RosCursor) => unknown,
): unknown[] {
  const count = length ?? cursor.word();
  if (count > mostValues) cursor.giveUp();
  return listOf(cursor, count, read);
}

/** @param length undefined if it is in the message; one that claims more than there is ends with the message. */
function listOf<T>(cursor: RosCursor, length: number | undefined, read: (cursor: RosCursor) => T): T[] {
  const list: T[] = [];
  const count = length ?? cursor.word();
  for (let i = 0; i < count && !cursor.isBehindEnd; i += 1) list.push(read(cursor));
  return list;
}

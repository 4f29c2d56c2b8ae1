import { type FieldPlace, maxDepth, maxElements } from '../../messages/field-place.ts';
import type { MessageSchema } from './decoder.ts';
import { type RosDefinition, rosDefinitions } from './ros.ts';
import { RosCursor, type RosEncoding, rosNumber } from './ros-cursor.ts';

/** Hands the values of a field over, or passes them. */
type Step = (cursor: RosCursor) => void;
type Field = RosDefinition['definitions'][number];

/** Of all messages in messages together; definitions may contain themselves. */
const mostSteps = 10_000;
/** Messages in messages of fields that are passed. */
const deepest = 32;

/**
 * Hands the values of messages over by their places, reading no others, and making no objects: a fraction of the time of decoding.
 * Undefined for other encodings, and for definitions with more than numbers, times and texts. It returns false for a message
 * that ends early, or is in another representation; of that nothing was handed over.
 */
export function createRosVisitor(
  messageEncoding: string,
  schema: MessageSchema,
  root: FieldPlace,
): ((bytes: Uint8Array) => boolean) | undefined {
  if (messageEncoding !== 'cdr' && messageEncoding !== 'ros1') return undefined;
  const definitions = rosDefinitions(messageEncoding, schema);
  const plan = definitions && createPlan(messageEncoding, definitions);
  const pass = plan?.steps(undefined);
  const visit = plan?.steps(root);
  if (!pass || !visit) return undefined;
  return (bytes) => {
    const cursor = RosCursor.at(messageEncoding, bytes);
    if (!cursor) return false;
    for (const step of pass) step(cursor);
    if (cursor.isBehindEnd) return false;
    cursor.rewind();
    for (const step of visit) step(cursor);
    return true;
  };
}

/** Undefined if the definition is not of those that can be read so. */
function createPlan(encoding: RosEncoding, [root, ...others]: readonly RosDefinition[]) {
  // The decoders differ in what they take for the message then.
  if (!root || others.some(({ name }) => !name)) return undefined;
  const plan = new Plan(encoding, new Map([root, ...others].map((each) => [each.name ?? '', each])));
  return {
    steps(place: FieldPlace | undefined): readonly Step[] | undefined {
      const steps = plan.steps(root, place, 1);
      return plan.isPossible ? steps : undefined;
    },
  };
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

  /** @param place undefined if nobody wants its fields. @param depth 1 for the message itself. */
  steps(definition: RosDefinition, place: FieldPlace | undefined, depth: number): readonly Step[] {
    const steps = new Steps();
    this.#addMessage(steps, definition, place, depth);
    return steps.all();
  }

  #addMessage(steps: Steps, definition: RosDefinition, place: FieldPlace | undefined, depth: number): void {
    const fields = definition.definitions.filter(({ isConstant }) => !isConstant);
    // The decoders read a message without fields as one byte, or refuse it; of fields with one name they keep the last.
    if (
      fields.length === 0 ||
      new Set(fields.map(({ name }) => name)).size < fields.length ||
      depth > deepest
    )
      this.isPossible = false;
    for (const field of fields) {
      this.#left -= 1;
      if (this.#left < 0) this.isPossible = false;
      if (!this.isPossible) return;
      this.#addField(steps, field, place?.member(field.name), depth);
    }
  }

  #addField(steps: Steps, field: Field, place: FieldPlace | undefined, depth: number): void {
    const inner = field.isComplex ? this.#definitions.get(field.type) : undefined;
    if (field.isArray) this.#addArray(steps, field, inner, place, depth);
    else this.#addElement(steps, field.type, inner, place, depth - 1);
  }

  #addInner(steps: Steps, inner: RosDefinition, place: FieldPlace | undefined, depth: number): void {
    const within = depth <= maxDepth ? place : undefined;
    if (place && !within) steps.add(() => place.omit());
    this.#addMessage(steps, inner, within, depth + 1);
  }

  #addValue(steps: Steps, type: string, place: FieldPlace | undefined, depth: number): void {
    const number = rosNumber(type);
    if (number) {
      if (place) steps.add((cursor) => place.value(cursor.value(number)));
      else steps.pass(number.size, 1);
    } else if (type === 'time' || type === 'duration') {
      this.#addTime(steps, type, place, depth);
    } else if (type === 'string') {
      steps.add(place ? (cursor) => place.value(cursor.anyText()) : (cursor) => cursor.passText());
    } else this.isPossible = false;
  }

  #addTime(steps: Steps, type: string, place: FieldPlace | undefined, depth: number): void {
    const within = depth <= maxDepth ? place : undefined;
    if (place && !within) steps.add(() => place.omit());
    // Signed in ROS 2, whatever it is; in ROS 1 both parts of a duration are.
    const [first, second, name] =
      this.#encoding === 'cdr'
        ? (['int32', 'uint32', 'nanosec'] as const)
        : ([type === 'time' ? 'uint32' : 'int32', type === 'time' ? 'uint32' : 'int32', 'nsec'] as const);
    this.#addValue(steps, first, within?.member('sec'), depth + 1);
    this.#addValue(steps, second, within?.member(name), depth + 1);
  }

  #addArray(
    steps: Steps,
    { type, arrayLength }: Field,
    inner: RosDefinition | undefined,
    place: FieldPlace | undefined,
    depth: number,
  ): void {
    const pass = this.#passElements(type, inner, depth);
    const countOf = (cursor: RosCursor) => arrayLength ?? cursor.word();
    if (!place) {
      const size = plainSize(type);
      if (size && arrayLength !== undefined) steps.pass(size.bytes, size.count * arrayLength);
      else steps.add((cursor) => pass(cursor, countOf(cursor)));
      return;
    }
    const elements: (readonly Step[])[] = [];
    const stepsOf = (index: number) => {
      const element = new Steps();
      // No more than are passed for an element, and those were counted.
      this.#left = mostSteps;
      this.#addElement(element, type, inner, place.element(index), depth);
      return element.all();
    };
    steps.add((cursor) => {
      const count = countOf(cursor);
      if (count > maxElements || depth > maxDepth) {
        place.omit();
        pass(cursor, count);
        return;
      }
      for (let index = 0; index < count; index += 1) {
        elements[index] ??= stepsOf(index);
        for (const step of elements[index] as readonly Step[]) step(cursor);
      }
    });
  }

  #addElement(
    steps: Steps,
    type: string,
    inner: RosDefinition | undefined,
    place: FieldPlace | undefined,
    depth: number,
  ): void {
    if (inner) this.#addInner(steps, inner, place, depth + 1);
    else this.#addValue(steps, type, place, depth + 1);
  }

  /** Those that claim to be more than there is end with the message. */
  #passElements(type: string, inner: RosDefinition | undefined, depth: number) {
    const size = inner ? undefined : plainSize(type);
    if (size) return (cursor: RosCursor, count: number) => cursor.pass(size.bytes, size.count * count);
    const steps = new Steps();
    this.#addElement(steps, type, inner, undefined, depth);
    const all = steps.all();
    return (cursor: RosCursor, count: number) => {
      for (let index = 0; index < count && !cursor.isBehindEnd; index += 1)
        for (const step of all) step(cursor);
    };
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

/** How many numbers of which size a value of this type is; undefined if that is in the message. */
function plainSize(type: string): { bytes: number; count: number } | undefined {
  const number = rosNumber(type);
  if (number) return { bytes: number.size, count: 1 };
  return type === 'time' || type === 'duration' ? { bytes: 4, count: 2 } : undefined;
}

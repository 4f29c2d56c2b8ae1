import { MessageReader, MessageWriter } from '@foxglove/rosmsg2-serialization';
import { assertPlain } from './cdr-encapsulation.ts';
import type { Decoder } from './decoder.ts';

type Definitions = ConstructorParameters<typeof MessageReader>[0];
type Definition = Definitions[number];
type Message = Record<string, unknown>;

/**
 * How a text of wide characters follows its number of characters: each in 32 bits (Fast CDR 1, with which Fast DDS writes `wchar_t` of
 * Linux) or in 16 bits (Fast CDR 2, Cyclone DDS). Both are laid out as sequences of such numbers.
 */
const forms = [
  { type: 'uint32', textOf: textOfCodePoints },
  { type: 'uint16', textOf: textOfUtf16 },
] as const;

/** DDS may fill a message up to a multiple of 4 bytes. */
const mostPadding = 3;

/** Whether messages have texts of wide characters, each for itself: lists of them are not read. */
export function hasWideTexts(definitions: Definitions): boolean {
  const wide = definitions.flatMap(({ definitions: fields }) =>
    fields.filter(({ type, isConstant }) => type === 'wstring' && !isConstant),
  );
  return wide.length > 0 && wide.every(({ isArray }) => !isArray);
}

/**
 * Reads messages with such texts. Each DDS writes them in a way of its own, and none says in which: it is the one in which all
 * of them are texts and the message ends where its bytes do. Throws where neither is, or both are and say different things.
 */
export function wideTextDecoder(definitions: Definitions): Decoder {
  const [root] = definitions;
  const byName = new Map(definitions.map((each) => [each.name ?? '', each]));
  const readers = forms.map(({ type, textOf }) => {
    const asNumbers = definitions.map((each) => withNumbers(each, type));
    const reader = new MessageReader(asNumbers);
    const writer = new MessageWriter(asNumbers);
    return (bytes: Uint8Array): Message | undefined => {
      try {
        const message = reader.readMessage(bytes) as Message;
        const rest = bytes.byteLength - writer.calculateByteSize(message);
        if (rest < 0 || rest > mostPadding) return undefined;
        return root && withTexts(message, root, byName, textOf) ? message : undefined;
      } catch {
        // The other form: lengths lead beyond the message.
        return undefined;
      }
    };
  });
  return (bytes) => {
    assertPlain(bytes);
    const found = readers.map((read) => read(bytes)).filter((each) => each !== undefined);
    const [first, ...others] = found;
    if (first === undefined || others.some((other) => said(other) !== said(first)))
      throw new Error('its texts of wide characters are in a form that is not known');
    return first;
  };
}

function withNumbers(definition: Definition, type: string): Definition {
  return {
    ...definition,
    definitions: definition.definitions.map((field) => {
      if (field.type !== 'wstring' || field.isConstant) return field;
      const { defaultValue: _, upperBound: __, ...rest } = field;
      return { ...rest, type, isArray: true };
    }),
  };
}

/** Puts the texts in place of the numbers; false if some are none. */
function withTexts(
  message: Message,
  definition: Definition,
  byName: ReadonlyMap<string, Definition>,
  textOf: (numbers: Iterable<number>) => string | undefined,
): boolean {
  for (const { name, type, isComplex, isArray, isConstant } of definition.definitions) {
    if (isConstant) continue;
    const value = message[name];
    const inner = isComplex ? byName.get(type) : undefined;
    if (type === 'wstring') {
      const text = textOf(value as Iterable<number>);
      if (text === undefined) return false;
      message[name] = text;
    } else if (inner) {
      const all = (isArray ? value : [value]) as Message[];
      if (!all.every((each) => withTexts(each, inner, byName, textOf))) return false;
    }
  }
  return true;
}

/** A zero may end a text, and stands nowhere else in one. */
function withoutEnd(text: string): string | undefined {
  const zero = text.indexOf('\0');
  if (zero < 0) return text;
  return zero === text.length - 1 ? text.slice(0, -1) : undefined;
}

function textOfCodePoints(numbers: Iterable<number>): string | undefined {
  let text = '';
  for (const number of numbers) {
    if (number > 0x10_ffff || (number >= 0xd800 && number < 0xe000)) return undefined;
    text += String.fromCodePoint(number);
  }
  return withoutEnd(text);
}

function textOfUtf16(numbers: Iterable<number>): string | undefined {
  let text = '';
  for (const number of numbers) text += String.fromCharCode(number);
  return text.isWellFormed() ? withoutEnd(text) : undefined;
}

function said(message: Message): string {
  return JSON.stringify(message, (_, value) => (typeof value === 'bigint' ? String(value) : value));
}

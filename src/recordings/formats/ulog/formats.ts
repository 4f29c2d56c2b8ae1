/** A field of a logged message at a fixed place. */
export interface UlogField {
  type: string;
  /** Bytes from the message's start. */
  offset: number;
  count: number;
  /** Bytes of one element. */
  size: number;
}

export interface UlogLayout {
  size: number;
  /** Fields of basic types, by name, of the outermost message only. */
  fields: Map<string, UlogField>;
}

const basicSizes: Record<string, number> = {
  int8_t: 1,
  uint8_t: 1,
  bool: 1,
  char: 1,
  int16_t: 2,
  uint16_t: 2,
  int32_t: 4,
  uint32_t: 4,
  float: 4,
  int64_t: 8,
  uint64_t: 8,
  double: 8,
};

interface Declared {
  type: string;
  name: string;
  count: number;
}

/** Maximum that the 16-bit size of a message allows. */
const maxMessageSize = 65_535;
/** Devices of one message, e.g. speed controllers. */
const maxNested = 16;

/** The format definitions of a log, and the resulting place of each field. */
export class Formats {
  readonly #declared = new Map<string, Declared[]>();
  readonly #sizes = new Map<string, number | undefined>();
  readonly #layouts = new Map<string, UlogLayout | undefined>();

  /** `name:type field;type[count] field;…`; false if it does not have that form. */
  add(text: string): boolean {
    const colon = text.indexOf(':');
    const name = text.slice(0, colon);
    if (colon < 1 || !/^[\w/-]+$/.test(name)) return false;
    const fields: Declared[] = [];
    for (const part of text.slice(colon + 1).split(';')) {
      if (part.trim() === '' || part.startsWith('\0')) continue;
      const match = /^\s*([\w/-]+)(?:\[(\d+)\])?\s+(\w+)\s*$/.exec(part);
      if (!match) return false;
      fields.push({ type: match[1] ?? '', count: Number(match[2] ?? 1), name: match[3] ?? '' });
    }
    if (this.#declared.has(name)) return true;
    this.#declared.set(name, fields);
    return true;
  }

  /** Undefined while a nested type is unknown, or if the definition is invalid. */
  layout(name: string): UlogLayout | undefined {
    if (!this.#layouts.has(name)) this.#layouts.set(name, this.#layOut(name));
    return this.#layouts.get(name);
  }

  #layOut(name: string): UlogLayout | undefined {
    const declared = this.#declared.get(name);
    if (!declared) return undefined;
    const fields = new Map<string, UlogField>();
    let size = 0;
    for (const { type, name: field, count } of declared) {
      const each = this.#sizeOf(type);
      if (each === undefined) return undefined;
      if (type in basicSizes) fields.set(field, { type, offset: size, count, size: each });
      else this.#addNested(fields, { type, name: field, count }, size, each);
      size += each * count;
      if (size > maxMessageSize) return undefined;
    }
    return { size: size - trailingPadding(declared), fields };
  }

  /** The fields of a nested type one level deep, `esc[0].esc_rpm`, of as many elements as devices are. */
  #addNested(
    fields: Map<string, UlogField>,
    { type, name, count }: Declared,
    at: number,
    each: number,
  ): void {
    for (let index = 0; index < Math.min(count, maxNested); index += 1) {
      let offset = at + index * each;
      for (const inner of this.#declared.get(type) ?? []) {
        const size = this.#sizeOf(inner.type) ?? 0;
        if (inner.type in basicSizes) {
          const path = count === 1 ? `${name}.${inner.name}` : `${name}[${index}].${inner.name}`;
          fields.set(path, { type: inner.type, offset, count: inner.count, size });
        }
        offset += size * inner.count;
      }
    }
  }

  /** Undefined for a type that is unknown, too large, or contains itself. */
  #sizeOf(type: string): number | undefined {
    const basic = basicSizes[type];
    if (basic !== undefined || this.#sizes.has(type)) return basic ?? this.#sizes.get(type);
    const declared = this.#declared.get(type);
    if (!declared) return undefined;
    this.#sizes.set(type, undefined);
    let size = 0;
    for (const field of declared) {
      const each = this.#sizeOf(field.type);
      if (each === undefined) return undefined;
      size += each * field.count;
      if (size > maxMessageSize) return undefined;
    }
    this.#sizes.set(type, size);
    return size;
  }
}

/** Padding at the end of a message is not logged: "_padding fields at the end are not stored". */
function trailingPadding(declared: Declared[]): number {
  const last = declared.at(-1);
  return last?.name.startsWith('_padding') ? (basicSizes[last.type] ?? 0) * last.count : 0;
}

/** A number from a field of a message, or from one element of an array; undefined if there is none. */
export function readField(
  layout: UlogLayout,
  name: string,
  index: number,
  view: DataView,
  at: number,
): number | undefined {
  const field = layout.fields.get(name);
  if (!field || index >= field.count) return undefined;
  const where = at + field.offset + index * field.size;
  switch (field.type) {
    case 'float':
      return view.getFloat32(where, true);
    case 'double':
      return view.getFloat64(where, true);
    case 'uint64_t':
      return view.getUint32(where, true) + view.getUint32(where + 4, true) * 2 ** 32;
    case 'int64_t':
      return Number(view.getBigInt64(where, true));
    case 'uint32_t':
      return view.getUint32(where, true);
    case 'int32_t':
      return view.getInt32(where, true);
    case 'uint16_t':
      return view.getUint16(where, true);
    case 'int16_t':
      return view.getInt16(where, true);
    case 'int8_t':
      return view.getInt8(where);
    default:
      return view.getUint8(where);
  }
}

import type { Field, Type } from 'protobufjs';
import { ProtobufWire, wireTypes } from './protobuf-wire.ts';

/** A number in a message. */
export interface FigureField {
  /** Names from the message down to the field. */
  path: readonly string[];
  /** Protobuf's own name: `double`, `int32`, `enum` and so on. */
  type: string;
  /** Names of an enumeration's values. */
  names: Readonly<Record<number, string>> | undefined;
}

/** Called for each number that the message contains; defaults of missing fields are not values. */
export type FigureVisitor = (index: number, value: number) => void;

export interface FigureReader {
  fields: readonly FigureField[];
  /** Reads `bytes` from `at` to `end`; false if they are no message. */
  read(bytes: Uint8Array, at: number, end: number, visit: FigureVisitor): boolean;
}

/** Levels of messages inside messages. */
const maxDepth = 3;
/** Fields of one message type. */
const maxFields = 512;

type Converter = (wire: ProtobufWire) => number;

interface Node {
  wireType: number;
  /** Index of the figure; -1 for a message. */
  index: number;
  convert: Converter | undefined;
  children: Map<number, Node> | undefined;
}

const { varint, fixed32, fixed64, bytes: lengthDelimited } = wireTypes;
const half = 2 ** 31;
const whole = 2 ** 32;
const scratch = new DataView(new ArrayBuffer(8));

const converters: Readonly<Record<string, [wireType: number, convert: Converter]>> = {
  double: [fixed64, doubleOf],
  float: [fixed32, floatOf],
  int32: [varint, ({ low }) => low | 0],
  int64: [varint, signed64],
  uint32: [varint, ({ low }) => low],
  uint64: [varint, ({ number }) => number],
  sint32: [varint, ({ low }) => (low >>> 1) ^ -(low & 1)],
  sint64: [varint, zigzag64],
  fixed32: [fixed32, ({ low }) => low],
  fixed64: [fixed64, ({ number }) => number],
  sfixed32: [fixed32, ({ low }) => low | 0],
  sfixed64: [fixed64, signed64],
  bool: [varint, ({ low }) => (low === 0 ? 0 : 1)],
  enum: [varint, ({ low }) => low | 0],
};

function doubleOf({ low, high }: ProtobufWire): number {
  scratch.setUint32(0, high);
  scratch.setUint32(4, low);
  return scratch.getFloat64(0);
}

function floatOf({ low }: ProtobufWire): number {
  scratch.setUint32(0, low);
  return scratch.getFloat32(0);
}

function signed64({ low, high }: ProtobufWire): number {
  return (high >= half ? high - whole : high) * whole + low;
}

function zigzag64({ low, number }: ProtobufWire): number {
  return (low & 1) === 0 ? number / 2 : -(number + 1) / 2;
}

/**
 * Compiles a reader of the numbers of a message: those that are not repeated, at most three levels deep, and that
 * `wanted` asks for. It costs a fraction of decoding whole messages, of which these are often a small part.
 */
export function createFigureReader(
  type: Type,
  wanted: (path: readonly string[], type: string) => boolean,
): FigureReader {
  const fields: FigureField[] = [];

  function plan(of: Type, above: readonly string[], depth: number): Map<number, Node> {
    const nodes = new Map<number, Node>();
    for (const field of of.fieldsArray) {
      if (field.repeated || field.map || fields.length >= maxFields) continue;
      const node = planField(field, [...above, field.name], depth);
      if (node) nodes.set(field.id, node);
    }
    return nodes;
  }

  function planField(field: Field, path: readonly string[], depth: number): Node | undefined {
    const resolved = field.resolve().resolvedType;
    if (resolved && 'fieldsArray' in resolved) {
      if (depth >= maxDepth) return undefined;
      const children = plan(resolved, path, depth + 1);
      return children.size > 0
        ? { wireType: lengthDelimited, index: -1, convert: undefined, children }
        : undefined;
    }
    const name = resolved ? 'enum' : field.type;
    const known = Object.hasOwn(converters, name) ? converters[name] : undefined;
    if (!known || !wanted(path, name)) return undefined;
    const names = resolved && 'valuesById' in resolved ? resolved.valuesById : undefined;
    fields.push({ path, type: name, names });
    return { wireType: known[0], index: fields.length - 1, convert: known[1], children: undefined };
  }

  const nodes = plan(type, [], 1);
  return { fields, read: (bytes, at, end, visit) => readNodes(nodes, bytes, at, end, visit) };
}

/** One for each level of messages inside messages: reading them is not interrupted. */
const wires = Array.from({ length: maxDepth }, () => new ProtobufWire());

function readNodes(
  nodes: ReadonlyMap<number, Node>,
  bytes: Uint8Array,
  at: number,
  end: number,
  visit: FigureVisitor,
  level = 0,
): boolean {
  const wire = wires[level] as ProtobufWire;
  wire.open(bytes, at, end);
  while (wire.next()) {
    const node = nodes.get(wire.field);
    if (node?.wireType !== wire.wireType) continue;
    if (node.convert) visit(node.index, node.convert(wire));
    else if (node.children) {
      const { start, length } = wire;
      if (!readNodes(node.children, bytes, start, start + length, visit, level + 1)) return false;
    }
  }
  return !wire.isBroken;
}

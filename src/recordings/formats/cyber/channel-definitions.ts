import { ProtobufWire, wireTypes } from '../../meaning/decode/protobuf-wire.ts';

/** A channel as the record defines it. */
export interface ChannelDefinition {
  name: string;
  /** Full name of its messages' type, such as `apollo.canbus.Chassis`. */
  type: string;
  /** A `FileDescriptorSet` with the type's file and all that it imports; empty if the record has none. */
  descriptors: Uint8Array;
}

/** Files that import files that import files: Apollo's own are about ten deep. */
const maxDepth = 64;
/** Of one channel; Apollo's largest type needs about 60. */
const maxFiles = 1_024;
const maxText = 512;

/** Field numbers of `Channel` and of the index' `ChannelCache`. */
const ofChannel = { name: 1, type: 2, descriptors: 3 };
const ofCache = { name: 2, type: 3, descriptors: 4 };
/** `Index.indexes`, and `SingleIndex.channel_cache`. */
const indexes = 1;
const channelCache = 101;

/** The content of a channel section; undefined if it is none. */
export function parseChannel(bytes: Uint8Array, at: number, end: number): ChannelDefinition | undefined {
  return parse(bytes, at, end, ofChannel);
}

/** The channels that the index at the end of a record repeats. */
export function parseIndex(bytes: Uint8Array, at: number, end: number): ChannelDefinition[] {
  const found: ChannelDefinition[] = [];
  const wire = new ProtobufWire(bytes, at, end);
  while (wire.next()) {
    if (wire.field !== indexes || wire.wireType !== wireTypes.bytes) continue;
    const entry = new ProtobufWire(bytes, wire.start, wire.start + wire.length);
    while (entry.next()) {
      if (entry.field !== channelCache || entry.wireType !== wireTypes.bytes) continue;
      const channel = parse(bytes, entry.start, entry.start + entry.length, ofCache);
      if (channel) found.push(channel);
    }
  }
  return found;
}

function parse(
  bytes: Uint8Array,
  at: number,
  end: number,
  fields: { name: number; type: number; descriptors: number },
): ChannelDefinition | undefined {
  const wire = new ProtobufWire(bytes, at, end);
  let [name, type] = ['', ''];
  let descriptors: Uint8Array = new Uint8Array();
  while (wire.next()) {
    if (wire.wireType !== wireTypes.bytes) continue;
    if (wire.field === fields.name) name = textOf(wire);
    else if (wire.field === fields.type) type = textOf(wire);
    else if (wire.field === fields.descriptors) descriptors = wire.content;
  }
  if (wire.isBroken || name === '') return undefined;
  return { name, type, descriptors: descriptorSet(descriptors) };
}

function textOf({ content }: ProtobufWire): string {
  return Buffer.from(content.subarray(0, maxText)).toString();
}

/** `ProtoDesc`: a file's descriptor (1), and the same of the files that it imports (2); as a set without repetitions. */
function descriptorSet(bytes: Uint8Array): Uint8Array {
  const files = new Map<string, Uint8Array>();
  collect(bytes, 0, bytes.byteLength, files, 0);
  const parts = [...files.values()].flatMap((file) => [lengthHead(file.byteLength), file]);
  return new Uint8Array(Buffer.concat(parts));
}

function collect(
  bytes: Uint8Array,
  at: number,
  end: number,
  files: Map<string, Uint8Array>,
  depth: number,
): void {
  const wire = new ProtobufWire(bytes, at, end);
  while (wire.next()) {
    if (wire.wireType !== wireTypes.bytes) continue;
    if (wire.field === 1) {
      const name = fileName(wire.content);
      // A file that is here already has its imports here too.
      if (files.has(name) || files.size >= maxFiles) return;
      files.set(name, wire.content);
    } else if (wire.field === 2 && depth < maxDepth) {
      collect(bytes, wire.start, wire.start + wire.length, files, depth + 1);
    }
  }
}

/** `FileDescriptorProto.name`. */
function fileName(descriptor: Uint8Array): string {
  const wire = new ProtobufWire(descriptor, 0, descriptor.byteLength);
  while (wire.next()) if (wire.field === 1 && wire.wireType === wireTypes.bytes) return textOf(wire);
  return '';
}

/** Tag and length of an element of `FileDescriptorSet.file`. */
function lengthHead(length: number): Uint8Array {
  const head = [0x0a];
  let left = length;
  while (left > 0x7f) {
    head.push((left & 0x7f) | 0x80);
    left >>>= 7;
  }
  return Uint8Array.from([...head, left]);
}

import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import { apolloFiles } from './apollo-messages.ts';
import { bytesField } from './record-writer.ts';

/** A type of messages, and its definition in the form of Cyber's `ProtoDesc`: the file, and those that it imports. */
export interface ApolloType {
  name: string;
  protoDesc: Uint8Array;
  encode(fields: Record<string, unknown>): Uint8Array;
}

const root = new protobuf.Root();
for (const { package: name, body } of Object.values(apolloFiles))
  protobuf.parse(`syntax = "proto2"; package ${name}; ${body}`, root, { keepCase: true });
root.resolveAll();

/** Descriptors by package; each sample file has a package of its own. */
const descriptors = new Map(
  (root as protobuf.Root & { toDescriptor(edition: string): protobuf.Message & { file: FileDescriptor[] } })
    .toDescriptor('proto2')
    .file.map((file) => [file.package, file]),
);

interface FileDescriptor {
  package: string;
  name: string;
  dependency: string[];
}

function protoDescOf(path: string): Uint8Array {
  const file = apolloFiles[path];
  const own = descriptors.get(file?.package ?? '');
  if (!file || !own) throw new Error(`there is no file ${path}`);
  const desc = descriptor.FileDescriptorProto.encode({
    ...own,
    name: path,
    dependency: [...file.imports],
  }).finish();
  return Buffer.concat([
    bytesField(1, desc),
    ...file.imports.map((each) => bytesField(2, protoDescOf(each))),
  ]);
}

/** @param path the file that defines the type. */
export function apolloType(path: string, name: string): ApolloType {
  const type = root.lookupType(name);
  return {
    name,
    protoDesc: protoDescOf(path),
    encode: (fields) => type.encode(type.fromObject(fields)).finish(),
  };
}

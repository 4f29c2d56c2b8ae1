import { type IDLMessageDefinition, parseIDL } from '@foxglove/omgidl-parser';
import { MessageReader } from '@foxglove/omgidl-serialization';
import { isDelimited } from './cdr-encapsulation.ts';
import type { Decoder } from './decoder.ts';

const extensibility = ['final', 'appendable', 'mutable', 'extensibility'];

/** Lines of the preprocessor (`#ifndef`, `#define`, `#pragma keylist`, `#line`), which definitions as files have around them. */
const directives = /^[ \t]*#(?:.*\\\r?\n)*.*$/gm;

export function withoutDirectives(idl: string): string {
  return idl.replace(directives, '');
}

/** CDR messages of a type of OMG IDL; `typeName` is scoped with `::`. Throws on a broken definition. */
export function createIdlDecoder(text: string, typeName: string): Decoder {
  const definitions = parseIDL(withoutDirectives(text));
  if (definitions.some((each) => each.aggregatedKind === 'struct' && each.definitions.length === 0)) {
    throw new Error('a struct without members is not decoded');
  }
  const reader = new MessageReader(typeName, definitions);
  let delimited: MessageReader | undefined;
  return (bytes) => {
    if (!isDelimited(bytes)) return reader.readMessage(bytes);
    delimited ??= new MessageReader(typeName, definitions.map(appendable));
    return delimited.readMessage(bytes);
  };
}

/**
 * Types without an annotation are appendable (DDS-XTypes 1.3, 7.3.3.1), which the reader treats as final: right for
 * messages that are written plain, and wrong for delimited ones.
 */
function appendable(definition: IDLMessageDefinition): IDLMessageDefinition {
  const { annotations = {} } = definition;
  if (extensibility.some((name) => name in annotations)) return definition;
  return {
    ...definition,
    annotations: { ...annotations, appendable: { type: 'no-params', name: 'appendable' } },
  };
}

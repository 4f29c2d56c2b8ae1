import type { ProtobufType } from '../../decode/protobuf.ts';
import { createFigureReader } from '../../decode/protobuf-figures.ts';
import { Onsets } from '../onsets.ts';
import type { ApolloInterpreter } from './interpreter.ts';

/** `apollo.common.ErrorCode`: no error, and the end of a recording that is played back. */
const good: ReadonlySet<string> = new Set(['OK', 'END_OF_INPUT']);

/** Where messages have a `StatusPb`: in their header, or as a field of their own. */
const places: ReadonlySet<string> = new Set(['header.status.error_code', 'status.error_code']);

/** Distinct errors of one channel. */
const maxErrors = 64;

/** Errors that a module reports in the status of its messages. */
export function statusInterpreter({ type }: ProtobufType): ApolloInterpreter {
  const reader = createFigureReader(type, (path, kind) => kind === 'enum' && places.has(path.join('.')));
  const onsets = new Onsets('diagnostics');
  const errors = new Set<string>();
  return (bytes, at, end, place, findings) => {
    if (reader.fields.length === 0) return true;
    const present = new Set<string>();
    const fits = reader.read(bytes, at, end, (index, value) => {
      const name = reader.fields[index]?.names?.[value] ?? `error ${value}`;
      if (!good.has(name)) present.add(name);
      if (!good.has(name) && errors.size < maxErrors) errors.add(name);
    });
    for (const name of errors) {
      const describe = () =>
        ({
          code: `${place.topic}: ${name}`,
          severity: 'error',
          message: `The module reports ${name} in the status of its messages.`,
        }) as const;
      onsets.note(present.has(name), name, describe, place, findings);
    }
    return fits;
  };
}

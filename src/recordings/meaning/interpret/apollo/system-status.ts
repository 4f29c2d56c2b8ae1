import type { Severity } from '../../../../domain/severity.ts';
import type { ProtobufType } from '../../decode/protobuf.ts';
import { type Fields, isFields, textOf } from '../interpreter.ts';
import { Onsets } from '../onsets.ts';
import type { ApolloInterpreter } from './interpreter.ts';

/** `ComponentStatus.Status`. */
const levels: Readonly<Record<string, Severity>> = { WARN: 'warning', ERROR: 'error', FATAL: 'critical' };

/** Apollo has some thirty modules and components. */
const maxParts = 256;

/** `apollo.monitor.SystemStatus`: modules and components that are not well, when that begins. */
export function systemStatusInterpreter({ decode }: ProtobufType): ApolloInterpreter {
  const onsets = new Onsets('diagnostics');
  return (bytes, at, end, place, findings) => {
    const message = decode(bytes.subarray(at, end));
    if (!message) return false;
    const modules = isFields(message.hmi_modules) ? message.hmi_modules : {};
    const components = isFields(message.components) ? message.components : {};
    const parts: [string, unknown][] = [
      ...Object.entries(modules),
      ...Object.entries(components).map(([name, each]): [string, unknown] => [
        name,
        isFields(each) ? each.summary : each,
      ]),
    ];
    for (const [name, status] of parts.slice(0, maxParts)) {
      const of = isFields(status) ? status : ({} satisfies Fields);
      const state = textOf(of.status);
      for (const [level, severity] of Object.entries(levels)) {
        const describe = () => ({
          code: `${name}: ${level}`,
          severity,
          message: textOf(of.message) || `Apollo's monitor reports ${level} of ${name}.`,
        });
        onsets.note(state === level, `${name} ${level}`, describe, place, findings);
      }
    }
    return true;
  };
}

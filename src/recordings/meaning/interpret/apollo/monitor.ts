import type { Severity } from '../../../../domain/severity.ts';
import type { ProtobufType } from '../../decode/protobuf.ts';
import { isFields, textOf } from '../interpreter.ts';
import { reportLog } from '../log.ts';
import type { ApolloInterpreter } from './interpreter.ts';

/** `MonitorMessageItem.LogLevel`. */
const levels: Readonly<Record<string, Severity>> = {
  INFO: 'info',
  WARN: 'warning',
  ERROR: 'error',
  FATAL: 'critical',
};

/** `apollo.common.monitor.MonitorMessage`: what Apollo's modules report for people. */
export function monitorInterpreter({ decode }: ProtobufType): ApolloInterpreter {
  return (bytes, at, end, place, findings) => {
    const message = decode(bytes.subarray(at, end));
    if (!message) return false;
    const items = Array.isArray(message.item) ? message.item : [];
    for (const item of items) {
      if (!isFields(item)) continue;
      // Proto2: a missing level is the first of the enumeration.
      const severity = levels[textOf(item.log_level) || 'INFO'];
      const text = textOf(item.msg);
      if (severity && text !== '')
        reportLog({ severity, source: textOf(item.source) || 'UNKNOWN', text, kind: 'log' }, place, findings);
    }
    return true;
  };
}

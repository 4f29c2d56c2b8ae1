import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import { openProtobufType, type ProtobufType } from '../../decode/protobuf.ts';
import { definitionFailure, messageFailure } from '../decode-failure.ts';
import { accuracyInterpreter } from './accuracy.ts';
import { chassisInterpreter } from './chassis.ts';
import { figureInterpreter } from './figures.ts';
import type { ApolloInterpreter, ApolloPlace } from './interpreter.ts';
import { monitorInterpreter } from './monitor.ts';
import { statusInterpreter } from './status.ts';
import { systemStatusInterpreter } from './system-status.ts';

/** Reads one message of a channel, `bytes` from `at` to `end`. */
export type ApolloHandler = (bytes: Uint8Array, at: number, end: number, place: ApolloPlace) => void;

/** What only some types of messages say; all others give their figures and the status in their header. */
const interpreters: Readonly<Record<string, (type: ProtobufType) => ApolloInterpreter>> = {
  'apollo.canbus.Chassis': chassisInterpreter,
  'apollo.common.monitor.MonitorMessage': monitorInterpreter,
  'apollo.monitor.SystemStatus': systemStatusInterpreter,
  'apollo.drivers.gnss.GnssBestPose': accuracyInterpreter,
};

/** Messages that do not fit after which a channel is only counted. */
const maxFailures = 5;

/**
 * The handler for a channel of Apollo whose messages are of the type `type`, defined by `descriptors`, a
 * `FileDescriptorSet`. Undefined if the record does not define it; a definition that cannot be read is a code, once.
 */
export function createApolloHandler(
  { name, type, descriptors }: { name: string; type: string; descriptors: Uint8Array },
  findings: IdentifyingFindings,
): ApolloHandler | undefined {
  if (descriptors.byteLength === 0) return undefined;
  const channel = {
    topic: name,
    messageEncoding: 'protobuf',
    schema: { name: type, encoding: 'protobuf', data: descriptors },
  };
  let readers: ApolloInterpreter[];
  try {
    const opened = openProtobufType(descriptors, type);
    const own = Object.hasOwn(interpreters, type) ? interpreters[type] : undefined;
    readers = [own, figureInterpreter, statusInterpreter].flatMap((create) =>
      create ? [create(opened)] : [],
    );
  } catch (error) {
    let isReported = false;
    return (_bytes, _at, _end, place) => {
      if (!isReported) findings.code(definitionFailure(channel, error), place);
      isReported = true;
    };
  }
  let failures = 0;
  return (bytes, at, end, place) => {
    if (failures >= maxFailures) return;
    const fits = readers.every((read) => read(bytes, at, end, place, findings));
    failures = fits ? 0 : failures + 1;
    if (!fits) findings.code(messageFailure(channel, end - at, new RangeError()), place);
  };
}

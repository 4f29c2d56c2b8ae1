import type { CodeSighting } from '../../summary/code-collector.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { createBriefDecoder } from '../decode/brief-ros.ts';
import { createDecoder } from '../decode/create-decoder.ts';
import type { MessageSchema } from '../decode/decoder.ts';
import { metricOfField, namesMetric } from '../metrics/metric-names.ts';
import { type AlarmField, AlarmReports, findAlarmFields, namesAlarm } from './alarm-fields.ts';
import { batteryStateInterpreter, interpretTemperature } from './battery.ts';
import { type DecodedChannel, definitionFailure, messageFailure } from './decode-failure.ts';
import { interpretDiagnosticArray, interpretDiagnosticStatus } from './diagnostics.ts';
import { finiteFiguresInterpreter, hasFiniteFigures } from './finite-figures.ts';
import { type Fields, type Interpreter, isFields } from './interpreter.ts';
import { interpretFoxgloveLog, interpretRos1Log, interpretRos2Log } from './log.ts';
import { notFiniteTest } from './not-finite-bytes.ts';
import { poseJumpInterpreter } from './pose-jumps.ts';
import { positionFixInterpreter } from './position-fix.ts';
import { stuckImuInterpreter } from './stuck-imu.ts';
import { findMetricFields, reportMetricFields } from './system-metrics.ts';

const interpreters = new Map<string, Interpreter>([
  ['diagnostic_msgs/DiagnosticArray', interpretDiagnosticArray],
  ['diagnostic_msgs/DiagnosticStatus', interpretDiagnosticStatus],
  ['rosgraph_msgs/Log', interpretRos1Log],
  ['rcl_interfaces/Log', interpretRos2Log],
  ['foxglove.Log', interpretFoxgloveLog],
  ['foxglove_msgs/Log', interpretFoxgloveLog],
  ['sensor_msgs/Temperature', interpretTemperature],
]);

/** Those that compare a message with earlier ones on its topic. */
const rememberingInterpreters = new Map<string, () => Interpreter>([
  ['sensor_msgs/BatteryState', batteryStateInterpreter],
  ['sensor_msgs/NavSatFix', positionFixInterpreter],
  ['gps_msgs/GPSFix', positionFixInterpreter],
  ['gps_common/GPSFix', positionFixInterpreter],
  ['foxglove.LocationFix', positionFixInterpreter],
  ['foxglove_msgs/LocationFix', positionFixInterpreter],
]);

/** Whether every message of this schema is read for what it says; of others only fields with telling names are. */
export function isExamined(schemaName: string): boolean {
  const name = canonicalName(schemaName);
  return interpreters.has(name) || rememberingInterpreters.has(name);
}

/** `pkg/msg/Type` (ROS 2) and `pkg/Type` (ROS 1, some JSON writers) are one schema. */
function canonicalName(schemaName: string): string {
  return schemaName.replace('/msg/', '/');
}

/** Whether messages of this schema may be of interest; the schemas of all other topics need not be kept. */
export function mayBeOfInterest(schema: MessageSchema, topic: string): boolean {
  if (isExamined(schema.name) || hasFiniteFigures(canonicalName(schema.name))) return true;
  const last = topic.slice(topic.lastIndexOf('/') + 1);
  if (metricOfField(last) || namesAlarm(last)) return true;
  if (schema.data.byteLength === 0) return true;
  const text = Buffer.from(schema.data.buffer, schema.data.byteOffset, schema.data.byteLength).toString(
    'latin1',
  );
  const fields = text.replace(/(?:#|\/\/).*$/gm, '');
  return namesMetric(fields) || namesAlarm(fields);
}

/** Returns false if it needs no further message. */
export type MessageHandler = (bytes: Uint8Array, place: Place) => boolean;

/** Number of messages without a metric, or that fail to decode, after which a topic is only counted. */
const maxFruitless = 5;

/**
 * Decodes and interprets the messages of one channel; undefined if they are of no interest. A message that cannot be
 * decoded is reported as a code, not as damage: its container is intact.
 */
export function createMessageHandler(
  channel: DecodedChannel,
  findings: Findings,
): MessageHandler | undefined {
  // JSON names its fields in each message, whatever its schema is.
  if (channel.messageEncoding !== 'json' && !mayBeOfInterest(channel.schema, channel.topic)) return undefined;
  let decode: ReturnType<typeof createDecoder>;
  try {
    decode = createDecoder(channel.messageEncoding, channel.schema);
  } catch (error) {
    return isExamined(channel.schema.name)
      ? reportOnce(definitionFailure(channel, error), findings)
      : undefined;
  }
  if (!decode) return undefined;
  const name = canonicalName(channel.schema.name);
  const interpret = interpreters.get(name) ?? rememberingInterpreters.get(name)?.();
  if (interpret) return knownHandler(channel, decode, interpret, findings);
  const ofChanges = [poseJumpInterpreter(name), stuckImuInterpreter(name)];
  const all = together([finiteFiguresInterpreter(name), ...ofChanges]);
  if (!all) return guessingHandler(decode, channel.topic, findings);
  if (!ofChanges.some((each) => each))
    return onlyNotFinite(channel.messageEncoding, knownHandler(channel, decode, all, findings));
  const brief = createBriefDecoder(channel.messageEncoding, channel.schema, decode);
  return knownHandler(channel, brief, all, findings);
}

/**
 * Messages whose bytes show that all their figures are finite need not be decoded; the first ones are, which may show that none of
 * the topic can be.
 */
function onlyNotFinite(messageEncoding: string, handle: MessageHandler): MessageHandler {
  const mayHold = notFiniteTest(messageEncoding);
  if (!mayHold) return handle;
  let messages = 0;
  return (bytes, place) => {
    messages += 1;
    return (messages > maxFruitless && !mayHold(bytes)) || handle(bytes, place);
  };
}

/** Odometry, transforms and inertial measurements are looked at in several ways. */
function together(all: readonly (Interpreter | undefined)[]): Interpreter | undefined {
  const [first, ...rest] = all.filter((one) => one !== undefined);
  if (!first || rest.length === 0) return first;
  return (message, place, findings) => {
    first(message, place, findings);
    for (const one of rest) one(message, place, findings);
  };
}

function knownHandler(
  channel: DecodedChannel,
  decode: (bytes: Uint8Array) => unknown,
  interpret: Interpreter,
  findings: Findings,
): MessageHandler {
  let failures = 0;
  return (bytes, place) => {
    let message: unknown;
    try {
      message = decode(bytes);
    } catch (error) {
      failures += 1;
      if (isExamined(channel.schema.name))
        findings.code(messageFailure(channel, bytes.byteLength, error), place);
      return failures < maxFruitless;
    }
    failures = 0;
    if (isFields(message)) interpret(message, place, findings);
    return true;
  };
}

/** Searches the first messages for fields that name a metric or an alarm; without any, the topic is only counted. */
function guessingHandler(
  decode: (bytes: Uint8Array) => unknown,
  topic: string,
  findings: Findings,
): MessageHandler {
  let tries = 0;
  let fields: ReturnType<typeof findMetricFields> = [];
  let alarms: AlarmField[] = [];
  const reports = new AlarmReports();
  return (bytes, place) => {
    let message: Fields | undefined;
    try {
      const decoded = decode(bytes);
      message = isFields(decoded) ? decoded : undefined;
    } catch {
      // The topic was only a guess.
      message = undefined;
    }
    if (message && fields.length === 0 && alarms.length === 0) {
      fields = findMetricFields(message, topic);
      alarms = findAlarmFields(message, topic);
    }
    if (!message || (fields.length === 0 && alarms.length === 0)) tries += 1;
    else {
      reportMetricFields(fields, message, place, findings);
      reports.report(alarms, message, place, findings);
    }
    return tries < maxFruitless;
  };
}

function reportOnce(failure: CodeSighting, findings: Findings): MessageHandler {
  return (_bytes, place) => {
    findings.code(failure, place);
    return false;
  };
}

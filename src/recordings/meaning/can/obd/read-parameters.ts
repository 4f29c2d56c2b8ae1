import type { MeteredFindings } from '../../../summary/summary-builder.ts';
import { isPlausible } from '../../metrics/metric-names.ts';
import type { CanMessage } from '../can-message.ts';
import { type Ecu, sourceOf } from '../diagnostics/ecu.ts';
import { type ObdMeasure, obdParameter } from './parameters.ts';
import { readMonitorStatus } from './read-monitor-status.ts';

/** Mode 01 on CAN (SAE J1979, 6.1): up to six parameters, each its number and its bytes. */
export function readParameters(message: CanMessage, ecu: Ecu, findings: MeteredFindings): void {
  readNumbered(message, undefined, ecu, findings);
}

/** SAE J1979-2 and ISO 27145-2 (OBD on UDS): data identifiers of this page are the parameters of mode 01. */
export const parameterPage = 0xf4;

/** A response of ReadDataByIdentifier (0x62): one or more parameters, each 0xF4, its number and its bytes. */
export function readParametersOnUds(message: CanMessage, ecu: Ecu, findings: MeteredFindings): void {
  readNumbered(message, parameterPage, ecu, findings);
}

/** `page`: the byte before each number, if any. */
function readNumbered(
  message: CanMessage,
  page: number | undefined,
  ecu: Ecu,
  findings: MeteredFindings,
): void {
  const { data, start } = message;
  const end = start + message.length;
  let at = start + 1;
  while (at < end) {
    if (page !== undefined) {
      if (data[at] !== page) return;
      at += 1;
    }
    const pid = data[at] as number;
    const parameter = obdParameter(pid);
    const value = at + 1;
    if (!parameter || value + parameter.bytes > end) return;
    if (pid === 0x01) readMonitorStatus(message, value, ecu, findings);
    for (const measure of parameter.measures) report(measure, message, value, ecu, findings);
    at = value + parameter.bytes;
  }
}

function report(
  measure: ObdMeasure,
  { data, high, low, offset }: CanMessage,
  value: number,
  ecu: Ecu,
  findings: MeteredFindings,
): void {
  const figure = figureOf(measure, data, value);
  if (figure === undefined) {
    findings.omit(isMeasured(measure, data, value) ? 'implausible' : 'marked_invalid', 1);
    return;
  }
  const meter = findings.meter(measure.metric, sourceOf(ecu, measure.label), measure.unit);
  if (meter) meter.add(high, low, ecu.topic, offset, figure);
  else findings.omit('too_many', 1);
}

function isMeasured({ supportedBy }: ObdMeasure, data: Uint8Array, start: number): boolean {
  return supportedBy === undefined || (((data[start] as number) >> supportedBy) & 1) === 1;
}

/** The measurements of a parameter whose bytes begin at `data[start]`; undefined if it is not measured, or invalid. */
export function figureOf(measure: ObdMeasure, data: Uint8Array, start: number): number | undefined {
  const { at, bytes, factor, offset, metric } = measure;
  if (!isMeasured(measure, data, start)) return undefined;
  let raw = 0;
  for (let i = 0; i < bytes; i += 1) raw = raw * 256 + (data[start + at + i] as number);
  if (measure.signed && raw >= 2 ** (8 * bytes - 1)) raw -= 2 ** (8 * bytes);
  const figure = raw * factor + offset;
  return isPlausible(metric, figure) ? figure : undefined;
}

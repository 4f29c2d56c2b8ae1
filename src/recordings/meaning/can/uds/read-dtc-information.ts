import type { Severity } from '../../../../domain/severity.ts';
import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';
import { type DtcLayout, dtcLayout } from './dtc-layouts.ts';
import { isUrgent, severityOfStatus, statusText } from './dtc-status.ts';
import { readReadiness } from './read-readiness.ts';
import { readSnapshots } from './read-snapshots.ts';
import { reportedCode } from './reported-code.ts';

/** Whether the bytes of a response to ReadDTCInformation have a length that their sub-function allows. */
export function isDtcAnswer({ data, start, length }: CanMessage): boolean {
  const layout = dtcLayout(data[start + 1] as number);
  if (!layout) return false;
  const records = length - layout.first;
  return layout.single
    ? records >= layout.record || records === 0
    : records >= 0 && records % layout.record === 0;
}

/** Interprets 0x59, the response to ReadDTCInformation. Sub-functions that only count codes add nothing. */
export function readDtcInformation(message: CanMessage, ecu: Ecu, findings: Findings): void {
  const { data, start, length } = message;
  const layout = dtcLayout(data[start + 1] as number);
  if (!layout) return;
  const end = start + length;
  for (let at = start + layout.first; at + layout.record <= end; at += layout.record) {
    readRecord(message, at, layout, ecu, findings);
    if (layout.single) break;
  }
  readSnapshots(message, ecu, findings);
  readReadiness(message, ecu, findings);
}

function readRecord(message: CanMessage, at: number, layout: DtcLayout, ecu: Ecu, findings: Findings): void {
  const { data, start } = message;
  const from = at + layout.dtc;
  const state = stateOf(data[from + 3] as number, layout);
  const reported = reportedCode(
    data,
    from,
    layout.format === undefined ? undefined : data[start + layout.format],
  );
  if (!state || !reported) return;
  const { code, meaning } = reported;
  const severityByte = layout.severity === undefined ? 0 : (data[at + layout.severity] as number);
  findings.code(
    {
      code,
      source: 'uds',
      severity: state.severity === 'error' && isUrgent(severityByte) ? 'critical' : state.severity,
      message: `${code} in ${ecu.name} (${state.text}): ${meaning}.`,
    },
    placeOf(message, ecu.topic),
  );
}

function stateOf(status: number, { instead, permanent }: DtcLayout): State | undefined {
  if (instead === 'record number') return { severity: 'info', text: `snapshot record ${status}` };
  if (instead === 'fault detection counter') return counterState(status);
  const severity = permanent ? 'error' : severityOfStatus(status);
  if (!severity) return undefined;
  const text = [permanent ? 'permanent' : '', statusText(status)].filter((part) => part !== '').join(', ');
  return { severity, text };
}

interface State {
  severity: Severity;
  text: string;
}

/** Annex D.6: a signed byte that a failing test counts up to 127, at which it has failed. */
function counterState(counter: number): State | undefined {
  if (counter === 0 || counter > 127) return undefined;
  const text = `fault detection counter ${counter} of 127`;
  return { severity: counter === 127 ? 'warning' : 'info', text };
}

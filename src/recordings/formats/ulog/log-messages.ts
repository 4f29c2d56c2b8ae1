import { reportLog } from '../../meaning/interpret/log.ts';
import { reportKnownFault } from '../../meaning/interpret/px4/sensor-failures.ts';
import { syslogSeverity } from '../../meaning/interpret/syslog-severity.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { withoutEscapes } from '../../summary/text.ts';
import type { EventEchoes } from './event-echoes.ts';
import { nanosecondsOf } from './subscriptions.ts';

/** Levels are the characters '0' to '7' (ULog file format, Logged String Message). */
const levelZero = 0x30;
const utf8 = new TextDecoder();

/**
 * A logged line: level, tag if it has one, time, text; `[module] text` names its source. Returns its time in
 * microseconds.
 */
export function readLogMessage(
  content: Uint8Array,
  tagged: boolean,
  offset: number,
  findings: Findings,
  echoes: EventEchoes,
): number {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const timeAt = tagged ? 3 : 1;
  const timeUs = view.getUint32(timeAt, true) + view.getUint32(timeAt + 4, true) * 2 ** 32;
  const severity = syslogSeverity[view.getUint8(0) - levelZero];
  if (!severity) return timeUs;
  const text = utf8.decode(content.subarray(timeAt + 8));
  const line = withoutEscapes(text);
  const match = /^\[([\w-]+)\]\s*(.*)$/s.exec(line);
  const tag = tagged ? `tag ${view.getUint16(1, true)}` : '';
  const place = { timeNs: nanosecondsOf(timeUs), topic: 'log', offset };
  const said = { severity, source: match?.[1] ?? tag, text: match?.[2] ?? line, kind: 'ulog' } as const;
  if (severity !== 'info') reportKnownFault(said.text, place, findings);
  const report = () => reportLog(said, place, findings);
  if (/\t\0?$/.test(text)) echoes.add(place.timeNs, report);
  else report();
  return timeUs;
}

import { syslogSeverity } from '../syslog-severity.ts';
import type { EventNames, NoteEvent, Px4Interpreter } from './interpreter.ts';

/** `arguments` of Event.msg. */
const argumentBytes = 25;

/**
 * Between these two, PX4 reports its checks: which of them do not pass for some mode. The numbers of events are hashes
 * of their names (FNV-1a, 24 bits).
 */
const report = { first: 11_047_904, last: 1_914_663 } as const;

/**
 * An event has a number instead of a text. The high byte is the component, the rest the number in its `events.json`
 * (https://mavlink.io/en/services/events.html): its name and text are used if the log contains that file, otherwise
 * the number identifies it. As with log lines, it is a code from warning upwards. Debug events and those of the
 * protocol itself (levels from 7 on) are ignored.
 */
export function eventInterpreter(names: EventNames, noteEvent: NoteEvent = () => undefined): Px4Interpreter {
  let inReport = false;
  return (field, place, findings) => {
    const id = field('id');
    // commander_arming_check_summary and commander_health_summary.
    if (id % 2 ** 24 === report.first) inReport = true;
    else if (id % 2 ** 24 === report.last) inReport = false;
    const logLevels = field('log_levels');
    // Syslog levels: for the pilot in the low four bits, for the log in the high ones.
    const level = syslogSeverity[Math.min(logLevels & 15, logLevels >> 4)];
    if (!level || !(id > 0)) return;
    const bytes = Uint8Array.from({ length: argumentBytes }, (_, index) => field('arguments', index));
    const named = names(id, bytes);
    const isArmingCheck = named?.isArmingCheck ?? inReport;
    const severity = isArmingCheck && level !== 'info' ? 'warning' : level;
    const message = `${isArmingCheck ? 'Arming check: ' : ''}${named?.text ?? numbered(id, bytes)}`;
    noteEvent(place.timeNs);
    findings.log({ severity, source: 'px4 event', text: message }, place);
    if (severity === 'info') return;
    const code = `px4 event ${named?.name ?? id % 2 ** 24}`;
    findings.code({ code, source: 'px4-event', severity, message }, place);
  };
}

function numbered(id: number, bytes: Uint8Array): string {
  const used = bytes.subarray(0, bytes.findLastIndex((byte) => byte > 0) + 1);
  const rest = used.length === 0 ? '' : `, arguments ${Buffer.from(used).toString('hex')}`;
  return `Event ${id % 2 ** 24} of component ${Math.floor(id / 2 ** 24)}${rest}.`;
}

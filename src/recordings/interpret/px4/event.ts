import type { Severity } from '../../../domain/severity.ts';
import type { Px4Interpreter } from './px4-interpreter.ts';

/** Event.msg: syslog levels in the low four bits of `log_levels` (for the pilot) and in the high ones (for the log). */
const levels: Record<number, Severity> = {
  0: 'critical',
  1: 'critical',
  2: 'critical',
  3: 'error',
  4: 'warning',
  5: 'info',
  6: 'info',
};

/** `arguments` of Event.msg. */
const argumentBytes = 25;

/**
 * An event has a number instead of a text. The high byte is the component, the rest the number in its
 * `events.json` (https://mavlink.io/en/services/events.html), which is what names it here. As with log lines, it is a code
 * from warning upwards. Debug events and those of the protocol itself (levels from 7 on) tell nothing.
 */
export const interpretEvent: Px4Interpreter = (field, place, findings) => {
  const id = field('id');
  const level = field('log_levels');
  const severity = levels[Math.min(level & 15, level >> 4)];
  if (!severity || !(id > 0)) return;
  const component = Math.floor(id / 2 ** 24);
  const number = id % 2 ** 24;
  const bytes: number[] = [];
  for (let index = 0; index < argumentBytes; index += 1) bytes.push(field('arguments', index));
  const used = bytes.slice(0, bytes.findLastIndex((byte) => byte > 0) + 1);
  const told = used.length === 0 ? '' : `, arguments ${Buffer.from(used).toString('hex')}`;
  const message = `Event ${number} of component ${component}${told}.`;
  findings.log({ severity, source: 'px4 event', text: message }, place);
  if (severity === 'info') return;
  findings.code({ code: `px4 event ${number}`, source: 'px4-event', severity, message }, place);
};

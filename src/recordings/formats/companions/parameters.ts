import { plural } from '../../../domain/plural.ts';
import { type Companion, ok } from './companion-reader.ts';
import { headText, linesOf, plainTextOf } from './plain-lines.ts';

const number = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-+]?\\d+)?|nan|-?inf';
/**
 * A line of QGroundControl (system, component, name, value and MAV_PARAM_TYPE, separated by tabs), or of Mission Planner and
 * MAVProxy (name and value). MAVLink bounds names to 16 characters.
 */
const parameter = new RegExp(
  `^(?:\\d{1,3}\\t\\d{1,3}\\t[A-Za-z]\\w{0,15}\\t(?:${number})\\t\\d{1,2}|[A-Z][A-Z0-9_]{1,15}(?:,|[ \\t]+)(?:${number}))\\s*$`,
  'i',
);

/** Parameters of an autopilot in a text file: `.params`, `.param`, `.parm`. */
export const parameters: Companion = {
  kind: 'parameters',
  detects(head) {
    const lines = linesOf(headText(head) ?? '');
    // One line with a word and a number may be anything.
    return lines.length > 1 && lines.every((line) => parameter.test(line));
  },
  read(bytes) {
    const count = linesOf(plainTextOf(bytes) ?? '').length;
    return ok(`These are ${plural(count, 'parameter')} of an autopilot.`);
  },
};

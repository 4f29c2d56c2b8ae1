import type { LogStyle } from '../log-style.ts';
import { readFields } from '../program-fields.ts';

/** `@`, 16 hexadecimal digits of seconds and 8 of nanoseconds. Seconds from 1970 on begin with 4 and zeros. */
const label = /^@40000000([\da-f]{8})([\da-f]{8})(?=\s|$)/;
/** Daemontools and s6 write the seconds of Unix, and 10 more: TAI was so far ahead of UTC in 1970 (`tai_now`, libtai). */
const ahead = 10;

/** TAI64N (cr.yp.to, "TAI64, TAI64N, and TAI64NA"), as `multilog`, `svlogd` and `s6-log` write it. */
export const tai64n: LogStyle = {
  writer: 'a supervisor of services, with TAI64N times',
  read: (line) => {
    const [head = '', seconds = '', fraction = ''] = label.exec(line) ?? [];
    const nanoseconds = Number.parseInt(fraction, 16);
    const whole = Number.parseInt(seconds, 16) - ahead;
    if (head === '' || nanoseconds >= 1e9 || whole < 0) return undefined;
    const { level, source, end } = readFields(line, head.length);
    return { time: { kind: 'epoch', seconds: whole, nanoseconds }, level, source, text: line.slice(end) };
  },
};

import type { Severity } from '../../../../domain/severity.ts';
import type { Place } from '../../../summary/occurrence.ts';
import { reportLog } from '../log.ts';
import { syslogSeverity } from '../syslog-severity.ts';
import type { MavlinkInterpreter } from './interpreter.ts';

/** Characters of one message; a text that fills it continues in the next chunk. */
const chunkSize = 50;
/** 254 chunks are allowed; a reader accepts fewer. */
const maxChunks = 20;

interface Begun {
  id: number;
  next: number;
  level: number;
  text: string;
  place: Place;
}

/** The first texts of ArduPilot name firmware and operating system. */
const firmware = /^(?:Ardu|APM|Blimp|AntennaTracker)[\w:]* V\d/;
const operatingSystem = /^(ChibiOS|NuttX): /;

/**
 * What ArduPilot says when it starts. Until 2015 (Copter 3.3) it sent its own scale, 1 low to 4 critical, in place of
 * MAV_SEVERITY: such a text at level 1, alert, shows which one it is.
 */
const notices =
  /^(?:(?:Ardu|APM)\S* ?V\d|Initialising APM|Calibrating barometer|barometer calibration complete|GROUND START|flight plan received|command received)/i;
const ownScale: Readonly<Record<number, Severity>> = { 1: 'info', 2: 'info', 3: 'warning', 4: 'error' };

/** Checks before arming, which ArduPilot and PX4 send as critical: a vehicle that does not start is not faulty for it. */
const refusal = /^(?:PreArm|Arm|Preflight(?: Fail)?): /;

/** STATUSTEXT: texts with a level; since MAVLink 2 in chunks that share an id. */
export function textInterpreter(): MavlinkInterpreter {
  let begun: Begun | undefined;
  let hasOwnScale = false;
  const severityOf = (level: number, text: string): Severity | undefined => {
    if (level === 1 && notices.test(text)) hasOwnScale = true;
    const stated = (hasOwnScale ? ownScale : syslogSeverity)[level];
    return stated && refusal.test(text) ? 'warning' : stated;
  };
  return (fields, place, findings) => {
    const report = ({ level, text, place: at }: Begun) => {
      if (firmware.test(text)) findings.version('software', text);
      else if (operatingSystem.test(text)) findings.version('os', text);
      const severity = severityOf(level, text);
      if (severity && text !== '') reportLog({ severity, source: '', text, kind: 'log' }, at, findings);
    };
    const [id, sequence] = [fields.number('id'), fields.number('chunk_seq')];
    const text = fields.text('text');
    const goesOn = begun !== undefined && id === begun.id && sequence === begun.next;
    if (begun && goesOn) begun = { ...begun, text: begun.text + text, next: sequence + 1 };
    else {
      if (begun) report(begun);
      begun = { id, next: sequence + 1, level: fields.number('severity'), text, place };
    }
    const isLast = id === 0 || text.length < chunkSize || sequence + 1 >= maxChunks;
    if (!isLast) return;
    report(begun);
    begun = undefined;
  };
}

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
const firmware = /^(?:Ardu|APM|Blimp|AntennaTracker)\w* V\d/;
const operatingSystem = /^(ChibiOS|NuttX): /;

/** STATUSTEXT: texts with a level; since MAVLink 2 in chunks that share an id. */
export function textInterpreter(): MavlinkInterpreter {
  let begun: Begun | undefined;
  return (fields, place, findings) => {
    const report = ({ level, text, place: at }: Begun) => {
      if (firmware.test(text)) findings.version('software', text);
      else if (operatingSystem.test(text)) findings.version('os', text);
      const severity = syslogSeverity[level];
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

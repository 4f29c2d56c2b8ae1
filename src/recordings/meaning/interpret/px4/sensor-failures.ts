import type { Severity } from '../../../../domain/severity.ts';
import type { Place } from '../../../summary/occurrence.ts';
import type { Findings } from '../../../summary/summary-builder.ts';

interface Known {
  line: RegExp;
  code(match: RegExpExecArray): string;
  severity: Severity;
}

const sensors: Readonly<Record<string, string>> = {
  accel: 'accelerometer',
  baro: 'barometer',
  gyro: 'gyroscope',
  mag: 'magnetometer',
};

/**
 * Lines of PX4 that name a fault of the vehicle, each of which matters even once: of the voters of its sensors
 * (`data_validator`, `vehicle_air_data`, `vehicle_magnetometer`), of its start (`no barometer found`) and of `load_mon`.
 */
const known: readonly Known[] = [
  {
    line: /^(accel|baro|gyro|mag)\w* #(\d+) fail/i,
    code: ([, kind = '', index]) => `${sensors[kind.toLowerCase()]} ${index} failed`,
    severity: 'error',
  },
  {
    line: /^no (barometer|accelerometer|gyro|magnetometer) found/i,
    code: ([, kind = '']) => `${kind.toLowerCase()} not found`,
    severity: 'error',
  },
  {
    line: /^(\S+) low on stack! \(0 bytes left\)/,
    code: ([, task = '']) => `${task} out of stack`,
    severity: 'error',
  },
];

/** Reports what a logged line says of a fault; `text` is the line without the module that wrote it. */
export function reportKnownFault(text: string, place: Place, findings: Findings): void {
  for (const { line, code, severity } of known) {
    const match = line.exec(text);
    if (match) {
      findings.code({ code: code(match), source: 'diagnostics', severity, message: text.trim() }, place);
      return;
    }
  }
}

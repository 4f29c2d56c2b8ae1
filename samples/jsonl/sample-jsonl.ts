import { isoTime } from '../csv/sample-csv.ts';
import type { SampleOptions } from '../sample-options.ts';
import { tableDrive } from '../tables/table-drive.ts';

/** The measurements of a data logger as JSON in lines, with a log line now and then. */
export function sampleJsonl(options: SampleOptions = {}): Uint8Array {
  const failing = options.faults?.includes('log-errors') ?? false;
  const lines = tableDrive(options).map((row, index) => {
    const [voltage, speed, cpu, temperature, latitude, longitude] = row.values;
    const isError = failing && index % 20 === 0;
    return JSON.stringify({
      time: isoTime(row),
      battery: { battery_voltage: voltage },
      vehicle_speed_kmh: speed,
      cpu_usage: cpu,
      cabin: { temperature },
      position: { latitude, longitude },
      ...(index % 20 === 0 && {
        level: isError ? 'error' : 'info',
        logger: 'uplink',
        message: isError ? `Upload of part ${index} failed: connection reset` : `Sent part ${index}`,
      }),
    });
  });
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { createVehicle } from '../vehicle.ts';

export interface NmeaOptions extends Pick<SampleOptions, 'seed' | 'startTime' | 'seconds'> {
  /** From this second on the receiver has no position for 5 s. */
  lostAt?: number;
}

/** `$GNGGA,…*5B`: with the exclusive or of its characters. */
export function sentence(body: string): string {
  const sum = [...Buffer.from(body, 'latin1')].reduce((all, byte) => all ^ byte, 0);
  return `$${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** What a receiver writes five times a second: position, speed, accuracy, satellites in view. */
export function sampleNmea(options: NmeaOptions = {}): Uint8Array {
  const { seed, startNs, seconds } = resolveOptions({ ...options, faults: [] });
  const vehicle = createVehicle(seed, []);
  const lines = [sentence('GNTXT,01,01,02,ANTSTATUS=OK')];
  for (let index = 0; index < seconds * 5; index += 1) {
    const at = index / 5;
    const state = vehicle.at({ seconds: at, file: at / seconds, drive: at / seconds });
    const when = new Date(Number(startNs / 1_000_000n) + index * 200).toISOString();
    const time = when.slice(11, 22).replaceAll(':', '');
    const date = `${when.slice(8, 10)}${when.slice(5, 7)}${when.slice(2, 4)}`;
    const isLost = options.lostAt !== undefined && at >= options.lostAt && at < options.lostAt + 5;
    const place = isLost ? ',,,' : '4807.038,N,01131.000,E';
    lines.push(
      sentence(`GNGGA,${time},${place},${isLost ? 0 : 4},${isLost ? 3 : 12},0.9,545.4,M,46.9,M,,`),
      sentence(
        `GNRMC,${time},${isLost ? 'V' : 'A'},${place},${(state.speed * 1.943844).toFixed(1)},084.4,${date},,,A`,
      ),
      sentence(`GNGST,${time},1.2,0.8,0.5,30.0,0.7,0.6,1.4`),
      sentence('GPGSV,1,1,02,03,03,111,00,04,15,270,00'),
    );
  }
  return Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1');
}

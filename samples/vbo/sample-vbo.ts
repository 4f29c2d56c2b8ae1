import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { createVehicle } from '../vehicle.ts';

const pad = (value: number, digits: number, width: number) => value.toFixed(digits).padStart(width, '0');

/** Ten rows a second, as a VBOX writes them. */
export function sampleVbo(options: Pick<SampleOptions, 'seed' | 'startTime' | 'seconds'> = {}): Uint8Array {
  const { seed, startNs, seconds } = resolveOptions({ ...options, faults: [] });
  const vehicle = createVehicle(seed, []);
  const startMs = Number(startNs / 1_000_000n);
  const [date = '', time = ''] = new Date(startMs).toISOString().split('T');
  const rows = Array.from({ length: seconds * 10 }, (_, index) => {
    const at = index / 10;
    const { speed } = vehicle.at({ seconds: at, file: at / seconds, drive: at / seconds });
    const clock = new Date(startMs + index * 100).toISOString().slice(11, 22).replaceAll(':', '');
    return `${index % 50 === 7 ? '073' : '009'} ${clock} +03119.09973 +00058.49277 ${pad(speed * 3.6, 3, 7)} 000.00 +1.234560E+02 `;
  });
  return Buffer.from(
    [
      `File created on ${date.split('-').reverse().join('/')} @ ${time.slice(0, 8)}`,
      '',
      '[header]',
      'satellites',
      'time',
      'latitude',
      'longitude',
      'velocity kmh',
      'heading',
      'brake pressure',
      '',
      '[comments]',
      'Log Rate (Hz) : 010.00',
      '',
      '[column names]',
      'sats time lat long velocity heading Brake_Pressure',
      '',
      '[data]',
      ...rows,
      '',
    ].join('\r\n'),
    'latin1',
  );
}

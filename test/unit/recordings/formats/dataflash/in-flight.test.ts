import { describe, expect, test } from 'vitest';
import { DataflashWriter } from '../../../../../samples/dataflash/dataflash-writer.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const second = 1_000_000;
const [armed, disarmed] = [10, 11] as const;

interface Flight {
  firmware?: string;
  parameters?: Record<string, number>;
  mode?: number;
  /** Messages of each tenth of a second in flight, in the order of `types`. */
  fields: (tenth: number) => Record<string, number[]>;
  seconds?: number;
}

const types: Record<string, [type: number, format: string, columns: string]> = {
  ATT: [10, 'Qffff', 'TimeUS,DesRoll,Roll,DesPitch,Pitch'],
  RCOU: [11, 'QHHHHHH', 'TimeUS,C1,C2,C3,C4,C5,C6'],
  BARO: [12, 'QBfB', 'TimeUS,I,Alt,H'],
  MAG: [13, 'QBfffB', 'TimeUS,I,MagX,MagY,MagZ,Health'],
  BAT: [14, 'Qffb', 'TimeUS,Volt,Curr,RemPct'],
};

/** A log that begins before the vehicle is armed. */
function logOf({
  firmware = 'ArduCopter V4.5.1 (a1)',
  parameters = {},
  mode = 5,
  fields,
  seconds = 20,
}: Flight) {
  const writer = new DataflashWriter();
  writer.define(1, 'MSG', 'QZ', 'TimeUS,Message');
  writer.define(2, 'PARM', 'QNf', 'TimeUS,Name,Value');
  writer.define(3, 'EV', 'QB', 'TimeUS,Id');
  writer.define(4, 'MODE', 'QMBB', 'TimeUS,Mode,ModeNum,Rsn');
  for (const [name, [type, format, columns]] of Object.entries(types))
    writer.define(type, name, format, columns);
  writer.write('MSG', second, firmware);
  for (const [name, value] of Object.entries(parameters)) writer.write('PARM', second, name, value);
  writer.write('MODE', second, mode, mode, 1);
  writer.write('EV', second, armed);
  for (let tenth = 0; tenth < seconds * 10; tenth += 1)
    for (const [name, values] of Object.entries(fields(tenth)))
      writer.write(name, second + tenth * 100_000, ...values);
  return writer.bytes();
}

async function codesOf(flight: Flight): Promise<string[]> {
  const { codes } = await summarise(logOf(flight));
  return codes.map(({ severity, code }) => `${severity} ${code}`);
}

describe('a copter in flight', () => {
  const quad = { SERVO1_FUNCTION: 33, SERVO2_FUNCTION: 34, SERVO3_FUNCTION: 35, SERVO4_FUNCTION: 36 };

  test.each([
    ['as a share of what MOT_SPIN_MAX leaves', { MOT_PWM_MIN: 1000, MOT_PWM_MAX: 2000, MOT_SPIN_MAX: 0.9 }],
    ['with the usual range where the log names none', { MOT_SPIN_MAX: 0.9 }],
  ])('gives the highest output of its motors, %s', async (_, parameters) => {
    const fields = () => ({ RCOU: [1450, 1450, 1900, 1450, 2000, 2000] });
    const { metrics } = await summarise(logOf({ parameters: { ...quad, ...parameters }, fields }));
    expect(metrics.map(({ name, source, max_milli }) => [name, source, max_milli])).toEqual([
      ['motor_output_percent', 'RCOU', 100_000],
    ]);
  });

  test('is not judged by outputs of which no parameter says that they are motors', async () => {
    const fields = () => ({ RCOU: [1900, 1900, 1900, 1900, 0, 0] });
    expect((await summarise(logOf({ fields }))).metrics).toEqual([]);
  });

  test.each(['ArduCopter V4.5.1 (a1)', 'APM:Copter V3.4.4 (b2)'])(
    'tips over if it leans beyond 60° for longer than a bump: %s',
    async (firmware) => {
      const leans = (tenths: number) => ({
        firmware,
        fields: (tenth: number) => ({ ATT: [0, tenth >= 50 && tenth < 50 + tenths ? 75 : 2, 0, 1] }),
      });
      expect(await codesOf(leans(4))).toEqual(['error ATT: tipped over']);
      expect(await codesOf(leans(3))).toEqual([]);
    },
  );

  test('may turn over in Acro, as may a plane', async () => {
    const fields = () => ({ ATT: [0, 120, 0, 0] });
    expect(await codesOf({ mode: 1, fields })).toEqual([]);
    expect(await codesOf({ firmware: 'ArduPlane V4.5.1 (a1)', fields })).toEqual([]);
  });

  test('is a plane that hovers, and off its attitude by the shorter way round', async () => {
    const fields = () => ({ ATT: [170, -170, 0, 0] });
    const summary = await summarise(logOf({ firmware: 'ArduPlane V4.5.1 (a1)', mode: 18, fields }));
    expect(summary.metrics.map(({ name, max_milli }) => [name, max_milli])).toEqual([
      ['attitude_error_degrees', 20_000],
    ]);
    expect(summary.codes.map(({ code }) => code)).toEqual(['ATT: tipped over']);
  });

  test('loses a barometer or compass that worked', async () => {
    const fields = (tenth: number) => ({
      BARO: [0, 10, tenth > 0 && tenth < 100 ? 1 : 0],
      MAG: [0, 200, 0, 400, tenth < 100 ? 1 : 0],
    });
    expect(await codesOf({ fields })).toEqual([
      'error BARO: barometer unhealthy',
      'error MAG: compass unhealthy',
    ]);
  });

  test('is below the limits of its battery once it stayed there for BATT_LOW_TIMER', async () => {
    const parameters = { BATT_LOW_VOLT: 10.5, BATT_CRT_VOLT: 10, BATT_LOW_TIMER: 5 };
    const sags = (tenths: number, volt: number) => ({
      parameters,
      fields: (tenth: number) => ({ BAT: [tenth < tenths ? volt : 12, 20, -1] }),
    });
    expect(await codesOf(sags(40, 9))).toEqual([]);
    expect(await codesOf(sags(60, 10.2))).toEqual(['warning BAT: battery low']);
    expect(await codesOf(sags(60, 9))).toEqual(
      expect.arrayContaining(['warning BAT: battery low', 'error BAT: battery critical']),
    );
  });
});

describe('a logger that writes only while the vehicle is armed', () => {
  /** Ten seconds of a flight, a minute of rest or of the same flight, ten seconds. */
  function withRest(events: [before: number, after: number]): Uint8Array {
    const writer = new DataflashWriter();
    writer.define(3, 'EV', 'QB', 'TimeUS,Id');
    writer.define(10, 'ATT', 'Qffff', 'TimeUS,DesRoll,Roll,DesPitch,Pitch');
    const fly = (from: number) => {
      for (let tenth = 0; tenth < 100; tenth += 1)
        writer.write('ATT', from * second + tenth * 100_000, 0, 1, 0, 1);
    };
    writer.write('EV', second, armed);
    fly(1);
    writer.write('EV', 11 * second, events[0]);
    writer.write('EV', 70 * second, events[1]);
    fly(70);
    return writer.bytes();
  }

  const gapOf = async (bytes: Uint8Array) =>
    (await summarise(bytes)).topics.find(({ name }) => name === 'ATT')?.max_gap_ns;

  test('misses nothing between flights', async () => {
    expect(await gapOf(withRest([disarmed, armed]))).toBe(100_000_000);
  });

  test('misses nothing where it stopped before it wrote that the vehicle was disarmed', async () => {
    expect(await gapOf(withRest([28, armed]))).toBe(100_000_000);
  });

  test('misses what it does not write in flight', async () => {
    expect(await gapOf(withRest([18, 28]))).toBe(59_100_000_000);
  });
});

import { describe, expect, test } from 'vitest';
import { stuckImuInterpreter } from '../../../../../src/recordings/meaning/interpret/stuck-imu.ts';

type Reading = readonly [x: number, y: number, z: number, ax: number, ay: number, az: number];

/** When it was told, in seconds, of readings that come with 20 Hz. */
function toldOf(readings: readonly Reading[]): number[] {
  const told: number[] = [];
  const interpret = stuckImuInterpreter('sensor_msgs/Imu');
  for (const [i, [x, y, z, ax, ay, az]] of readings.entries())
    interpret?.(
      { angular_velocity: { x, y, z }, linear_acceleration: { x: ax, y: ay, z: az } },
      { timeNs: BigInt(i) * 50_000_000n, topic: '/imu' },
      {
        code: (_, { timeNs }) => void told.push(Number(timeNs) / 1e9),
        metric: () => undefined,
        log: () => undefined,
        omit: () => undefined,
      },
    );
  return told;
}

const noisy = (length: number, from = 0): Reading[] =>
  Array.from({ length }, (_, i) => [0.01 * Math.sin(from + i), 0.002, 0.01, 0.1, 0.1, 9.8]);
const still = (length: number, reading: Reading = [0.004, -0.002, 0.01, 0.1, 0.2, 9.81]): Reading[] =>
  Array<Reading>(length).fill(reading);

describe('an inertial sensor', () => {
  test('is stuck if nothing changes for five seconds, once each time, since it began', () => {
    expect(toldOf([...noisy(200), ...still(101), ...noisy(50)])).toEqual([10]);
    expect(toldOf([...noisy(200), ...still(300), ...noisy(300, 7), ...still(200)])).toEqual([10, 40]);
  });

  test('is not before', () => {
    expect(toldOf([...noisy(400)])).toEqual([]);
    expect(toldOf([...noisy(200), ...still(100), ...noisy(50)])).toEqual([]);
  });

  test('is not known to be if it never changed, or each reading comes several times', () => {
    expect(toldOf(still(1_000))).toEqual([]);
    expect(toldOf([...noisy(98), ...still(300)])).toEqual([]);
    expect(toldOf([...noisy(200).flatMap((one) => [one, one]), ...still(300)])).toEqual([]);
  });

  test('at rest in a simulation repeats itself rightly', () => {
    expect(toldOf([...noisy(200), ...still(300, [0, 0, 0, 0, 0, 9.81])])).toEqual([]);
    expect(toldOf([...noisy(200), ...still(300, [0, -0.001, 0, 0, 0, 9.81])])).toEqual([10]);
  });

  test('has both kinds of figures', () => {
    const interpret = stuckImuInterpreter('sensor_msgs/Imu');
    const sink = {
      code: () => expect.fail('told'),
      metric: () => undefined,
      log: () => undefined,
      omit: () => undefined,
    };
    for (let i = 0; i < 500; i += 1)
      interpret?.(
        { angular_velocity: { x: i, y: 1, z: 1 } },
        { timeNs: BigInt(i) * 50_000_000n, topic: '/imu' },
        sink,
      );
    expect(stuckImuInterpreter('sensor_msgs/Range')).toBeUndefined();
  });
});

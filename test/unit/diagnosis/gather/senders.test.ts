import { expect, test } from 'vitest';
import { isAskedFor, mayHaveRate } from '../../../../src/diagnosis/gather/senders.ts';

test.each([
  ['VIBRATION 1/1', 'mavlink', true],
  ['HEARTBEAT 255/190', 'mavlink', true],
  ['HEARTBEAT 1/1', 'mavlink', false],
  ['vehicle_status', 'ulog', false],
  ['/scan', 'cdr', false],
])('%s comes at a rate that a ground station asks for: %s %s', (name, encoding, asked) => {
  expect(isAskedFor({ name, encoding })).toBe(asked);
});

test.each([
  ['/hopper/collisions', 'geometry_msgs/WrenchStamped', false],
  ['/bumper', 'std_msgs/Bool', false],
  ['/foot', 'gazebo_msgs/ContactsState', false],
  ['/contact_force', 'std_msgs/Float64', true],
  ['/imu', 'sensor_msgs/Imu', true],
])('%s of %s has a rate of its own: %s', (name, type, rate) => {
  expect(mayHaveRate({ name, type, encoding: 'ros1' })).toBe(rate);
});

/**
 * Lines in the manner of ROS 1, PX4, DLT and syslog, made for this test, figures already masked, and the groups that
 * drain3 0.9.11 (PyPI) finds in them with its defaults (`sim_th` 0.4, `depth` 4): line by line the number of its
 * cluster. `ours` where we group otherwise, and `because`.
 */
export const drainSamples: {
  name: string;
  because: string;
  codes: string[];
  drain3: number[];
  ours: number[];
}[] = [
  {
    name: 'ros',
    because: 'two sensors are two faults, seven controllers one',
    codes: [
      'move_base: Control loop missed its desired rate of #Hz... the loop actually took # seconds',
      'controller_manager: Could not load controller arm_left, the type was not found',
      'controller_manager: Could not load controller arm_right, the type was not found',
      'controller_manager: Could not load controller base, the type was not found',
      'controller_manager: Could not load controller gripper_left, the type was not found',
      'controller_manager: Could not load controller gripper_right, the type was not found',
      'controller_manager: Could not load controller head, the type was not found',
      'controller_manager: Could not load controller torso, the type was not found',
      'costmap: The origin for the sensor at (#, #, #) is out of map bounds',
      'costmap: The laser scanner is not publishing, costmap is not updated',
      'costmap: The point cloud is not publishing, costmap is not updated',
      'amcl: No laser scan received (and thus no pose updates have been published) for # seconds',
    ],
    drain3: [1, 2, 2, 2, 2, 2, 2, 2, 3, 4, 4, 5],
    ours: [1, 2, 2, 2, 2, 2, 2, 2, 3, 4, 5, 6],
  },
  {
    name: 'px4',
    because: 'what is estimated, which sensor and which failsafe are not parameters',
    codes: [
      'health_and_arming_checks: Preflight Fail: No valid global position estimate',
      'health_and_arming_checks: Preflight Fail: No valid local position estimate',
      'health_and_arming_checks: Preflight Fail: Accel # inconsistent',
      'health_and_arming_checks: Preflight Fail: Gyro # inconsistent',
      'health_and_arming_checks: Preflight Fail: Compass # inconsistent',
      'commander: Failsafe activated: battery low',
      'commander: Failsafe activated: battery critical',
      'commander: Failsafe activated: GPS lost',
    ],
    drain3: [1, 1, 2, 2, 2, 3, 3, 3],
    ours: [1, 2, 3, 4, 5, 6, 7, 8],
  },
  {
    name: 'dlt',
    because: 'control unit and context stay apart, tiles do not',
    codes: [
      'ECU1 NAVI TILE: tile u4pruyd could not be read from the cache, code #',
      'ECU1 NAVI TILE: tile u4pruye could not be read from the cache, code #',
      'ECU1 NAVI TILE: tile u4pruyk could not be read from the cache, code #',
      'ECU1 NAVI TILE: tile u4pruys could not be read from the cache, code #',
      'ECU1 NAVI TILE: tile u4prvh0 could not be read from the cache, code #',
      'ECU1 NAVI TILE: tile u4prvh1 could not be read from the cache, code #',
      'ECU1 NAVI ROUT: tile u4pruyd could not be read from the cache, code #',
      'ECU2 NAVI TILE: tile u4pruyd could not be read from the cache, code #',
      'ECU1 DIAG SESS: session with tester # closed by timeout after # ms',
    ],
    drain3: [1, 1, 1, 1, 1, 1, 1, 1, 2],
    ours: [1, 1, 1, 1, 1, 1, 2, 3, 4],
  },
  {
    name: 'syslog',
    because: 'three services are three faults, six users one',
    codes: [
      'sshd: Failed password for invalid user admin from # port # ssh2',
      'sshd: Failed password for invalid user git from # port # ssh2',
      'sshd: Failed password for invalid user guest from # port # ssh2',
      'sshd: Failed password for invalid user oracle from # port # ssh2',
      'sshd: Failed password for invalid user test from # port # ssh2',
      'sshd: Failed password for invalid user ubuntu from # port # ssh2',
      'sshd: Failed password for root from # port # ssh2',
      'systemd: Failed to start CAN bus gateway.',
      'systemd: Failed to start GNSS time source.',
      'systemd: Failed to start LTE modem manager.',
      'kernel: usb #-#: device descriptor read/#, error #',
      'kernel: usb #-#: device not accepting address #, error #',
      'kernel: mmc0: error # transferring data, sector #',
    ],
    drain3: [1, 1, 1, 1, 1, 1, 2, 3, 3, 3, 4, 5, 6],
    ours: [1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8],
  },
];

const time = 'MSG: builtin_interfaces/Time\nint32 sec\nuint32 nanosec';
const header = 'MSG: std_msgs/Header\nbuiltin_interfaces/Time stamp\nstring frame_id';
const status =
  'byte level\nstring name\nstring message\nstring hardware_id\ndiagnostic_msgs/KeyValue[] values';
const keyValue = 'MSG: diagnostic_msgs/KeyValue\nstring key\nstring value';

function definition(...parts: string[]): Uint8Array {
  return Buffer.from(parts.join(`\n${'='.repeat(80)}\n`));
}

const axis = definition(
  [
    'float32 pos_estimate',
    'float32 vel_estimate',
    'float32 torque_target',
    'float32 torque_estimate',
    'float32 iq_setpoint',
    'float32 iq_measured',
    'uint32 active_errors',
    'uint8 axis_state',
    'uint8 procedure_result',
    'bool trajectory_done_flag',
  ].join('\n'),
);

/**
 * Message definitions (fields and their order, as in the packages `diagnostic_msgs`, `rcl_interfaces` and
 * `sensor_msgs` of ROS 2 Foxy to Kilted) of diagnostic types: bags in SQLite before schema version 4 (ROS 2 Iron)
 * contain none, and later recorders omit those that they did not find. What a motor controller says of itself is there as well
 * (`odrive_can` of ODrive's `ros_odrive`).
 */
export const standardDefinitions: ReadonlyMap<string, Uint8Array> = new Map([
  [
    'diagnostic_msgs/msg/DiagnosticArray',
    definition(
      'std_msgs/Header header\ndiagnostic_msgs/DiagnosticStatus[] status',
      header,
      time,
      `MSG: diagnostic_msgs/DiagnosticStatus\n${status}`,
      keyValue,
    ),
  ],
  ['diagnostic_msgs/msg/DiagnosticStatus', definition(status, keyValue)],
  ['odrive_can/msg/ControllerStatus', axis],
  [
    'rcl_interfaces/msg/Log',
    definition(
      'builtin_interfaces/Time stamp\nuint8 level\nstring name\nstring msg\nstring file\nstring function\nuint32 line',
      time,
    ),
  ],
  [
    'sensor_msgs/msg/BatteryState',
    definition(
      [
        'std_msgs/Header header',
        'float32 voltage',
        'float32 temperature',
        'float32 current',
        'float32 charge',
        'float32 capacity',
        'float32 design_capacity',
        'float32 percentage',
        'uint8 power_supply_status',
        'uint8 power_supply_health',
        'uint8 power_supply_technology',
        'bool present',
        'float32[] cell_voltage',
        'float32[] cell_temperature',
        'string location',
        'string serial_number',
      ].join('\n'),
      header,
      time,
    ),
  ],
  [
    'sensor_msgs/msg/NavSatFix',
    definition(
      [
        'std_msgs/Header header',
        'sensor_msgs/NavSatStatus status',
        'float64 latitude',
        'float64 longitude',
        'float64 altitude',
        'float64[9] position_covariance',
        'uint8 position_covariance_type',
      ].join('\n'),
      header,
      time,
      'MSG: sensor_msgs/NavSatStatus\nint8 status\nuint16 service',
    ),
  ],
  [
    'sensor_msgs/msg/Temperature',
    definition('std_msgs/Header header\nfloat64 temperature\nfloat64 variance', header, time),
  ],
]);

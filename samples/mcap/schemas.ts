const time = `
================================================================================
MSG: builtin_interfaces/Time
int32 sec
uint32 nanosec`;

const header = `
================================================================================
MSG: std_msgs/Header
builtin_interfaces/Time stamp
string frame_id${time}`;

/** ROS 2 message definitions as rosbag2 writes them, without the comments. */
export const schemas = {
  'sensor_msgs/msg/Imu': `std_msgs/Header header
geometry_msgs/Quaternion orientation
float64[9] orientation_covariance
geometry_msgs/Vector3 angular_velocity
float64[9] angular_velocity_covariance
geometry_msgs/Vector3 linear_acceleration
float64[9] linear_acceleration_covariance${header}
================================================================================
MSG: geometry_msgs/Quaternion
float64 x 0
float64 y 0
float64 z 0
float64 w 1
================================================================================
MSG: geometry_msgs/Vector3
float64 x
float64 y
float64 z`,
  'nav_msgs/msg/Odometry': `std_msgs/Header header
string child_frame_id
geometry_msgs/PoseWithCovariance pose
geometry_msgs/TwistWithCovariance twist${header}
================================================================================
MSG: geometry_msgs/PoseWithCovariance
geometry_msgs/Pose pose
float64[36] covariance
================================================================================
MSG: geometry_msgs/Pose
geometry_msgs/Point position
geometry_msgs/Quaternion orientation
================================================================================
MSG: geometry_msgs/Point
float64 x
float64 y
float64 z
================================================================================
MSG: geometry_msgs/Quaternion
float64 x 0
float64 y 0
float64 z 0
float64 w 1
================================================================================
MSG: geometry_msgs/TwistWithCovariance
geometry_msgs/Twist twist
float64[36] covariance
================================================================================
MSG: geometry_msgs/Twist
geometry_msgs/Vector3 linear
geometry_msgs/Vector3 angular
================================================================================
MSG: geometry_msgs/Vector3
float64 x
float64 y
float64 z`,
  'sensor_msgs/msg/NavSatFix': `std_msgs/Header header
sensor_msgs/NavSatStatus status
float64 latitude
float64 longitude
float64 altitude
float64[9] position_covariance
uint8 position_covariance_type${header}
================================================================================
MSG: sensor_msgs/NavSatStatus
int8 status
uint16 service`,
  'can_msgs/msg/Frame': `std_msgs/Header header
uint32 id
bool is_rtr
bool is_extended
bool is_error
uint8 dlc
uint8[8] data${header}`,
  'sensor_msgs/msg/LaserScan': `std_msgs/Header header
float32 angle_min
float32 angle_max
float32 angle_increment
float32 time_increment
float32 scan_time
float32 range_min
float32 range_max
float32[] ranges
float32[] intensities${header}`,
  'sensor_msgs/msg/CompressedImage': `std_msgs/Header header
string format
uint8[] data${header}`,
  'sensor_msgs/msg/BatteryState': `std_msgs/Header header
float32 voltage
float32 temperature
float32 current
float32 charge
float32 capacity
float32 design_capacity
float32 percentage
uint8 power_supply_status
uint8 power_supply_health
uint8 power_supply_technology
bool present
float32[] cell_voltage
float32[] cell_temperature
string location
string serial_number${header}`,
  'sensor_msgs/msg/Temperature': `std_msgs/Header header
float64 temperature
float64 variance${header}`,
  'diagnostic_msgs/msg/DiagnosticArray': `std_msgs/Header header
diagnostic_msgs/DiagnosticStatus[] status${header}
================================================================================
MSG: diagnostic_msgs/DiagnosticStatus
byte OK=0
byte WARN=1
byte ERROR=2
byte STALE=3
byte level
string name
string message
string hardware_id
diagnostic_msgs/KeyValue[] values
================================================================================
MSG: diagnostic_msgs/KeyValue
string key
string value`,
  'rcl_interfaces/msg/Log': `byte DEBUG=10
byte INFO=20
byte WARN=30
byte ERROR=40
byte FATAL=50
builtin_interfaces/Time stamp
uint8 level
string name
string msg
string file
string function
uint32 line${time}`,
} as const;

export type SchemaName = keyof typeof schemas;

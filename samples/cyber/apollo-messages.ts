/** Definitions of the messages of Apollo that the sample writes, as far as it fills them (ApolloAuto/apollo, Apache-2.0). */
export const apolloFiles: Readonly<
  Record<string, { package: string; imports: readonly string[]; body: string }>
> = {
  'modules/common/proto/header.proto': {
    package: 'apollo.common',
    imports: [],
    body: `
      enum ErrorCode { OK = 0; CONTROL_ERROR = 1000; PLANNING_ERROR = 6000; PLANNING_ERROR_NOT_READY = 6001; }
      message StatusPb { optional ErrorCode error_code = 1 [default = OK]; optional string msg = 2; }
      message Header {
        optional double timestamp_sec = 1; optional string module_name = 2; optional uint32 sequence_num = 3;
        optional StatusPb status = 8;
      }`,
  },
  'modules/canbus/proto/chassis.proto': {
    package: 'apollo.canbus',
    imports: ['modules/common/proto/header.proto'],
    body: `
      message Chassis {
        enum DrivingMode { COMPLETE_MANUAL = 0; COMPLETE_AUTO_DRIVE = 1; EMERGENCY_MODE = 4; }
        enum ErrorCode { NO_ERROR = 0; CMD_NOT_IN_PERIOD = 1; CHASSIS_ERROR_ON_BRAKE = 7; MANUAL_INTERVENTION = 3; }
        optional bool engine_started = 3; optional float engine_rpm = 4; optional float speed_mps = 5;
        optional float throttle_percentage = 8; optional float brake_percentage = 9;
        optional DrivingMode driving_mode = 21; optional ErrorCode error_code = 22;
        optional apollo.common.Header header = 25; optional int32 chassis_error_mask = 26;
        optional int32 battery_soc_percentage = 34;
      }`,
  },
  'modules/localization/proto/localization.proto': {
    package: 'apollo.localization',
    imports: ['modules/common/proto/header.proto'],
    body: `
      message Point { optional double x = 1; optional double y = 2; optional double z = 3; }
      message Pose { optional Point position = 1; optional Point linear_velocity = 3; optional double heading = 6; }
      message LocalizationEstimate { optional apollo.common.Header header = 1; optional Pose pose = 2; }`,
  },
  'modules/planning/proto/planning.proto': {
    package: 'apollo.planning',
    imports: ['modules/common/proto/header.proto'],
    body: `
      message TrajectoryPoint { optional double v = 1; optional double a = 2; }
      message ADCTrajectory {
        optional apollo.common.Header header = 1; optional double total_path_length = 2;
        repeated TrajectoryPoint trajectory_point = 12;
      }`,
  },
  'modules/common/monitor_log/proto/monitor_log.proto': {
    package: 'apollo.common.monitor',
    imports: ['modules/common/proto/header.proto'],
    body: `
      message MonitorMessageItem {
        enum MessageSource { UNKNOWN = 1; CANBUS = 2; CONTROL = 3; }
        enum LogLevel { INFO = 0; WARN = 1; ERROR = 2; FATAL = 3; }
        optional MessageSource source = 1 [default = UNKNOWN]; optional string msg = 2;
        optional LogLevel log_level = 3 [default = INFO];
      }
      message MonitorMessage { optional apollo.common.Header header = 1; repeated MonitorMessageItem item = 2; }`,
  },
  'modules/monitor/proto/system_status.proto': {
    package: 'apollo.monitor',
    imports: [],
    body: `
      message ComponentStatus {
        enum Status { UNKNOWN = 0; OK = 1; WARN = 2; ERROR = 3; FATAL = 4; }
        optional Status status = 1 [default = UNKNOWN]; optional string message = 2;
      }
      message Component { optional ComponentStatus summary = 1; }
      message SystemStatus { map<string, ComponentStatus> hmi_modules = 7; map<string, Component> components = 8; }`,
  },
  'modules/drivers/gnss/proto/gnss_best_pose.proto': {
    package: 'apollo.drivers.gnss',
    imports: ['modules/common/proto/header.proto'],
    body: `
      message GnssBestPose {
        optional apollo.common.Header header = 1; optional double latitude = 5; optional double longitude = 6;
        optional float latitude_std_dev = 10; optional float longitude_std_dev = 11;
        optional uint32 num_sats_in_solution = 17;
      }`,
  },
};

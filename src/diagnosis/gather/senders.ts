import type { TopicSummary } from '../../recordings/summary/file-summary.ts';

/** Topics that are sent on events have no rate that they could miss. */
const eventTypes =
  /(^|[/.:])(log|logmessage|logged_messages|parameterevent|parameter_update|parameter_events|event|tfmessage|compressedlog|vehicle_command(_ack)?|diagnosticstatus|string|empty|occupancygrid|goalstatusarray|goal|cmd_vel|twist|twiststamped|joy|initialpose|clicked_point|transitionevent|marker|markerarray|interactivemarker(update|feedback|init)?|(contacts?|collisions?|bumpers?)(state|event)?)$/i;

/**
 * Inputs that come and go with the state of a mission, by name: what a controller takes from other computers (`/fmu/in` of PX4 by
 * uXRCE-DDS, and names made like it), setpoints of PX4 and MAVROS, references of controllers.
 */
const missionInputs = /(^|\/)(in\/|[a-z_]*(setpoint|reference)s?(_[a-z_]+)?(\/|$))/i;

/**
 * CAN identifiers of diagnostics, which are sent on request: 0x7xx (ISO 15765-4), and the 29-bit ones of ISO 15765-2
 * (PDU formats DA, DB, CD, CE), of J1939 requests and transport (EA to EC), and DM1 and DM2, which switch to
 * transport with more than one code.
 */
const diagnosticIdentifier = / 0x(7[0-9A-F]{2}|[0-9A-F]{2}(D[AB]|C[DE]|E[ABC]|FEC[AB])[0-9A-F]{2,4})$/;

/**
 * What a flight controller sends in every mode, by the name of the message without its instance: sensors, supply,
 * radio, state, and the attitude that is always estimated. Setpoints, aiding sources and what a mission needs come and
 * go with the mode (PX4, `msg/` and `logged_topics.cpp`; ArduPilot, "Onboard Message Log Messages"; MAVLink `common.xml`).
 */
const inEveryMode: Readonly<Record<string, RegExp>> = {
  ulog: /^(sensor_(accel|gyro|mag|baro|combined|gps|gnss_relative|optical_flow)|vehicle_(imu(_status)?|acceleration|angular_velocity|attitude|air_data|magnetometer|gps_position|local_position|optical_flow|visual_odometry|mocap_odometry|status)|battery_status|system_power|input_rc|esc_status|estimator_status|actuator_(armed|outputs)|airspeed|cpuload|distance_sensor)$/,
  dataflash: /^(IMU|GPS|BARO|MAG|ATT|BAT|CURR|NKF[14]|XKF[14]|VIBE|RCIN|RCOU|POWR|PM|ESC|ARSP|RFND)$/,
  mavlink:
    /^(HEARTBEAT|SYS_STATUS|ATTITUDE|VFR_HUD|RAW_IMU|SCALED_IMU[23]?|HIGHRES_IMU|SCALED_PRESSURE[23]?|GPS_RAW_INT|GPS2_RAW|GLOBAL_POSITION_INT|BATTERY_STATUS|POWER_STATUS|EKF_STATUS_REPORT|ESTIMATOR_STATUS|VIBRATION|RC_CHANNELS|SERVO_OUTPUT_RAW)$/,
};

/**
 * What sensors, odometry and transforms send at all times, by the type of the message (sensor_msgs, nav_msgs, tf2_msgs). Not
 * here are pictures: those that a program made of others come on events, and those of a camera come with `CameraInfo`.
 */
const sensorTypes =
  /^(sensor_msgs\/(msg\/)?(CameraInfo|FluidPressure|Imu|LaserScan|MagneticField|MultiEchoLaserScan|NavSatFix|PointCloud2?|Range)|nav_msgs\/(msg\/)?Odometry|tf2_msgs\/(msg\/)?TFMessage|tf\/tfMessage)$/;
/** Transforms that never change, sent once by each program. */
const fixed = /(^|\/)tf_static$/;

/** Whether a sensor, or what follows sensors all the time, sends it, and not to a controller that asks for it. */
export function isOfSensor({ name, type }: Pick<TopicSummary, 'name' | 'type'>): boolean {
  return sensorTypes.test(type) && !fixed.test(name) && !missionInputs.test(name);
}

/** The message of a flight controller's topic: `battery_status/1`, `XKF4[0]` and `HEARTBEAT 1/1` without instance. */
function messageName(topic: string): string {
  return topic.replace(/\/\d+$|\[\d+\]$| \d+\/\d+$/, '');
}

/** Whether a topic has a rate of its own by what it is, whatever its intervals look like. */
export function mayHaveRate({
  name,
  type,
  encoding,
}: Pick<TopicSummary, 'name' | 'type' | 'encoding'>): boolean {
  if (encoding === 'can' || type === 'CAN' || type === 'CAN FD') return !diagnosticIdentifier.test(name);
  if (eventTypes.test(type) || eventTypes.test(name) || missionInputs.test(name)) return false;
  return inEveryMode[encoding]?.test(messageName(name)) ?? true;
}

/**
 * Whether the recorder takes only some of a topic's messages: flight controllers log and send topics at a rate of their
 * own (PX4 `logged_topics.cpp`; ArduPilot `LOG_BITMASK`, `SR*`), so that intervals alternate between multiples of the sender's.
 */
export function isThinned({ encoding }: Pick<TopicSummary, 'encoding'>): boolean {
  return Object.hasOwn(inEveryMode, encoding);
}

/** Of vehicles, not of ground stations, which have system 255 and are opened and closed at will (MAVLink, "Ids"). */
export const vehicleHeartbeat = /^HEARTBEAT (?!255\/)/;

/**
 * Whether a topic comes at the rate that ground stations ask for (`SR*` and `MAV_CMD_SET_MESSAGE_INTERVAL`), less where the link has no
 * room: it says nothing of its sender if it comes late. Only heartbeats come unasked.
 */
export function isAskedFor({ encoding, name }: Pick<TopicSummary, 'encoding' | 'name'>): boolean {
  return encoding === 'mavlink' && !vehicleHeartbeat.test(name);
}

/** The form in which readers name a CAN identifier. */
const canIdentifier = /^(.+) 0x(?:[0-9A-F]{3}|[0-9A-F]{8})$/;

/** The bus of a topic that is a CAN identifier; undefined for any other. */
export function busOf(topic: string): string | undefined {
  return canIdentifier.exec(topic)?.[1];
}

/** As readers of tables name their rows, which a logger writes one after the other. */
export const tableTopic = 'table';

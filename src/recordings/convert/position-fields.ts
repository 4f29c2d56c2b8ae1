import type { ChannelField, Fields } from '../messages/message-sink.ts';
import type { Position } from './foxglove-messages.ts';

/** Names in lower case, as PX4, ArduPilot, MAVLink, tables and DBC files write them; the first present one counts. */
const latitudes = ['latitude_deg', 'latitude', 'lat'];
const longitudes = ['longitude_deg', 'longitude', 'lon', 'lng', 'long'];
const altitudes = ['altitude_msl_m', 'altitude', 'altitude_m', 'alt'];

/** Integers are degrees times 1e7 and millimetres (PX4 `sensor_gps` before 1.15, MAVLink GPS_RAW_INT). */
const degreesOfInteger = 1e-7;
const metresOfInteger = 1e-3;

/** Reads the position in a message; undefined if it has none now. */
export type PositionReader = (fields: Fields) => Position | undefined;

/** Undefined if they are no position. */
export function positionReader(fields: readonly ChannelField[]): PositionReader | undefined {
  const latitude = findField(fields, latitudes);
  const longitude = findField(fields, longitudes);
  if (!latitude || !longitude) return undefined;
  const altitude = findField(fields, altitudes);
  const scale = isInteger(latitude) ? degreesOfInteger : 1;
  const altitudeScale = altitude && isInteger(altitude) ? metresOfInteger : 1;
  return (message) => {
    const position = {
      latitude: Number(message[latitude.name]) * scale,
      longitude: Number(message[longitude.name]) * scale,
      altitude: altitude ? Number(message[altitude.name]) * altitudeScale : 0,
    };
    return isPosition(position) ? position : undefined;
  };
}

function findField(fields: readonly ChannelField[], names: readonly string[]): ChannelField | undefined {
  for (const name of names) {
    const found = fields.find((field) => field.name.toLowerCase() === name);
    if (found) return found;
  }
  return undefined;
}

function isInteger({ type = '' }: ChannelField): boolean {
  return /^u?int/i.test(type);
}

/** Receivers without a fix report zero for both. */
function isPosition({ latitude, longitude, altitude }: Position): boolean {
  if (latitude === 0 && longitude === 0) return false;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && Number.isFinite(altitude);
}

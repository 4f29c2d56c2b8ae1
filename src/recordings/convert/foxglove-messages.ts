import { LocationFix, Log } from '@foxglove/schemas/jsonschema.js';
import type { Severity } from '../../domain/severity.ts';
import type { McapSchema } from './mcap/mcap-records.ts';

export const logSchema = jsonSchema('foxglove.Log', Log);
export const locationFixSchema = jsonSchema('foxglove.LocationFix', LocationFix);

/** `foxglove.LogLevel`. */
const logLevels: Record<Severity | 'debug', number> = {
  debug: 1,
  info: 2,
  warning: 3,
  error: 4,
  critical: 5,
};

export interface LogLine {
  severity: Severity | 'debug';
  /** Process, module or node. */
  source: string;
  text: string;
}

/** A `foxglove.Log` as JSON. */
export function logMessage({ severity, source, text }: LogLine, timeNs: bigint): Buffer {
  return json({
    timestamp: timestamp(timeNs),
    level: logLevels[severity],
    message: text,
    name: source,
    file: '',
    line: 0,
  });
}

/** Degrees (WGS 84) and metres above mean sea level. */
export interface Position {
  latitude: number;
  longitude: number;
  altitude: number;
}

/** A `foxglove.LocationFix` as JSON; its covariance is unknown. */
export function locationMessage({ latitude, longitude, altitude }: Position, timeNs: bigint): Buffer {
  return json({
    timestamp: timestamp(timeNs),
    frame_id: 'gps',
    latitude,
    longitude,
    altitude,
    position_covariance: [0, 0, 0, 0, 0, 0, 0, 0, 0],
    position_covariance_type: 0,
  });
}

function timestamp(timeNs: bigint): { sec: number; nsec: number } {
  return { sec: Number(timeNs / 1_000_000_000n), nsec: Number(timeNs % 1_000_000_000n) };
}

function jsonSchema(name: string, schema: object): McapSchema {
  return { name, encoding: 'jsonschema', data: json(schema) };
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}

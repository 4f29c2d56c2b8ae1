import type { Fields } from '../../messages/message-sink.ts';

/**
 * The places of the fields that are used, `name type offset` each: the order on the wire is by size, extensions come
 * last (https://mavlink.io/en/guide/serialization.html). Types: unsigned, signed, float, text; with their bytes.
 */
const layouts: Readonly<Record<string, string>> = {
  HEARTBEAT: 'custom_mode u4 0, type u1 4, autopilot u1 5, base_mode u1 6, system_status u1 7',
  SYS_STATUS:
    'present u4 0, enabled u4 4, health u4 8, load u2 12, voltage_battery u2 14, battery_remaining i1 30',
  GPS_RAW_INT: 'fix_type u1 28, satellites_visible u1 29, h_acc u4 34',
  GPS2_RAW: 'fix_type u1 32, satellites_visible u1 33, h_acc u4 41',
  ATTITUDE: 'roll f4 4, pitch f4 8',
  GLOBAL_POSITION_INT: 'relative_alt i4 16',
  SERVO_OUTPUT_RAW: 'servo1_raw u2 4',
  RC_CHANNELS: 'rssi u1 41',
  VFR_HUD: 'airspeed f4 0, groundspeed f4 4, alt f4 8, climb f4 12, throttle u2 18',
  POWER_STATUS: 'Vcc u2 0, Vservo u2 2, flags u2 4',
  BATTERY_STATUS:
    'temperature i2 8, voltages u2 10, id u1 32, battery_remaining i1 35, charge_state u1 40, fault_bitmask u4 50',
  AUTOPILOT_VERSION: 'flight_sw_version u4 16, os_sw_version u4 24, board_version u4 28',
  EKF_STATUS_REPORT:
    'velocity f4 0, pos_horiz f4 4, pos_vert f4 8, compass f4 12, flags u2 20, airspeed f4 22',
  ESTIMATOR_STATUS: 'velocity f4 8, pos_horiz f4 12, pos_vert f4 16, compass f4 20, airspeed f4 28',
  VIBRATION:
    'vibration_x f4 8, vibration_y f4 12, vibration_z f4 16, clipping_0 u4 20, clipping_1 u4 24, clipping_2 u4 28',
  STATUSTEXT: 'severity u1 0, text t50 1, id u2 51, chunk_seq u1 53',
};

interface PayloadField {
  type: string;
  bytes: number;
  offset: number;
}

export type PayloadLayout = ReadonlyMap<string, PayloadField>;

const parsed = new Map(Object.entries(layouts).map(([name, fields]) => [name, parse(fields)]));

function parse(fields: string): PayloadLayout {
  return new Map(
    fields.split(', ').map((field) => {
      const [name = '', type = '', offset] = field.split(' ');
      return [name, { type: type[0] ?? '', bytes: Number(type.slice(1)), offset: Number(offset) }];
    }),
  );
}

/** Undefined for messages that are only counted. */
export function payloadLayout(messageName: string): PayloadLayout | undefined {
  return parsed.get(messageName);
}

/**
 * A number of a payload, including its trimmed zeros; undefined if there is none before `end`. `index` counts elements
 * of an array.
 */
export function payloadValue(
  layout: PayloadLayout,
  name: string,
  index: number,
  view: DataView,
  end: number,
): number | undefined {
  const field = layout.get(name);
  if (!field) return undefined;
  const at = field.offset + index * field.bytes;
  if (at + field.bytes > end) return undefined;
  switch (`${field.type}${field.bytes}`) {
    case 'u1':
      return view.getUint8(at);
    case 'i1':
      return view.getInt8(at);
    case 'u2':
      return view.getUint16(at, true);
    case 'i2':
      return view.getInt16(at, true);
    case 'u4':
      return view.getUint32(at, true);
    case 'i4':
      return view.getInt32(at, true);
    case 'f4':
      return view.getFloat32(at, true);
    default:
      return undefined;
  }
}

const utf8 = new TextDecoder();

/** A text of a payload up to its first NUL. */
export function payloadText(layout: PayloadLayout, name: string, bytes: Uint8Array): string {
  const field = layout.get(name);
  if (field?.type !== 't') return '';
  const text = bytes.subarray(field.offset, field.offset + field.bytes);
  const end = text.indexOf(0);
  return utf8.decode(end < 0 ? text : text.subarray(0, end));
}

/** Every field of the layout; of an array its first element. */
export function payloadFields(layout: PayloadLayout, view: DataView, bytes: Uint8Array): Fields {
  const found: Fields = {};
  for (const [name, { type }] of layout)
    found[name] =
      type === 't' ? payloadText(layout, name, bytes) : payloadValue(layout, name, 0, view, view.byteLength);
  return found;
}

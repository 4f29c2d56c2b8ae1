import { longestFastPacket } from '../j1939/fast-packets.ts';

/** A parameter group of NMEA 2000. */
export interface NmeaGroup {
  name: string;
  /** Bytes of the message; a group of more than 8 comes as fast packets, as some shorter ones do. */
  least: number;
  most: number;
  fast: boolean;
}

type Row = [pgn: number, name: string, least?: number, most?: number];

/**
 * Common groups of NMEA 2000, in our words: facts of the open database of CANboat (docs/canboat.json, 8.0.0). With a
 * length: fast packets. Groups of other numbers are not known here.
 */
const rows: Row[] = [
  [126208, 'group function', 2],
  [126464, 'PGN list', 2],
  [126720, 'proprietary', 2],
  [126983, 'alert', 28, 28],
  [126984, 'alert response', 25, 25],
  [126985, 'alert text', 17],
  [126986, 'alert configuration', 20, 20],
  [126987, 'alert threshold', 17],
  [126988, 'alert value', 17],
  [126992, 'system time'],
  [126993, 'heartbeat'],
  [126996, 'product information', 132, 134],
  [126998, 'configuration information', 2],
  [127233, 'man overboard', 35, 35],
  [127237, 'heading and track control', 21, 21],
  [127245, 'rudder'],
  [127250, 'vessel heading'],
  [127251, 'rate of turn'],
  [127252, 'heave'],
  [127257, 'attitude'],
  [127258, 'magnetic variation'],
  [127488, 'engine, rapid'],
  [127489, 'engine, dynamic', 26, 26],
  [127490, 'electric drive, dynamic', 12, 12],
  [127491, 'energy storage, dynamic', 15, 15],
  [127493, 'transmission'],
  [127496, 'trip of vessel', 14, 14],
  [127497, 'trip of engine', 9, 9],
  [127498, 'engine, static', 3],
  [127500, 'load controller'],
  [127501, 'switch bank status'],
  [127502, 'switch bank control'],
  [127503, 'AC input', 2],
  [127504, 'AC output', 2],
  [127505, 'fluid level'],
  [127506, 'DC status', 9, 11],
  [127507, 'charger status', 6, 6],
  [127508, 'battery status'],
  [127509, 'inverter status', 4, 4],
  [127510, 'charger configuration', 8, 8],
  [127513, 'battery configuration', 8, 8],
  [127514, 'generator start status', 5, 5],
  [127744, 'AC phase A'],
  [127745, 'AC phase B'],
  [127746, 'AC phase C'],
  [127750, 'converter status'],
  [127751, 'DC voltage and current'],
  [128000, 'leeway'],
  [128001, 'vessel acceleration'],
  [128002, 'electric drive, rapid'],
  [128003, 'energy storage, rapid'],
  [128259, 'speed'],
  [128267, 'water depth'],
  [128275, 'distance log', 14, 14],
  [128520, 'tracked target', 27],
  [128776, 'windlass control'],
  [128777, 'windlass operation'],
  [128778, 'windlass monitoring'],
  [129025, 'position, rapid'],
  [129026, 'course and speed over ground'],
  [129027, 'position delta'],
  [129028, 'altitude delta'],
  [129029, 'GNSS position', 43],
  [129033, 'local time'],
  [129038, 'AIS class A position', 27, 28],
  [129039, 'AIS class B position', 26, 27],
  [129040, 'AIS class B extended position', 54, 54],
  [129041, 'AIS aid to navigation', 26],
  [129044, 'datum', 20, 20],
  [129045, 'user datum', 40, 40],
  [129283, 'cross track error'],
  [129284, 'navigation data', 34, 34],
  [129285, 'route and waypoints', 10],
  [129291, 'set and drift'],
  [129301, 'time to mark', 10, 10],
  [129538, 'GNSS control', 16, 16],
  [129539, 'GNSS dilution of precision'],
  [129540, 'GNSS satellites in view', 3],
  [129542, 'GNSS pseudorange noise', 15, 15],
  [129792, 'AIS DGNSS broadcast', 17],
  [129793, 'AIS UTC and date', 26, 27],
  [129794, 'AIS class A static data', 75, 76],
  [129798, 'AIS rescue aircraft position', 27, 27],
  [129802, 'AIS safety broadcast', 6],
  [129809, 'AIS class B static data A', 25, 27],
  [129810, 'AIS class B static data B', 33, 35],
  [130060, 'label', 9],
  [130074, 'waypoint list', 10],
  [130306, 'wind'],
  [130310, 'environment (old)'],
  [130311, 'environment'],
  [130312, 'temperature'],
  [130313, 'humidity'],
  [130314, 'pressure'],
  [130316, 'temperature, extended'],
  [130323, 'meteorological station', 26],
  [130567, 'watermaker', 24, 24],
  [130576, 'trim tabs'],
  [130577, 'direction', 14, 14],
  [130578, 'vessel speed components', 12, 12],
];

const frameBytes = 8;

const groups = new Map(
  rows.map(([pgn, name, least, most = longestFastPacket]): [number, NmeaGroup] => [
    pgn,
    least === undefined
      ? { name, least: frameBytes, most: frameBytes, fast: false }
      : { name, least, most, fast: true },
  ]),
);

/** Undefined for groups that are proprietary, rare, or not of NMEA 2000. */
export function nmeaGroup(pgn: number): NmeaGroup | undefined {
  return groups.get(pgn);
}

/**
 * Whether a frame has the form of a group: 8 bytes, or the first of the fast packets of a message of a length that the
 * group has.
 */
export function looksLikeNmeaGroup(pgn: number, data: Uint8Array, start: number, length: number): boolean {
  const group = groups.get(pgn);
  if (!group || length !== frameBytes) return false;
  if (!group.fast) return true;
  const bytes = data[start + 1] as number;
  return ((data[start] as number) & 0x1f) === 0 && bytes >= group.least && bytes <= group.most;
}

import { begins, hasAt, startsWith } from '../bytes/file-head.ts';
import { isOffice, isOpenDocument } from './archives/office.ts';
import { otherBoxes } from './other-boxes.ts';
import type { OtherFormat } from './other-format.ts';
import { otherStreams } from './other-streams.ts';
import { mostLinesAre } from './text/head-lines.ts';
import { isBareMavlink } from './tlog/bare-frames.ts';

const leaveOut = 'Leave it out of the upload.';
const exportTable = 'Export it to CSV, Parquet or MDF 4 with a column of time, and upload that.';

const unread = (looksLike: string, advice: string, detects: OtherFormat['detects']): OtherFormat => ({
  looksLike,
  advice,
  verdict: 'unknown_format',
  detects,
});

function beginning(head: Uint8Array): string {
  return Buffer.from(head.subarray(0, 1024)).toString('utf8');
}

/** A matrix of three rows and four columns, the first three of which are a rotation (KITTI odometry, `devkit`). */
const kittiPose = {
  test(line: string): boolean {
    const cells = line.trim().split(/\s+/).map(Number);
    const row = Math.hypot(...cells.slice(0, 3));
    return cells.length === 12 && cells.every(Number.isFinite) && Math.abs(row - 1) < 0.01;
  },
};
const bareFrames = /^\d+\.\d+(?:,(?:bytearray\(b(?:'[^']*'|"[^"]*")\))?)+\s*$/;

const canDoRecord = 12;

/**
 * Records of 12 bytes (SavvyCAN, `saveCANDOFile`): time, identifier with the length in its upper 4 bits, 8 bytes of data, FF
 * behind their length. The first one sets the clock.
 */
function isCanDo(head: Uint8Array): boolean {
  if (!hasAt(2, [0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0])(head)) return false;
  const records = Math.min(8, Math.floor(head.byteLength / canDoRecord));
  for (let at = canDoRecord; at < records * canDoRecord; at += canDoRecord) {
    const idAndLength = head[at + 3] as number;
    const length = idAndLength >> 4;
    const filling = head.subarray(at + 4 + length, at + canDoRecord);
    if ((idAndLength & 8) !== 0 || length > 8 || filling.some((byte) => byte !== 0xff)) return false;
  }
  return records > 2;
}

/** The first that detects a file names it. */
export const otherFormats: readonly OtherFormat[] = [
  unread(
    'a ROS bag of a version before 2.0',
    'Write it anew with "rosbag fix OLD.bag NEW.bag" of ROS 1, and upload the new one.',
    begins('#ROSBAG V0', '#ROSBAG V1'),
  ),
  unread(
    'a ROS bag of another version than 2.0',
    'Convert it to version 2.0, or with "rosbags-convert" to ROS 2, and upload that.',
    begins('#ROSBAG V'),
  ),
  unread(
    'an MDF measurement file of another version than 2, 3 or 4',
    'Convert it to MDF 4.1, for example with asammdf, and upload that.',
    begins('MDF     ', 'UnFinMF '),
  ),
  // Header of files of CANedge loggers (CSS Electronics): version, then the type of the content in byte 14.
  unread(
    'a CANedge recording that is packed with heatshrink (.MFC)',
    'Decompress it with the MDF4 converters of CSS Electronics, and upload the .MF4 file.',
    (head) => startsWith(head, 'Generic File') && head[14] === 0x22,
  ),
  {
    looksLike: 'a CANedge recording that is encrypted (.MFE, .MFM)',
    why: 'only the password of its logger opens',
    advice: 'Decrypt it with the MDF4 converters of CSS Electronics, and upload the .MF4 file.',
    verdict: 'encrypted',
    detects: begins('Generic File'),
  },
  {
    looksLike: 'a pointer of Git LFS in place of a file',
    why: 'has none of its bytes',
    advice: 'Fetch the file itself with "git lfs pull", and upload that.',
    verdict: 'unknown_format',
    detects: begins('version https://git-lfs.github.com/spec/'),
  },
  unread(
    'a Rerun recording (.rrd)',
    'Upload the recording from which it was made, such as an MCAP or a ROS bag.',
    (head) => startsWith(head, 'RRF') && (head[3] ?? 0) >= 0x30 && (head[3] ?? 0) <= 0x39,
  ),
  unread(
    'a Vehicle Spy recording (.vsb)',
    'Convert it to BLF, ASC or MDF 4 with Vehicle Spy (Tools, File Conversions), and upload that.',
    begins('icsbin'),
  ),
  // Written by a machine with the other order of bytes, the letters are reversed.
  unread(
    'a log of a CANServer',
    'Open it in SavvyCAN, save it there as a GVRET log, and upload that.',
    begins('CANSERVER_v'),
  ),
  unread(
    'a log of a CAN-DO analyser (.can, .avc, .evc, .qcc)',
    'Open it in SavvyCAN, save it there as a GVRET log, and upload that.',
    isCanDo,
  ),
  unread(
    'an ADTF recording (.dat, .adtfdat)',
    'Export its streams with the DAT tools of ADTF to a format that is read, such as MCAP or CSV, and upload that.',
    begins('IFHD', 'DHFI'),
  ),
  unread('a TDMS file', exportTable, begins('TDSm')),
  unread('a MATLAB file (.mat)', exportTable, begins('MATLAB 5.0 MAT-file', 'MATLAB 7.3 MAT-file')),
  unread('an HDF5 file', exportTable, begins([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a])),
  unread('an imc FAMOS file', exportTable, begins('|CF,')),
  unread('a NumPy array (.npy)', exportTable, begins([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59])),
  unread('an Arrow or Feather table', exportTable, begins('ARROW1', 'FEA1')),
  unread('an Avro table', exportTable, begins([0x4f, 0x62, 0x6a, 1])),
  unread('an ORC table', exportTable, (head) => startsWith(head, 'ORC') && (head[3] ?? 0x20) < 0x20),
  unread(
    'a NetCDF file',
    exportTable,
    begins([0x43, 0x44, 0x46, 1], [0x43, 0x44, 0x46, 2], [0x43, 0x44, 0x46, 5]),
  ),
  unread(
    'an Excel workbook of the old kind (.xls)',
    exportTable,
    begins([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  ),
  unread('results of CarMaker (.erg)', exportTable, begins('CM-ERG\0')),
  unread(
    'a Betaflight or Cleanflight log (.bbl, .bfl)',
    'Convert it with blackbox_decode or the Blackbox Explorer to CSV, and upload that.',
    begins('H Product:Blackbox flight data recorder'),
  ),
  unread(
    'a log of a DJI aircraft (.DAT)',
    'Convert it with DatCon to CSV, and upload that.',
    (head) => startsWith(head, 'LOGH') || hasAt(242, 'DJI_LOG_V3')(head),
  ),
  unread('a text log of ArduPilot (.log)', 'Upload the .bin log from which it was made.', (head) =>
    /^FMT, *\d+, *\d+, *\w+, *\w+, /.test(beginning(head)),
  ),
  unread(
    'a stream of MAVLink without times (.raw)',
    'Upload the .tlog that the ground station writes beside it.',
    isBareMavlink,
  ),
  unread('observations of a satellite receiver (RINEX)', leaveOut, (head) =>
    /^.{60}RINEX VERSION \/ TYPE/.test(beginning(head)),
  ),
  unread(
    'raw messages of a NovAtel receiver',
    'Convert them to NMEA or CSV, for example with NovAtel Application Suite, and upload that.',
    begins([0xaa, 0x44, 0x12], [0xaa, 0x44, 0x13], '#BESTPOSA,', '#INSPVAXA,', '#INSPVASA,'),
  ),
  unread('an Excel workbook (.xlsx)', exportTable, isOffice('xl/')),
  unread('an OpenDocument workbook (.ods)', exportTable, isOpenDocument('spreadsheet')),
  unread('a FIT activity', 'Convert it with the FIT SDK to CSV, and upload that.', hasAt(8, '.FIT')),
  unread(
    'raw messages of a Septentrio receiver (.sbf)',
    'Convert them with sbf2asc or RxTools to CSV or NMEA, and upload that.',
    (head) => startsWith(head, '$@') && (head[2] ?? 0) + (head[3] ?? 0) > 0 && (head[6] ?? 1) % 4 === 0,
  ),
  unread(
    'corrections of satellite navigation (RTCM 3)',
    leaveOut,
    (head) =>
      head[0] === 0xd3 &&
      (head[1] ?? 255) < 4 &&
      head[3 + 3 + (head[1] as number) * 256 + (head[2] ?? 0)] === 0xd3,
  ),
  unread(
    'a list of poses without times (KITTI)',
    'Write them with a column of time, for example as a trajectory of TUM (time x y z qx qy qz qw), and upload that.',
    (head) => mostLinesAre(head, kittiPose),
  ),
  unread(
    'data bytes of CAN frames without their identifiers',
    'Write one frame a row, with columns "time", "id (hex)" and "data", and upload that.',
    (head) => mostLinesAre(head, bareFrames),
  ),
  unread('subtitles of a video (.srt)', 'Upload the log of the aircraft instead.', (head) =>
    /^(?:\ufeff)?1\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> \d\d:/.test(beginning(head)),
  ),
  ...otherBoxes,
  ...otherStreams,
];

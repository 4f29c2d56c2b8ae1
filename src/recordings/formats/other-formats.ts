import type { VerdictCode } from '../../domain/verdict.ts';
import { startsWith } from '../bytes/file-head.ts';

/** A format that is recognised, though not read. */
export interface OtherFormat {
  /** Completes "This looks like …". */
  looksLike: string;
  /** Completes the sentence: why it is not read. */
  why?: string;
  /** What to do to have it read, in a sentence. */
  advice: string;
  verdict: Extract<VerdictCode, 'unknown_format' | 'encrypted'>;
  detects(head: Uint8Array): boolean;
}

type Magic = ArrayLike<number> | string;

const begins =
  (...magics: Magic[]) =>
  (head: Uint8Array) =>
    magics.some((magic) => startsWith(head, magic));

const hasAt = (at: number, magic: Magic) => (head: Uint8Array) => startsWith(head.subarray(at), magic);

const video = { why: 'holds no messages that could be judged', advice: 'Leave it out of the upload.' };
const measured = 'Export it to CSV, Parquet or MDF 4 with a column of time, and upload that.';

/** RFC 9559 (Matroska), ISO/IEC 14496-12, RIFF; start codes of ITU-T H.264 (7.4.1) and H.265; ISO/IEC 13818-1. */
const videos: [what: string, detects: (head: Uint8Array) => boolean][] = [
  ['an MP4 or QuickTime video', (head) => ['ftyp', 'moov', 'mdat'].some((box) => hasAt(4, box)(head))],
  ['a Matroska or WebM video', begins([0x1a, 0x45, 0xdf, 0xa3])],
  ['an AVI video', (head) => startsWith(head, 'RIFF') && hasAt(8, 'AVI ')(head)],
  ['a bare H.264 or H.265 video', isVideoStream],
  ['an MPEG video', begins([0, 0, 1, 0xba], [0, 0, 1, 0xb3])],
  ['an MPEG transport stream', (head) => [0, 188, 376, 564].every((at) => head[at] === 0x47)],
];

/** The first that detects a file names it. */
export const otherFormats: readonly OtherFormat[] = [
  {
    looksLike: 'a ROS bag of a version before 2.0',
    advice: 'Write it anew with "rosbag fix OLD.bag NEW.bag" of ROS 1, and upload the new one.',
    verdict: 'unknown_format',
    detects: begins('#ROSBAG V0', '#ROSBAG V1'),
  },
  {
    looksLike: 'a ROS bag of another version than 2.0',
    advice: 'Convert it to version 2.0, or with "rosbags-convert" to ROS 2, and upload that.',
    verdict: 'unknown_format',
    detects: begins('#ROSBAG V'),
  },
  {
    looksLike: 'an MDF measurement file of another version than 2, 3 or 4',
    advice: 'Convert it to MDF 4.1, for example with asammdf, and upload that.',
    verdict: 'unknown_format',
    detects: begins('MDF     ', 'UnFinMF '),
  },
  // Header of files of CANedge loggers (CSS Electronics): version, then the type of the content in byte 14.
  {
    looksLike: 'a CANedge recording that is packed with heatshrink (.MFC)',
    advice: 'Decompress it with the MDF4 converters of CSS Electronics, and upload the .MF4 file.',
    verdict: 'unknown_format',
    detects: (head) => startsWith(head, 'Generic File') && head[14] === 0x22,
  },
  {
    looksLike: 'a CANedge recording that is encrypted (.MFE, .MFM)',
    why: 'only the password of its logger opens',
    advice: 'Decrypt it with the MDF4 converters of CSS Electronics, and upload the .MF4 file.',
    verdict: 'encrypted',
    detects: begins('Generic File'),
  },
  {
    looksLike: 'a Rerun recording (.rrd)',
    advice: 'Upload the recording from which it was made, such as an MCAP or a ROS bag.',
    verdict: 'unknown_format',
    detects: (head) => startsWith(head, 'RRF') && (head[3] ?? 0) >= 0x30 && (head[3] ?? 0) <= 0x39,
  },
  {
    looksLike: 'a Vehicle Spy recording (.vsb)',
    advice: 'Convert it to BLF, ASC or MDF 4 with Vehicle Spy (Tools, File Conversions), and upload that.',
    verdict: 'unknown_format',
    detects: begins('icsbin'),
  },
  // Written by a machine with the other order of bytes, the letters are reversed.
  {
    looksLike: 'an ADTF recording (.dat, .adtfdat)',
    advice:
      'Export its streams with the DAT tools of ADTF to a format that is read, such as MCAP or CSV, and upload that.',
    verdict: 'unknown_format',
    detects: begins('IFHD', 'DHFI'),
  },
  { looksLike: 'a TDMS file', advice: measured, verdict: 'unknown_format', detects: begins('TDSm') },
  {
    looksLike: 'a MATLAB file (.mat)',
    advice: measured,
    verdict: 'unknown_format',
    detects: begins('MATLAB 5.0 MAT-file', 'MATLAB 7.3 MAT-file'),
  },
  {
    looksLike: 'an HDF5 file',
    advice: measured,
    verdict: 'unknown_format',
    detects: begins([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  { looksLike: 'an imc FAMOS file', advice: measured, verdict: 'unknown_format', detects: begins('|CF,') },
  ...videos.map(([looksLike, detects]) => ({
    looksLike,
    ...video,
    verdict: 'unknown_format' as const,
    detects,
  })),
];

/** A start code, then a parameter set (H.264: 7, 9; H.265: 32 to 35) without the forbidden bit. */
function isVideoStream(head: Uint8Array): boolean {
  const at = [3, 4].find(
    (zeros) => head[zeros - 1] === 1 && head.subarray(0, zeros - 1).every((b) => b === 0),
  );
  const unit = at === undefined ? 0x80 : (head[at] ?? 0x80);
  if ((unit & 0x80) !== 0) return false;
  const isH264 = [7, 9].includes(unit & 31);
  return isH264 || (unit >> 1 >= 32 && unit >> 1 <= 35 && head[(at ?? 0) + 1] === 1);
}

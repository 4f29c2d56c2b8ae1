import { begins, hasAt, startsWith } from '../../bytes/file-head.ts';
import { isOffice, isOpenDocument } from '../archives/office.ts';
import { latin1 } from '../text/ascii.ts';
import { type NamedKind, namedCompanions } from './companion-reader.ts';

const openDocument = isOpenDocument('text', 'presentation', 'graphics', 'formula', 'chart');

/**
 * Pictures, videos and the like, as cameras and lidars leave them beside recordings. By JFIF and Exif, PNG, ISO 32000, WAVE, LAS, PCD; RFC 9559
 * (Matroska), ISO/IEC 14496-12, RIFF; start codes of ITU-T H.264 (7.4.1) and H.265; ISO/IEC 13818-1.
 */
const kinds: readonly NamedKind[] = [
  { what: 'a JPEG picture', detects: begins([0xff, 0xd8, 0xff]) },
  { what: 'a PNG picture', detects: begins([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  {
    what: 'a document of an office program',
    detects: (head) => isOffice('word/')(head) || isOffice('ppt/')(head) || openDocument(head),
  },
  { what: 'a GIF picture', detects: begins('GIF87a', 'GIF89a') },
  { what: 'a TIFF picture', detects: begins('II*\0', 'MM\0*') },
  { what: 'a WebP picture', detects: riff('WEBP') },
  { what: 'a BMP picture', detects: (head) => startsWith(head, 'BM') && hasAt(6, [0, 0, 0, 0])(head) },
  { what: 'an OpenEXR picture', detects: begins([0x76, 0x2f, 0x31, 0x01]) },
  {
    what: 'a PNM picture',
    detects: (head) => /^P[1-6]\s+(?:#[^\n]*\n\s*)*\d+\s+\d+\s/.test(latin1(head.subarray(0, 256))),
  },
  { what: 'a PDF document', detects: begins('%PDF-') },
  // What systems leave beside files: Finder's store; AppleDouble (RFC 1740, appendix B).
  { what: 'a file that macOS leaves in folders', detects: begins('\0\0\0\x01Bud1', [0, 5, 0x16, 7]) },
  { what: 'a sound recording (WAV)', detects: riff('WAVE') },
  { what: 'a sound recording (MP3)', detects: begins('ID3\x02', 'ID3\x03', 'ID3\x04') },
  { what: 'a sound recording (FLAC)', detects: begins('fLaC') },
  { what: 'a sound recording or video (Ogg)', detects: begins('OggS\0') },
  { what: 'a point cloud (LAS, LAZ)', detects: begins('LASF') },
  { what: 'a point cloud (PCD)', detects: begins('# .PCD v') },
  { what: 'a point cloud (PLY)', detects: begins('ply\nformat ', 'ply\r\nformat ') },
  { what: 'a point cloud (E57)', detects: begins('ASTM-E57') },
  {
    what: 'an MP4 or QuickTime video',
    detects: (head) => ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip'].some((box) => hasAt(4, box)(head)),
  },
  { what: 'a Matroska or WebM video', detects: begins([0x1a, 0x45, 0xdf, 0xa3]) },
  { what: 'an AVI video', detects: riff('AVI ') },
  { what: 'a bare H.264 or H.265 video', detects: isVideoStream },
  // ASF specification, 3.1: the GUID of the header object.
  {
    what: 'a Windows Media file',
    detects: begins([
      0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11, 0xa6, 0xd9, 0, 0xaa, 0, 0x62, 0xce, 0x6c,
    ]),
  },
  { what: 'a Flash video', detects: begins('FLV\x01') },
  { what: 'an MPEG video', detects: begins([0, 0, 1, 0xba], [0, 0, 1, 0xb3]) },
  {
    what: 'an MPEG transport stream',
    detects: (head) => [0, 188, 376, 564].every((at) => head[at] === 0x47),
  },
];

/** They do not fail: a batch is not the worse for the pictures beside its recordings. */
export const media = namedCompanions('media', kinds);

function riff(form: string): (head: Uint8Array) => boolean {
  return (head) => startsWith(head, 'RIFF') && hasAt(8, form)(head);
}

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

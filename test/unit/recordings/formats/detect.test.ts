import { describe, expect, test } from 'vitest';
import { sampleMcap } from '../../../../samples/mcap/sample-mcap.ts';
import { sampleMdf4 } from '../../../../samples/mdf4/sample-mdf4.ts';
import { sampleUlog } from '../../../../samples/ulog/sample-ulog.ts';
import { describeUnknown, detectFormat } from '../../../../src/recordings/formats/detect.ts';
import { readers } from '../../../../src/recordings/formats/formats.ts';
import {
  createSharedFormat,
  readFormat,
  writeFormat,
} from '../../../../src/recordings/pool/shared-format.ts';
import { unknownFormat } from '../../../../src/recordings/summary/file-summary.ts';
import { summarise } from '../../../support/recordings/summarise.ts';

const text = (content: string) => Buffer.from(content, 'latin1');

describe('the list of readers', () => {
  test('gives each format a name of its own that threads can share', () => {
    const names = readers.map(({ format }) => format);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain(unknownFormat);
    for (const name of names) {
      const shared = createSharedFormat();
      expect(readFormat(shared)).toBeUndefined();
      writeFormat(shared, name);
      expect(readFormat(shared)).toBe(name);
    }
  });
});

describe('detection by the first bytes', () => {
  test('recognises every supported format', () => {
    expect(detectFormat(sampleMcap({ seconds: 1 })).reader?.format).toBe('mcap');
    expect(detectFormat(sampleUlog({ seconds: 1 })).reader?.format).toBe('ulog');
    expect(detectFormat(sampleMdf4({ seconds: 1 }).bytes).reader?.format).toBe('mdf4');
    expect(detectFormat(sampleMdf4({ seconds: 1, sorted: true }).bytes).reader?.format).toBe('mdf4');
  });

  const zeros = '\0'.repeat(187);
  test.each([
    ['#ROSBAG V1.2\n', 'a ROS bag of a version before 2.0', /rosbag fix/],
    ['#ROSBAG V3.0\n', 'a ROS bag of another version than 2.0', /Convert it/],
    ['MDF     5.00    ', 'an MDF measurement file of another version than 2, 3 or 4', /asammdf/],
    [
      'Generic File\0\0\x22\x01',
      'a CANedge recording that is packed with heatshrink (.MFC)',
      /Decompress it/,
    ],
    ['RRF0', 'a Rerun recording (.rrd)', /MCAP/],
    ['RRF2\0)', 'a Rerun recording (.rrd)', /MCAP/],
    ['icsbin\x02', 'a Vehicle Spy recording (.vsb)', /Convert it to BLF/],
    ['IFHD\x01\x03', 'an ADTF recording (.dat, .adtfdat)', /Export its streams/],
    ['TDSm\x0e', 'a TDMS file', /CSV/],
    ['MATLAB 5.0 MAT-file, Platform', 'a MATLAB file (.mat)', /CSV/],
    ['\x89HDF\r\n\x1a\n', 'an HDF5 file', /CSV/],
    ['|CF,2,1,1;', 'an imc FAMOS file', /CSV/],
    ['\0\0\0\x20ftypisom', 'an MP4 or QuickTime video', /Leave it out/],
    ['\x1a\x45\xdf\xa3\x01', 'a Matroska or WebM video', /Leave it out/],
    ['RIFF\x10\0\0\0AVI LIST', 'an AVI video', /Leave it out/],
    ['\0\0\0\x01\x67\x42', 'a bare H.264 or H.265 video', /Leave it out/],
    ['\0\0\x01\x40\x01\x0c', 'a bare H.264 or H.265 video', /Leave it out/],
    ['\0\0\x01\xba', 'an MPEG video', /Leave it out/],
    [`G${zeros}G${zeros}G${zeros}G`, 'an MPEG transport stream', /Leave it out/],
  ])('names %j, which is not supported yet, and what to do', async (head, looksLike, advice) => {
    expect(detectFormat(text(head))).toMatchObject({ reader: undefined, other: { looksLike } });
    const { verdict, format } = await summarise(text(head));
    expect({ code: verdict.code, format }).toEqual({ code: 'unknown_format', format: 'unknown' });
    expect(verdict.message).toContain(`This looks like ${looksLike}, which `);
    expect(verdict.message).toMatch(advice);
  });

  test.each([
    ['Generic File\0\0\x11\x01', 'unknown', /password of its logger/],
    [`ULogEnc\x01${zeros}`, 'ulog', /private key/],
    [`ULogKey\x01${zeros}`, 'ulog', /private key/],
  ])('calls %j encrypted, and asks for the key', async (head, format, advice) => {
    const summary = await summarise(text(head));
    expect({ code: summary.verdict.code, format: summary.format }).toEqual({ code: 'encrypted', format });
    expect(summary.verdict.message).toMatch(advice);
  });

  test('says so when it recognises nothing', async () => {
    expect(detectFormat(text('neither time nor table\n'))).toEqual({ reader: undefined });
    expect(describeUnknown({})).toMatch(/no recording format/);
    expect((await summarise(text('x'))).verdict.code).toBe('unknown_format');
  });

  test('calls an empty file empty', async () => {
    expect((await summarise(new Uint8Array())).verdict).toEqual({
      code: 'empty',
      message: 'The file is empty.',
    });
  });
});

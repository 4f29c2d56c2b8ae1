import { describe, expect, test } from 'vitest';
import { sampleMcap } from '../../../../samples/mcap/sample-mcap.ts';
import { sampleMdf4 } from '../../../../samples/mdf4/sample-mdf4.ts';
import { sampleTlog } from '../../../../samples/tlog/sample-tlog.ts';
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
    ['CANSERVER_v3_CANSERVER\xa0', 'a log of a CANServer', /SavvyCAN/],
    [
      `\x04\x10\xff\xff${'\0'.repeat(8)}${'\x04\x20\x23\x21\x11\x22\xff\xff\xff\xff\xff\xff'.repeat(3)}`,
      'a log of a CAN-DO analyser (.can, .avc, .evc, .qcc)',
      /SavvyCAN/,
    ],
    [
      `.1\0\0crc!\x02\0\x10\x27seq!\x04\0\0\0src!abcd`.repeat(3),
      'a log of a Point One receiver (FusionEngine, .p1log)',
      /p1_extract/,
    ],
    ['U\x0a\x02\x34\x12\x02abcd'.repeat(3), 'messages of a Swift receiver (.sbp)', /sbp2json/],
    ['4\0\0\0\x18\0\0\0OSF$', 'a recording of an Ouster lidar (.osf)', /ouster-cli/],
    [
      '\x07\0\x1c\0pid!tid!sec!\x01\0\0\0lid!uid!\x04tag\0x\0'.repeat(3),
      "a log of Android's logcat in binary form",
      /threadtime/,
    ],
    [
      `\0\x11${'\xb5\x62\x13\x40\x02\0\x01\x02\x58\xbe'.repeat(3)}`,
      'raw messages of a u-blox receiver (.ubx)',
      /u-center/,
    ],
    ['icsbin\x02', 'a Vehicle Spy recording (.vsb)', /Convert it to BLF/],
    ['IFHD\x01\x03', 'an ADTF recording (.dat, .adtfdat)', /Export its streams/],
    ['TDSm\x0e', 'a TDMS file', /CSV/],
    ['MATLAB 5.0 MAT-file, Platform', 'a MATLAB file (.mat)', /CSV/],
    ['\x89HDF\r\n\x1a\n', 'an HDF5 file', /CSV/],
    ['|CF,2,1,1;', 'an imc FAMOS file', /CSV/],
    ['\x93NUMPY\x01\0', 'a NumPy array (.npy)', /CSV/],
    ['ARROW1\0\0', 'an Arrow or Feather table', /CSV/],
    ['Obj\x01\x04\x14', 'an Avro table', /CSV/],
    ['ORC\x0a', 'an ORC table', /CSV/],
    ['CDF\x01\0', 'a NetCDF file', /CSV/],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an Excel workbook of the old kind (.xls)', /CSV/],
    ['CM-ERG\0\0\x01\x01', 'results of CarMaker (.erg)', /CSV/],
    ['<hCNF\0\x3c', 'a log of an AiM logger (.xrk)', /Race Studio/],
    [
      `\x40${'\0'.repeat(63)}\x01\0\x40\x42\x0f\0\x44\x1f\0\0ADL`,
      'a log of a MoTeC logger (.ld)',
      /CSV with i2/,
    ],
    [`\x40${'\0'.repeat(65)}\x40\x42\x0f\0\xe7\x2e\0\0ADL`, 'a log of a MoTeC logger (.ld)', /CSV with i2/],
    ['VBB\x02\0\0\0\x01', 'a recording of a VBOX in binary form (.vbb)', /VBOX Test Suite/],
    [
      `\x14\xaf\x05\0${'\0'.repeat(16)}\x18\xae\x50\0`,
      'a recording of a Kvaser Memorator (.kme, .kmf)',
      /Memorator tools/,
    ],
    [
      '\x03\0\0\0\0\0\0\0\xde\xad\x1d\xea',
      'a recording of a Kvaser Memorator (.kme, .kmf)',
      /Memorator tools/,
    ],
    [
      '\x1b\x01\x03\0\x10\xe7\xa7\x84\x83\xd9\x01\x1b\x0a',
      'a log of a gateway of Actisense (.ebl)',
      /EBL reader/,
    ],
    ['\x10\x02\x93\x13\x02', 'binary messages of a gateway of Actisense', /N2K ASCII/],
    ['\x12\x4a\xff\xff\xff\xffYDVR v04', 'a recording of a voyage recorder of Yacht Devices (.DAT)', /CSV/],
    ['\x7f\x01\x0a\x01\x0aData save2', 'a capture of a logic analyser (.logicdata)', /Logic/],
    ['\0\x02\0\0\x19\x02', 'a download of a digital tachograph (.ddd)', /Leave it/],
    [
      `PK\x03\x04${'\0'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK`,
      'an OpenDocument workbook (.ods)',
      /CSV/,
    ],
    [
      'H Product:Blackbox flight data recorder by Nicholas Sherlock\n',
      'a Betaflight or Cleanflight log (.bbl, .bfl)',
      /blackbox_decode/,
    ],
    [`${'\x01'.repeat(242)}DJI_LOG_V3T`, 'a log of a DJI aircraft (.DAT)', /DatCon/],
    ['\x0e\x20\x54\x08\x10\0\0\0.FIT\0', 'a FIT activity', /FIT SDK/],
    ['\xb5\x62\x01\x07\x5c\0', 'raw messages of a u-blox receiver (.ubx)', /u-center/],
    ['$@\x12\x34\xa7\x0f\x60\0', 'raw messages of a Septentrio receiver (.sbf)', /RxTools/],
    ['\xd3\0\x02\x3e\xd0\x01\x02\x03\xd3\0', 'corrections of satellite navigation (RTCM 3)', /Leave it/],
    [
      'FMT, 128, 89, FMT, BBnNZ, Type,Length,Name,Format,Columns\n',
      'a text log of ArduPilot (.log)',
      /\.bin/,
    ],
    [
      `${'     3.03           OBSERVATION DATA    M'.padEnd(60)}RINEX VERSION / TYPE`,
      'observations of a satellite receiver (RINEX)',
      /Leave it/,
    ],
    ['\xaa\x44\x12\x1c\x2a\0', 'raw messages of a NovAtel receiver', /NMEA or CSV/],
    [
      `PK\x03\x04${'\0'.repeat(26)}[Content_Types].xmlPK\x03\x04${'\0'.repeat(26)}xl/workbook.xml`,
      'an Excel workbook (.xlsx)',
      /CSV/,
    ],
    [`PK\x03\x04${'\0'.repeat(26)}xl/worksheets/sheet1.xml`, 'an Excel workbook (.xlsx)', /CSV/],
    [
      'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n',
      'a pointer of Git LFS in place of a file',
      /git lfs pull/,
    ],
    ['1\n00:00:00,000 --> 00:00:00,033\n[iso: 100]\n', 'subtitles of a video (.srt)', /log of the aircraft/],
  ])('names %j, which is not supported yet, and what to do', async (head, looksLike, advice) => {
    expect(detectFormat(text(head))).toMatchObject({ reader: undefined, other: { looksLike } });
    const { verdict, format } = await summarise(text(head));
    expect({ code: verdict.code, format }).toEqual({ code: 'unknown_format', format: 'unknown' });
    expect(verdict.message).toContain(`This looks like ${looksLike}, which `);
    expect(verdict.message).toMatch(advice);
  });

  test.each([
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'a JPEG picture'],
    [
      `PK\x03\x04${'\0'.repeat(26)}[Content_Types].xmlPK\x03\x04${'\0'.repeat(26)}word/document.xml`,
      'a document of an office program',
    ],
    [
      `PK\x03\x04${'\0'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.textPK`,
      'a document of an office program',
    ],
    ['GIF89a', 'a GIF picture'],
    ['II*\0\x08\0\0\0', 'a TIFF picture'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'a WebP picture'],
    ['BM\x36\0\0\0\0\0\0\0\x36', 'a BMP picture'],
    ['\x76\x2f\x31\x01\x02', 'an OpenEXR picture'],
    ['P5\n# of a camera\n640 480\n255\n', 'a PNM picture'],
    ['<?xml version="1.0"?>\n<!-- made by hand -->\n<svg xmlns="x"/>', 'an SVG picture'],
    ['ID3\x03\0', 'a sound recording (MP3)'],
    ['fLaC\0', 'a sound recording (FLAC)'],
    ['OggS\0\x02', 'a sound recording or video (Ogg)'],
    ['ply\nformat ascii 1.0\n', 'a point cloud (PLY)'],
    ['ASTM-E57\x01', 'a point cloud (E57)'],
    ['\0\0\0\x08wide\0\0\0\x20mdat', 'an MP4 or QuickTime video'],
    ['\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\0\xaa\0\x62\xce\x6c', 'a Windows Media file'],
    ['FLV\x01\x05', 'a Flash video'],
    ['#!/bin/bash\nros2 bag record -a\n', 'a script'],
    ['QGC WPL 110\n0\t1\t0\t16\n', 'a mission plan'],
    ['-----BEGIN PGP SIGNATURE-----\n\niQ', 'a signature, a key or a certificate'],
    ['<!DOCTYPE html>\n<html>', 'a page of HTML'],
    ['{\\rtf1\\ansi', 'a text in RTF'],
    ['WEBVTT\n\n', 'a track of subtitles (WebVTT)'],
    ['<?xml version="1.0"?>\n<robot name="x"/>', 'a model, a map or a launch file (XML)'],
    ['; made by hand\n[camera]\nrate = 30\nname = "front"\n', 'a file of settings (INI, TOML)'],
    ['# of the recorder\nrecorder.rate=30\nrecorder.name=front\nempty=\n', 'a file of settings (INI, TOML)'],
    ['[.ShellClassInfo]\nIconResource=a.dll,4\n', 'a file of settings (INI, TOML)'],
    ['# Drive 12\n\n- 3 laps at 40 km/h\n- see [the map](map.png)\n', 'a document in Markdown'],
    ['import rosbag\n\n\ndef main(path):\n    return [1, 2, 3][0]\n', 'source code'],
    ['#include <stdio.h>\n#define RATE 100\nint main(void)\n{\n  return 0;\n}\n', 'source code'],
    ['cmake_minimum_required(VERSION 3.1)\nproject(recorder)\nadd_executable(a a.c)\n', 'source code'],
    ['FROM ubuntu:24.04\nRUN apt-get update\n', 'source code'],
    ['\0\0\0\x01Bud1\0\0\x10', 'a file that macOS leaves in folders'],
    ['\0\x05\x16\x07\0\x02\0\0Mac OS X', 'a file that macOS leaves in folders'],
    [
      Array.from({ length: 12 }, (_, at) => `2011-09-26 13:02:${25 + at}.964389445\n`).join(''),
      'a list of times',
    ],
    [Array.from({ length: 12 }, (_, at) => `${(at / 9.6).toFixed(6)}e+00\n`).join(''), 'a list of times'],
    [Array.from({ length: 12 }, (_, at) => `14036365797635555${at + 10}\n`).join(''), 'a list of times'],
    ['# Monday\n\nWe drove around the town, and it rained all the time.\n', 'a text of words'],
    ['\x89PNG\r\n\x1a\n\0', 'a PNG picture'],
    ['%PDF-1.7\n', 'a PDF document'],
    ['RIFF\x10\0\0\0WAVEfmt ', 'a sound recording (WAV)'],
    ['LASF\0\0', 'a point cloud (LAS, LAZ)'],
    ['# .PCD v0.7\n', 'a point cloud (PCD)'],
    ['\0\0\0\x20ftypisom', 'an MP4 or QuickTime video'],
    ['\x1a\x45\xdf\xa3\x01', 'a Matroska or WebM video'],
    ['RIFF\x10\0\0\0AVI LIST', 'an AVI video'],
    ['\0\0\0\x01\x67\x42', 'a bare H.264 or H.265 video'],
    ['\0\0\x01\x40\x01\x0c', 'a bare H.264 or H.265 video'],
    ['\0\0\x01\xba', 'an MPEG video'],
    [`G${zeros}G${zeros}G${zeros}G`, 'an MPEG transport stream'],
  ])('takes %j as a companion of recordings: %s', async (head, what) => {
    const { verdict, format, companion } = await summarise(text(head));
    expect({ code: verdict.code, format, kind: companion?.kind }).toEqual({
      code: 'ok',
      format: 'companion',
      kind: 'media',
    });
    expect(verdict.message).toContain(`This is ${what} beside the recordings`);
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

  test('takes no log for notes or settings', async () => {
    for (const log of [
      '[node]\nthis line has no key\n',
      'speed=1\nrpm=2\nspeed=2\nrpm=3\n',
      'RUN 1 12.5 44\nRUN 2 12.6 45\nRUN 3 12.4 43\n',
      '# a log\n- 1 2 3\n- 1 2 4\n1.5 2 5\n1.5 2 6\n1.5 2 7\n1.5 2 8\n'.concat('1.5 2 8\n'.repeat(40)),
      'engine 12 started with 3 errors\nbattery 11 volts and falling\n',
      'at 12:03 the motor failed while nobody was looking\nand went on all the same afterwards\n',
    ])
      expect(detectFormat(text(log))).toEqual({ reader: undefined });
  });

  test('takes the log of a kernel for one', () => {
    const log = '[    0.000000] Linux version five\n[    1.234567] usb error on the first port\n';
    expect(detectFormat(text(log)).reader?.format).toBe('textlog');
  });

  test('names bare MAVLink and records in one JSON document, and what to do', async () => {
    const tlog = sampleTlog({ seconds: 20 });
    const frames: Uint8Array[] = [];
    for (let at = 0; at + 8 < tlog.length; ) {
      const isFirst = tlog[at + 8] === 0xfe;
      const size =
        (tlog[at + 9] as number) + (isFirst ? 8 : 12 + (((tlog[at + 10] as number) & 1) === 1 ? 13 : 0));
      frames.push(tlog.subarray(at + 8, at + 8 + size));
      at += 8 + size;
    }
    const bare = (await summarise(Buffer.concat(frames))).verdict;
    expect(bare).toMatchObject({
      code: 'unknown_format',
      message: expect.stringContaining('Upload the .tlog'),
    });
    const records = Array.from({ length: 20 }, (_, i) => ({ timestamp: 1_700_000_000 + i, speed: i }));
    const columns = { timestamp: records.map(({ timestamp }) => timestamp), speed: [] };
    for (const document of [records, columns, { timestamp: { 0: 1_700_000_000 } }]) {
      const { verdict } = await summarise(Buffer.from(JSON.stringify(document)));
      expect(verdict).toMatchObject({ code: 'unsupported', message: expect.stringContaining('JSON Lines') });
    }
    for (const document of [{ events: [{ time: 1, name: 'start' }] }, [{ time: 1 }, { time: 2 }]])
      expect((await summarise(Buffer.from(JSON.stringify(document)))).verdict.code).toBe('ok');
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

// Patterns that may be matched in many ways would not end on these.
test.each([
  'P1 # ',
  'P1 \n#',
  '<!---->',
  '<!-- --> ',
  '<?xml?><!x>',
  '# a\n',
  '[a]\n[[b]]',
  'a b ',
  '{"a":[1,',
  '1,2;3 ',
  '((1.0) ',
  '\u001b[31m',
  "b'\\x00",
  '-----BEGIN ',
])('a head that repeats %j is looked at once', (piece) => {
  for (const start of [
    piece.repeat(2_000),
    `${piece[0]}${piece[1]} ${piece.repeat(2_000)}`,
    `${piece.repeat(500)}x`,
  ]) {
    expect(detectFormat(Buffer.from(start).subarray(0, 4_096))).toBeDefined();
  }
});

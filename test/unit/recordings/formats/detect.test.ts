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

  test.each([
    ['#ROSBAG V1.2\n', 'a ROS bag of a version before 2.0'],
    ['MDF     3.30    ', 'an MDF measurement file older than version 4'],
    ['Generic File\x01\x00\x11\x01', 'a CANedge recording that is encrypted or packed with heatshrink'],
  ])('names %j, which is not supported yet', async (head, looksLike) => {
    expect(detectFormat(text(head))).toEqual({ reader: undefined, looksLike });
    const { verdict, format } = await summarise(text(head));
    expect({ code: verdict.code, format }).toEqual({ code: 'unknown_format', format: 'unknown' });
    expect(verdict.message).toBe(`This looks like ${looksLike}, which this version cannot read yet.`);
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

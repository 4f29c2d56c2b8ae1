import { describe, expect, test } from 'vitest';
import { emptyCompanion } from '../../../../../src/recordings/formats/companions/empty-companion.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const hash = (digits: number) => 'a1'.repeat(digits / 2);

const metadata = `rosbag2_bagfile_information:
  version: 5
  storage_identifier: sqlite3
  duration:
    nanoseconds: 2000000000
  starting_time:
    nanoseconds_since_epoch: 1700000000000000000
  message_count: 300
  topics_with_message_count:
    - topic_metadata:
        name: /imu
        type: sensor_msgs/msg/Imu
        serialization_format: cdr
        offered_qos_profiles: "- history: 3\\n  depth: 0"
      message_count: 300
  compression_format: zstd
  compression_mode: FILE
  relative_file_paths:
    - drive_0.db3.zstd
    - drive_1.db3.zstd
  files:
    - path: drive_0.db3.zstd
      starting_time:
        nanoseconds_since_epoch: 1700000000000000000
      message_count: 200
    - path: drive_1.db3.zstd
      message_count: 100
`;

/** A file of QGroundControl with empty lines. */
const qgc = `# Onboard parameters for Vehicle 1
#
# Vehicle-Id Component-Id Name Value Type
1\t1\tBAT1_V_CHARGED\t4.050000190734863281\t9
1\t1\tCOM_ARM_EKF_POS\t-0.5\t9
1\t1\tSYS_AUTOSTART\t4001\t6
`;

const wal = (pages: number) => {
  const bytes = Buffer.alloc(32 + pages * (24 + 4096));
  bytes.writeUInt32BE(0x377f0682, 0);
  bytes.writeUInt32BE(3007000, 4);
  bytes.writeUInt32BE(4096, 8);
  return bytes;
};
const shm = Buffer.alloc(32768);
shm.writeUInt32LE(3007000, 0);

describe('companions of recordings', () => {
  test.each<[string, string | Uint8Array, string, RegExp]>([
    [
      'metadata.yaml',
      metadata,
      'rosbag2-metadata',
      /ROS 2 bag of 2 files with 300 messages, packed with zstd/,
    ],
    ['.sha256', `${hash(64)}  drive.mcap\n`, 'checksums', /checksums of 1 file\b/],
    ['.sha256 of Windows', `${hash(64).toUpperCase()} *drive.mcap\r\n`, 'checksums', /1 file\b/],
    ['.md5 alone', hash(32), 'checksums', /1 file\b/],
    ['SHA512SUMS', `${hash(128)}  a b.mcap\n${hash(128)}  c.mcap\n`, 'checksums', /2 files/],
    ['md5 --tag', `MD5 (drive.mcap) = ${hash(32)}\n`, 'checksums', /1 file\b/],
    ['.params', qgc, 'parameters', /3 parameters/],
    ['.param', 'ACRO_BAL_PITCH,1\nARMING_CHECK,1\n', 'parameters', /2 parameters/],
    ['.parm', 'ACRO_BAL_PITCH   1.000000\nARMING_CHECK     1\n', 'parameters', /2 parameters/],
    ['empty log', wal(0), 'sqlite-wal', /without pages/],
    ['log with pages', wal(3), 'sqlite-wal', /3 pages that the database may lack/],
    ['-shm', shm, 'sqlite-shm', /index/],
    ['.json', '{"vehicle": "7", "route": [1, 2]}\n', 'json', /JSON document/],
    [
      'tsconfig.json',
      '// tsc --init\n{\n  /* "strict" */ "a": "http://x//y", // to\n  "b": [1, 2, ],\n}\n',
      'json',
      /JSON document/,
    ],
    ['settings.json', '{\n  // of the editor\n  "a": "\\\\\\"/*,]"\n}\n', 'json', /JSON document/],
    ['long .json', JSON.stringify({ text: 'ü'.repeat(5000) }), 'json', /JSON document/],
    ['.yaml', 'vehicle: 7\ncameras:\n  - name: front\n    k: [1, 2]\n# end\n', 'yaml', /YAML document/],
    ['FIBEX', '<?xml version="1.0"?>\n<fx:FIBEX xmlns:fx="x">', 'media', /FIBEX.*upload it as DBC or ARXML/],
    ['FIBEX without a prologue', '<fx:FIBEX xmlns:fx="x">\n', 'media', /FIBEX/],
    [
      '.cdd',
      "<?xml version='1.0'?><!DOCTYPE CANDELA SYSTEM 'candela.dtd'>\n<CANDELA dtdvers='2'>",
      'media',
      /CDD/,
    ],
    ['.odx', '<?xml version="1.0"?>\n<ODX MODEL-VERSION="2.2.0">', 'media', /ODX/],
    [
      'a project',
      '<?xml version="1.0"?>\n<project version="4"><component name="Directories"/></project>',
      'media',
      /XML/,
    ],
  ])('%s is recognised and does not fail', async (_, content, kind, says) => {
    const summary = await summarise(Buffer.from(content));
    expect(summary).toMatchObject({ format: 'companion', verdict: { code: 'ok' }, companion: { kind } });
    expect(summary.verdict.message).toMatch(says);
    expect(summary.message_count).toBe(0);
  });

  test('lists the files that it describes', async () => {
    expect((await summarise(Buffer.from(metadata))).companion?.files).toEqual([
      { path: 'drive_0.db3.zstd', message_count: 200 },
      { path: 'drive_1.db3.zstd', message_count: 100 },
    ]);
    const old = metadata.replace(/ {2}files:[\s\S]*/, '');
    expect((await summarise(Buffer.from(old))).companion?.files).toEqual([
      { path: 'drive_0.db3.zstd' },
      { path: 'drive_1.db3.zstd' },
    ]);
    expect((await summarise(Buffer.from(`${hash(64)} *a.mcap\n`))).companion?.files).toEqual([
      { path: 'a.mcap', sha256: hash(64) },
    ]);
  });

  test.each([
    ['JSON lines', '{"t": 1}\n{"t": 2}\n'],
    ['CSV', 'time;speed\n1;2\n'],
    ['prose', 'Drive of Monday: it rained.\nNothing else.\n'],
    ['a log in XML', '<log><frame time="0.1" id="C9">00 11 22 33</frame></log>'],
    ['a log in one long line of XML', `<log>${'<frame id="C9">00 11 22 33</frame>'.repeat(40_000)}</log>`],
    ['figures in XML', '<v>1 2 3 4 5 6 7 8</v>'],
    ['a line of digits', '12345678\n'],
  ])('%s are not companions', async (_, content) => {
    const { format, companion } = await summarise(Buffer.from(content));
    expect({ format, companion }).toEqual({
      format: expect.not.stringMatching('companion'),
      companion: undefined,
    });
  });

  test('empty files of a database are recognised by their names only', () => {
    for (const name of ['bag/drive_0.db3-wal', 'drive_0.db3-shm', 'a.db3-journal']) {
      expect(emptyCompanion({ name, size: 0 })).toMatchObject({
        format: 'companion',
        verdict: { code: 'ok' },
      });
      expect(emptyCompanion({ name, size: 1 })).toBeUndefined();
    }
    expect(emptyCompanion({ name: 'drive.db3', size: 0 })).toBeUndefined();
  });
});

describe('what ArduPilot leaves beside its logs', () => {
  /** `AP_Terrain.h`, `grid_block` in a block of 2 KiB. */
  function terrain(latitude: number, version = 1): Buffer {
    const block = Buffer.alloc(2_048);
    block.fill(0xff, 0, 7);
    block.writeInt32LE(latitude, 8);
    block.writeInt32LE(85_182_229, 12);
    block.writeUInt16LE(0xdead, 16);
    block.writeUInt16LE(version, 18);
    block.writeUInt16LE(100, 20);
    return block;
  }

  test.each([
    ['its storage', Buffer.from([0x50, 0x41, 6, 0, 0, 2, ...Array(16_378).fill(0)])],
    ['the number of its last log', Buffer.from('12\r\n')],
    ['heights', terrain(473_880_744)],
    [
      'heights behind blocks that were never written',
      Buffer.concat([Buffer.alloc(2_048 * 9), terrain(473_880_744)]),
    ],
  ])('%s is known, and never fails', async (_, bytes) => {
    const { format, verdict, message_count, size_bytes } = await summarise(bytes);
    expect([format, verdict.code, message_count, size_bytes]).toEqual(['companion', 'ok', 0, bytes.length]);
    expect(verdict.damaged).toBeUndefined();
  });

  test('is not taken for one where its places cannot be', async () => {
    for (const bytes of [terrain(1_473_880_744), terrain(473_880_744, 7)])
      expect((await summarise(bytes)).verdict.code).toBe('unknown_format');
  });
});

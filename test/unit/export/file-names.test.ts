import { expect, test } from 'vitest';
import { FileNames } from '../../../src/export/file-names.ts';

test.each([
  ['/imu/data', 'imu_data.parquet'],
  ['CAN 1 0x123', 'CAN_1_0x123.parquet'],
  ['../../etc/passwd', 'etc_passwd.parquet'],
  ['速度', '速度.parquet'],
  ['', 'unnamed.parquet'],
  ['..', 'unnamed.parquet'],
])('%j is the file %s', (topic, file) => {
  expect(new FileNames().nameFor(topic, '.parquet')).toBe(file);
});

test('different topics have different files on every file system', () => {
  const names = new FileNames();
  expect(['/a/b', '/a_b', '/A/B'].map((topic) => names.nameFor(topic))).toEqual(['a_b', 'a_b-2', 'A_B-3']);
  names.release('a_b');
  expect(names.nameFor('a_b')).toBe('a_b');
});

test('a name is never longer than file systems allow', () => {
  const name = new FileNames().nameFor('速'.repeat(500), '.parquet');
  expect(Buffer.byteLength(name)).toBeLessThan(200);
  expect(name).not.toContain('\ufffd');
});

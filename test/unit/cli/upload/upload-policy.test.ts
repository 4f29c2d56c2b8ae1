import { expect, test } from 'vitest';
import {
  everythingNow,
  uploadPolicySchema,
  uploadTimeOf,
  whyHeld,
} from '../../../../src/cli/upload/upload-policy.ts';

const policy = uploadPolicySchema.parse({
  rules: [
    { pattern: 'events/**', upload: 'now' },
    { pattern: '*.mcap', upload: 'unmetered' },
    { pattern: 'cam?/raw/**', upload: 'on_request' },
  ],
  default: 'now',
  changed_at: '2026-11-29T08:00:00Z',
});

test.for([
  ['events/crash.mcap', 'now'],
  ['drive.mcap', 'unmetered'],
  ['day 1/drive.mcap', 'unmetered'],
  ['cam0/raw/7.bin', 'on_request'],
  ['cam10/raw/7.bin', 'now'],
  ['drive.mcap.gz', 'now'],
] as const)('%s is wanted: %s', ([name, time]) => {
  expect(uploadTimeOf(name, policy)).toBe(time);
});

test('what is paid for and what nobody asked for stays, with the reason', () => {
  expect(whyHeld('drive.mcap', policy, false)).toBeUndefined();
  expect(whyHeld('drive.mcap', policy, true)).toContain('unmetered link');
  expect(whyHeld('cam0/raw/7.bin', policy, false)).toContain('when somebody asks for it');
  expect(whyHeld('log.txt', policy, true)).toBeUndefined();
  expect(whyHeld('drive.mcap', everythingNow, true)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { whySentence } from '../../../src/api/batches/why-sentence.ts';
import type { Batch } from '../../../src/domain/batch.ts';

const batch = (change: Partial<Batch>): Batch => ({
  id: 'b',
  vehicle_id: 'v',
  vin: '',
  platform: null,
  expected_workers: null,
  tolerated_failed_percent: 25,
  status: 'scattering',
  run: 1,
  total_files: 7,
  total_bytes: 1,
  processed_files: 7,
  failed_files: 1,
  failure_code: null,
  failure_message: null,
  created_at: '',
  updated_at: '',
  uploaded_at: null,
  completed_at: null,
  ...change,
});

test.each([
  [{}, '6 of 7 files read, 1 failed.'],
  [{ processed_files: 3, failed_files: 0 }, '3 of 7 files read.'],
  [{ total_files: 1, processed_files: 1, failed_files: 0 }, '1 of 1 file read.'],
  [{ status: 'scattered' as const }, '6 of 7 files read, 1 failed; it waits for the results to be gathered.'],
  [
    { status: 'pending' as const, total_files: 1 },
    'It has 1 file and waits for more, or for the upload to be completed.',
  ],
])('a file that failed was not read: %j', (change, sentence) => {
  expect(whySentence(batch(change), undefined)).toBe(sentence);
});

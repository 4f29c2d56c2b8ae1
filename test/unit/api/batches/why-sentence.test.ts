import { expect, test } from 'vitest';
import { noteOn, whySentence } from '../../../../src/api/batches/why-sentence.ts';
import type { Batch } from '../../../../src/domain/batch.ts';
import type { PendingActivity, Waiting } from '../../../../src/orchestrator/waiting.ts';

const batch = { status: 'scattering', processed_files: 3, failed_files: 1, total_files: 9 } as Batch;
const parse: PendingActivity = {
  activity: 'parseChunk',
  state: 'started',
  attempt: 1,
  last_error: null,
  next_attempt_at: null,
  last_heartbeat_at: null,
  last_worker: null,
};
const waitingFor = (...pending_activities: PendingActivity[]) => ({ pending_activities }) as Waiting;

test('names the files that are being read', () => {
  const sentence = whySentence(batch, waitingFor(parse), ['a.mcap', 'b.mcap', 'c.mcap', 'd.mcap']);
  expect(sentence).toBe(
    '2 of 9 files read, 1 failed. Being read: "a.mcap", "b.mcap", "c.mcap" and others. At work: parseChunk.',
  );
});

test('a scheduled activity is not reported as working', () => {
  const scheduled = { ...parse, state: 'scheduled' };
  expect(whySentence(batch, waitingFor(parse, parse, scheduled))).toBe(
    '2 of 9 files read, 1 failed. At work: 2 × parseChunk; parseChunk waits for a worker.',
  );
  expect(whySentence(batch, waitingFor(scheduled))).toContain('No worker has picked up parseChunk yet.');
});

test('counts what has failed in words that fit', () => {
  const failing = { ...parse, attempt: 2, last_error: 'no answer' };
  expect(whySentence(batch, waitingFor(failing))).toContain(
    'parseChunk has failed once, last with "no answer"',
  );
  expect(whySentence(batch, waitingFor(failing, { ...failing, attempt: 5 }))).toMatch(
    /parseChunk has failed 4 times, .*being tried again\. 1 more failed as well\.$/,
  );
});

test('names the build that has no workers, and what helps', () => {
  const stays = { workflow_status: 'running', build: '1.2.3', build_away: true } as Waiting;
  expect(noteOn(stays).note).toMatch(
    /^It stays with build 1\.2\.3 .* `argus admin move-batches --from 1\.2\.3`/,
  );
  expect(noteOn({ ...stays, build_away: false })).toEqual({});
  expect(noteOn({ ...stays, workflow_status: 'timed_out' }).note).toMatch(/^Its workflow is timed out/);
});

const batchWith = (change: Partial<Batch>): Batch => ({
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
  recordings_deleted_at: null,
  charts_deleted_at: null,
  urgent: false,
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
  expect(whySentence(batchWith(change), undefined)).toBe(sentence);
});

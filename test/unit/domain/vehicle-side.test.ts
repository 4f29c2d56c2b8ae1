import { describe, expect, test } from 'vitest';
import { noFacts, sameFacts } from '../../../src/domain/file-facts.ts';
import { compileUploadPolicy, noPolicy } from '../../../src/domain/upload-policy.ts';
import { sumHoldings } from '../../../src/domain/vehicle-holdings.ts';
import { answerEffect, type RequestAnswer, requestStates } from '../../../src/domain/vehicle-request.ts';

describe('an upload policy', () => {
  test('takes the first rule that matches, else its default', () => {
    const uploadTime = compileUploadPolicy({
      rules: [
        { pattern: 'cam*/crash-*', upload: 'now' },
        { pattern: 'cam*/**', upload: 'on_request' },
        { pattern: '*.log', upload: 'now' },
      ],
      default: 'unmetered',
    });
    const paths = ['cam0/crash-1.mcap', 'cam0/2.mcap', 'cam0/a.log', 'sub/a.log', 'drive.mcap'];
    expect(paths.map(uploadTime)).toEqual(['now', 'on_request', 'on_request', 'now', 'unmetered']);
  });

  test('of nobody has everything uploaded now', () => {
    expect(compileUploadPolicy(noPolicy)('a/b')).toBe('now');
  });
});

describe('an answer to a request', () => {
  const fulfilled: RequestAnswer = { state: 'fulfilled', batch_id: 'b' };
  const declined: RequestAnswer = { state: 'declined', reason: 'gone' };
  const picked: RequestAnswer = { state: 'picked_up' };
  const effects = (answer: RequestAnswer) =>
    Object.fromEntries(
      requestStates.map((state) => [state, answerEffect({ state, batch_id: 'b', reason: 'gone' }, answer)]),
    );

  test('changes one that waits, is nothing new when it is repeated, and else is refused', () => {
    const all = (open: string, picked_up: string, done: string, refused: string, expired: string) => ({
      ...{ open, picked_up, fulfilled: done, declined: refused, expired },
    });
    expect(effects(picked)).toEqual(all('change', 'repeat', 'refused', 'refused', 'refused'));
    expect(effects(declined)).toEqual(all('change', 'change', 'refused', 'repeat', 'refused'));
    expect(effects(fulfilled)).toEqual(all('change', 'change', 'repeat', 'refused', 'change'));
  });

  test('that names another batch or reason is no repeat', () => {
    const said = { batch_id: 'another', reason: 'other' };
    expect(answerEffect({ state: 'fulfilled', ...said }, fulfilled)).toBe('refused');
    expect(answerEffect({ state: 'declined', ...said }, declined)).toBe('refused');
  });
});

test('what is held is summed by reason', () => {
  expect(sumHoldings([])).toEqual({});
  const files = [
    { size: 5, why: 'failed' },
    { size: 7, why: 'waiting' },
    { size: 1, why: 'failed' },
  ] as const;
  expect(sumHoldings(files)).toEqual({ failed: { files: 2, bytes: 6 }, waiting: { files: 1, bytes: 7 } });
});

test('facts are the same however the time is written', () => {
  const facts = { ...noFacts, recorded_at: '2026-11-28T10:00:00+01:00', labels: ['a'] };
  expect(sameFacts(facts, { ...facts, recorded_at: '2026-11-28T09:00:00.000Z' })).toBe(true);
  expect(sameFacts(facts, { ...facts, recorded_at: null })).toBe(false);
  expect(sameFacts(noFacts, { ...noFacts })).toBe(true);
  expect(sameFacts(facts, { ...facts, labels: [] })).toBe(false);
  expect(sameFacts(facts, { ...facts, priority: 1 })).toBe(false);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxDeathsPerFile, placeAfter, resumeAt } from '../../../src/activities/parse-resume.ts';
import { type Batch, snapshotOf } from '../../../src/domain/batch.ts';
import { planBySize, planChunks } from '../../../src/domain/chunks.ts';
import { eventId } from '../../../src/domain/event.ts';
import { judgeFailedFiles } from '../../../src/domain/failure.ts';
import { dependsOnContentAlone, isDamaged, verdictFails } from '../../../src/domain/verdict.ts';

describe('chunks', () => {
  test('cover every position exactly once, at most 400 of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), (total) => {
        const chunks = planChunks(total);
        expect(chunks.length).toBeLessThanOrEqual(400);
        const ends = chunks.map(({ offset, limit }) => offset + limit);
        expect(chunks.map(({ offset }) => offset)).toEqual([0, ...ends.slice(0, -1)]);
        expect(ends.at(-1)).toBe(total);
        expect(chunks.every(({ limit }) => limit > 0)).toBe(true);
      }),
    );
  });

  const megabyte = 2 ** 20;
  const equal = (count: number, size: number) =>
    Array.from({ length: count }, (_, position) => ({ position, size }));

  test('by size cover every file without a result once, in order, at most 400 of them', () => {
    const sizes = fc.array(fc.record({ gap: fc.nat({ max: 3 }), size: fc.nat({ max: 5e9 }) }), {
      maxLength: 3_000,
    });
    fc.assert(
      fc.property(sizes, (drawn) => {
        let position = -1;
        const files = drawn.map(({ gap, size }) => {
          position += 1 + gap;
          return { position, size };
        });
        const chunks = planBySize(files);
        expect(chunks.length).toBeLessThanOrEqual(400);
        const covered = chunks.flatMap(({ offset, limit, files: count }) => {
          const within = files.filter((file) => file.position >= offset && file.position < offset + limit);
          expect(within).toHaveLength(count);
          return within;
        });
        expect(covered).toEqual(files);
      }),
    );
  });

  test('by size keep small files together and large ones apart', () => {
    expect(planBySize([])).toEqual([]);
    expect(planBySize(equal(5, 33_000))).toEqual([{ offset: 0, limit: 5, files: 5 }]);
    expect(planBySize(equal(3, 10 * megabyte))).toHaveLength(3);
    // Twice what is in flight at once.
    expect(planBySize(equal(10_000, 33_000)).length).toBeLessThan(40);
    // No chunk of several files is so large that other vehicles would wait long for their turn.
    expect(planBySize(equal(200, 20 * megabyte)).every(({ files }) => files <= 3)).toBe(true);
  });
});

describe('tolerance', () => {
  test('accepts a share of failed files up to the limit', () => {
    expect(judgeFailedFiles(4, 1, 25)).toBeUndefined();
    expect(judgeFailedFiles(4, 2, 25)?.code).toBe('too_many_failed_files');
    expect(judgeFailedFiles(10, 0, 0)).toBeUndefined();
    expect(judgeFailedFiles(0, 0, 0)).toBeUndefined();
  });

  test('never accepts the loss of all files', () => {
    expect(judgeFailedFiles(3, 3, 100)).toMatchObject({
      code: 'all_files_failed',
      message: expect.stringContaining('None of the 3 files'),
    });
    expect(judgeFailedFiles(1, 1, 100)?.message).toContain('only file');
  });
});

describe('verdicts', () => {
  test('count a damaged file if something was read from it', () => {
    expect(verdictFails({ code: 'truncated', message: '', salvaged_messages: 5 })).toBe(false);
    expect(verdictFails({ code: 'truncated', message: '', salvaged_messages: 0 })).toBe(true);
    expect(verdictFails({ code: 'unknown_format', message: '' })).toBe(true);
    expect(verdictFails({ code: 'ok', message: '' })).toBe(false);
    for (const code of ['truncated', 'corrupt', 'unsupported'] as const) {
      expect(verdictFails({ code, message: '', salvaged_messages: 1 }), code).toBe(false);
      expect(verdictFails({ code, message: '' }), code).toBe(true);
    }
  });

  test('say whether bytes are lost', () => {
    const damaged = (['ok', 'unsupported', 'truncated', 'corrupt'] as const).map((code) =>
      isDamaged({ code }),
    );
    expect(damaged).toEqual([false, false, true, true]);
  });

  test('that depend on the machine are not reused', () => {
    expect(dependsOnContentAlone('corrupt')).toBe(true);
    for (const code of ['parse_timeout', 'parse_memory', 'parse_crashed', 'object_missing'] as const) {
      expect(dependsOnContentAlone(code), code).toBe(false);
    }
    expect(dependsOnContentAlone('checksum_mismatch')).toBe(false);
  });
});

describe('event ids', () => {
  const batch = '0198c0de-0000-7000-8000-000000000001';
  const parsed = (file_id: string) =>
    eventId(batch, 1, { type: 'FileParsed', payload: { file_id, state: 'parsed', verdict_code: 'ok' } });

  test('are the same for a repeat and differ for another file, run or batch', () => {
    expect(parsed('a')).toBe(parsed('a'));
    expect(parsed('a')).not.toBe(parsed('b'));
    const all = (run: number) =>
      eventId(batch, run, { type: 'AllFilesParsed', payload: { total_files: 1, failed_files: 0 } });
    expect(all(1)).not.toBe(all(2));
  });

  test('differ for another change of the state, and for another silence', () => {
    const ids = [
      { old_status: 'pending', new_status: 'uploaded' } as const,
      { old_status: 'pending', new_status: 'failed' } as const,
      { old_status: 'scattering', new_status: 'failed' } as const,
    ].map((payload) => eventId(batch, 1, { type: 'StatusChanged', payload }));
    const silence = { vehicle_id: 'v', vin: 'x', abandoned_at: 'later' };
    const silent = ['now', 'then'].map((silent_since) =>
      eventId(batch, 1, { type: 'UploadSilent', payload: { ...silence, silent_since } }),
    );
    expect(new Set([...ids, ...silent]).size).toBe(5);
  });

  test('never change: consumers know by them what they have seen', () => {
    const created = eventId(batch, 1, { type: 'BatchCreated', payload: { vehicle_id: 'v', vin: 'x' } });
    expect([created, parsed('a')]).toEqual([
      '38c3c7a6-c446-589d-b4a3-dbcc997e1a12',
      'f53fb7b6-0af8-54f6-a0f5-f93d851e859c',
    ]);
  });
});

describe('the place of a parse activity', () => {
  test('counts the attempts that died while parsing one file', () => {
    let place = resumeAt(undefined, 1);
    for (let death = 0; death < maxDeathsPerFile; death += 1) {
      place = placeAfter(place, 'poison');
      place = resumeAt(place, death + 2);
    }
    expect(placeAfter(place, 'poison').deaths).toBe(maxDeathsPerFile);
    expect(placeAfter(place, 'next').deaths).toBe(0);
  });

  test('counts attempts that died before their first heartbeat', () => {
    const place = placeAfter(resumeAt(undefined, maxDeathsPerFile + 1), 'poison');
    expect(place).toEqual({ fileId: 'poison', deaths: maxDeathsPerFile });
    expect(placeAfter(place, 'next').deaths).toBe(0);
  });

  test('does not blame a file for an unavailable server', () => {
    // The heartbeat of an attempt that then fails without crashing.
    expect(placeAfter(resumeAt({ deaths: 0 }, 9), 'a').deaths).toBeLessThanOrEqual(1);
  });
});

test('watchers of a batch receive its progress, and nothing else of it', () => {
  const progress = {
    status: 'scattering',
    run: 2,
    total_files: 9,
    processed_files: 3,
    failed_files: 1,
  } as const;
  const batch = { id: 'b', vehicle_id: 'truck-1', ...progress } as Batch;
  expect(snapshotOf(batch)).toEqual({ batch_id: 'b', ...progress });
});

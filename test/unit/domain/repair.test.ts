import { describe, expect, test } from 'vitest';
import { batchStatuses, isTerminal } from '../../../src/domain/batch-status.ts';
import { repairOf, type WorkflowView } from '../../../src/domain/repair.ts';

const open = (more: Partial<WorkflowView & { state: 'open' }> = {}): WorkflowView => ({
  state: 'open',
  run: 1,
  stage: 'pending',
  busy: false,
  ...more,
});
type Closed = WorkflowView & { state: 'closed' };
const closed = (how: Closed['how']): Closed => ({ state: 'closed', how, run: 1 });
const kindOf = (...args: Parameters<typeof repairOf>) => repairOf(...args)?.kind;

describe('a row and its workflow', () => {
  test('that agree stay unchanged', () => {
    const path = ['pending', 'scattering', 'gathering', 'diagnosing'] as const;
    for (const status of path) {
      expect(kindOf({ run: 1, status }, open({ stage: status }))).toBeUndefined();
    }
    // The row changes first.
    expect(kindOf({ run: 1, status: 'scattered' }, open({ stage: 'scattering' }))).toBeUndefined();
    expect(kindOf({ run: 1, status: 'completed' }, open({ stage: 'diagnosing' }))).toBeUndefined();
    expect(kindOf({ run: 1, status: 'completed' }, closed('completed'))).toBeUndefined();
    expect(kindOf({ run: 1, status: 'failed' }, { state: 'absent' })).toBeUndefined();
  });

  test('without a workflow receive one', () => {
    for (const status of batchStatuses.filter((one) => !isTerminal(one))) {
      expect(kindOf({ run: 1, status }, { state: 'absent' })).toBe('missing');
    }
    expect(kindOf({ run: 2, status: 'uploaded' }, closed('failed'))).toBe('missing');
    expect(kindOf({ run: 1, status: 'gathering' }, closed('completed'))).toBe('missing');
    expect(kindOf({ run: 1, status: 'gathering' }, { ...closed('terminated'), run: undefined })).toBe(
      'missing',
    );
  });

  test('whose workflow was ended from outside fail with a code', () => {
    const row = { run: 1, status: 'scattering' } as const;
    const wordsOf = { failed: / failed /, terminated: / was terminated/, timed_out: / timed out;/ };
    expect(repairOf(row, closed('canceled'))).toMatchObject({ failure: { code: 'cancelled' } });
    for (const how of ['failed', 'terminated', 'timed_out'] as const) {
      expect(repairOf(row, closed(how))).toMatchObject({
        kind: 'closed',
        failure: { code: 'workflow_closed', message: expect.stringMatching(wordsOf[how]) },
      });
    }
  });

  test('whose message was lost receive it again, once the workflow has processed its pending events', () => {
    const row = { run: 1, status: 'scattering' } as const;
    expect(kindOf(row, open())).toBe('waiting');
    expect(kindOf(row, open({ stage: 'uploaded' }))).toBe('waiting');
    expect(kindOf(row, open({ busy: true }))).toBeUndefined();
    expect(kindOf({ run: 1, status: 'pending' }, open())).toBeUndefined();
  });

  test('restart if the workflow belongs to another run or is ahead of the row', () => {
    expect(kindOf({ run: 2, status: 'uploaded' }, open({ run: 1, stage: 'gathering' }))).toBe('behind');
    expect(kindOf({ run: 1, status: 'uploaded' }, open({ stage: 'gathering' }))).toBe('behind');
    expect(kindOf({ run: 1, status: 'pending' }, open({ stage: 'scattering' }))).toBe('behind');
    expect(kindOf({ run: 2, status: 'pending' }, open({ run: 1 }))).toBe('behind');
    expect(kindOf({ run: 2, status: 'pending' }, open({ run: undefined }))).toBeUndefined();
    expect(kindOf({ run: 1, status: 'uploaded' }, open({ stage: undefined }))).toBeUndefined();
  });

  test('leave no workflow waiting for a run that is over', () => {
    expect(kindOf({ run: 1, status: 'failed' }, open())).toBe('orphan');
    expect(kindOf({ run: 2, status: 'failed' }, open({ run: undefined }))).toBe('orphan');
    expect(kindOf({ run: 1, status: 'failed' }, open({ busy: true }))).toBeUndefined();
    // The row changes first: a row behind its workflow has been restored since.
    expect(kindOf({ run: 1, status: 'failed' }, open({ run: 2 }))).toBe('orphan');
  });
});

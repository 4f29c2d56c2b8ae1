import { expect, test } from 'vitest';
import {
  addRule,
  changeRule,
  draftOf,
  fieldsOf,
  policyOf,
  previewOf,
  problemsOf,
  raiseRule,
  refusalAt,
  removeRule,
} from '../../../console/src/lib/policy-draft.ts';
import type { UploadPolicy } from '../../../src/domain/upload-policy.ts';

const policy: UploadPolicy = {
  rules: [
    { pattern: '*.log', upload: 'now' },
    { pattern: 'cam*/**', upload: 'on_request' },
  ],
  default: 'unmetered',
};
const draft = draftOf(policy);

test('a draft that nobody has touched says what the policy says', () => {
  expect(policyOf(draft)).toEqual(policy);
  expect(problemsOf(draft)).toEqual([]);
});

test('rules are added at the end, changed, moved up and removed, and keep their keys', () => {
  const longer = changeRule(addRule(draft), 2, { pattern: ' *.bin ', upload: 'unmetered' });
  expect(policyOf(longer).rules.at(-1)).toEqual({ pattern: '*.bin', upload: 'unmetered' });
  const raised = raiseRule(longer, 2);
  expect(raised.rules.map(({ key }) => key)).toEqual([0, 2, 1]);
  expect(raiseRule(raised, 0)).toEqual(raised);
  expect(removeRule(raised, 0).rules.map(({ key }) => key)).toEqual([2, 1]);
  expect(addRule(removeRule(raised, 2)).rules.map(({ key }) => key)).toEqual([0, 1, 2]);
  expect(addRule(draftOf({ rules: [], default: 'now' })).rules.map(({ key }) => key)).toEqual([0]);
});

test('what cannot be saved is said at its field, as the API would', () => {
  const wrong = changeRule(changeRule(draft, 0, { pattern: '' }), 1, { pattern: 'cam0/' });
  expect(problemsOf(wrong)).toEqual([
    { field: 'rules.0.pattern', message: 'Must have 1 to 256 characters.' },
    { field: 'rules.1.pattern', message: expect.stringMatching(/^Must be a path within .*\.$/) },
  ]);
  expect(refusalAt('rules.3.pattern', 'rules.3.pattern must not be empty.')).toEqual({
    field: 'rules.3.pattern',
    message: 'Must not be empty.',
  });
  expect(fieldsOf(draft)).toEqual(['rules.0.pattern', 'rules.1.pattern', 'note', 'changed_by']);
});

test('the preview has files that change first, and sums by time; rules that cannot be read are left out', () => {
  const files = [{ path: 'a.log', size: 1 }, { path: 'cam0/front.mcap', size: 2_000 }, { path: 'x.mcap' }];
  const changed = addRule(changeRule(draft, 1, { upload: 'now' }));
  expect(previewOf(files, policy, changed)).toEqual({
    rows: [
      { path: 'cam0/front.mcap', size: 2_000, before: 'on_request', after: 'now' },
      { path: 'a.log', size: 1, before: 'now', after: 'now' },
      { path: 'x.mcap', before: 'unmetered', after: 'unmetered' },
    ],
    sums: [
      { upload: 'now', files: 2, bytes: 2_001, moreFiles: 1 },
      { upload: 'unmetered', files: 1, bytes: 0, moreFiles: 0 },
      { upload: 'on_request', files: 0, bytes: 0, moreFiles: -1 },
    ],
  });
});

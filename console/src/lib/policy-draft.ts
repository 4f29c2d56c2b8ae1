import { globProblem } from '../../../src/domain/glob.ts';
import {
  compileUploadPolicy,
  type UploadPolicy,
  type UploadTime,
  uploadTimes,
} from '../../../src/domain/upload-policy.ts';
import type { FieldProblem } from './rule-draft.ts';

/** A rule that is being edited. The key stays when it is moved. */
export interface DraftRule {
  key: number;
  pattern: string;
  upload: UploadTime;
}

export interface PolicyDraft {
  rules: DraftRule[];
  default: UploadTime;
}

export function draftOf({ rules, default: otherwise }: UploadPolicy): PolicyDraft {
  return { rules: rules.map((rule, key) => ({ key, ...rule })), default: otherwise };
}

export function policyOf(draft: PolicyDraft): UploadPolicy {
  const rules = draft.rules.map(({ pattern, upload }) => ({ pattern: pattern.trim(), upload }));
  return { rules, default: draft.default };
}

/** At the end: of rules that match a file the first holds, so a new one changes nothing of those before it. */
export function addRule(draft: PolicyDraft): PolicyDraft {
  const key = Math.max(-1, ...draft.rules.map((rule) => rule.key)) + 1;
  return { ...draft, rules: [...draft.rules, { key, pattern: '', upload: 'on_request' }] };
}

export function changeRule(draft: PolicyDraft, key: number, change: Partial<DraftRule>): PolicyDraft {
  return { ...draft, rules: draft.rules.map((rule) => (rule.key === key ? { ...rule, ...change } : rule)) };
}

export function removeRule(draft: PolicyDraft, key: number): PolicyDraft {
  return { ...draft, rules: draft.rules.filter((rule) => rule.key !== key) };
}

/** One place towards the beginning; the first stays where it is. */
export function raiseRule(draft: PolicyDraft, key: number): PolicyDraft {
  const at = draft.rules.findIndex((rule) => rule.key === key);
  const [before, rule] = [draft.rules[at - 1], draft.rules[at]];
  if (!before || !rule) return draft;
  return { ...draft, rules: draft.rules.with(at - 1, rule).with(at, before) };
}

/** The name that the API gives to the field. */
export const patternField = (index: number) => `rules.${index}.pattern`;

/** The fields beside which the form says what is wrong. */
export function fieldsOf({ rules }: PolicyDraft): string[] {
  return [...rules.map((_, index) => patternField(index)), 'note', 'changed_by'];
}

/** What the API would refuse, by field. */
export function problemsOf(draft: PolicyDraft): FieldProblem[] {
  return policyOf(draft).rules.flatMap(({ pattern }, index) => {
    const problem = globProblem(pattern);
    return problem === undefined ? [] : [{ field: patternField(index), message: sentence(problem) }];
  });
}

/** The API's message without the name of its field, which is shown beside it. */
export function refusalAt(field: string, message: string): FieldProblem {
  return {
    field,
    message: sentence(message.startsWith(`${field} `) ? message.slice(field.length + 1) : message),
  };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
}

/** The policy as far as it could be saved: rules that cannot be read are left out. */
function readable({ rules, default: otherwise }: UploadPolicy): UploadPolicy {
  return { rules: rules.filter(({ pattern }) => globProblem(pattern) === undefined), default: otherwise };
}

export interface PreviewFile {
  path: string;
  /** Bytes; undefined for a path that was only typed in. */
  size?: number;
}

export interface PreviewRow extends PreviewFile {
  before: UploadTime;
  after: UploadTime;
}

export interface PreviewSum {
  upload: UploadTime;
  files: number;
  bytes: number;
  /** How many more files than before; negative for fewer. */
  moreFiles: number;
}

/** When files would go up by a draft, beside the policy in force; those that change come first. */
export function previewOf(
  files: readonly PreviewFile[],
  inForce: UploadPolicy,
  draft: PolicyDraft,
): { rows: PreviewRow[]; sums: PreviewSum[] } {
  const timeBefore = compileUploadPolicy(inForce);
  const timeAfter = compileUploadPolicy(readable(policyOf(draft)));
  const rows = files.map((file) => ({ ...file, before: timeBefore(file.path), after: timeAfter(file.path) }));
  const isChanged = ({ before, after }: PreviewRow) => before !== after;
  const sums = uploadTimes.map((upload) => {
    const these = rows.filter(({ after }) => after === upload);
    return {
      upload,
      files: these.length,
      bytes: these.reduce((sum, { size = 0 }) => sum + size, 0),
      moreFiles: these.length - rows.filter(({ before }) => before === upload).length,
    };
  });
  return { rows: [...rows.filter(isChanged), ...rows.filter((row) => !isChanged(row))], sums };
}

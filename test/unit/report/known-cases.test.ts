import { expect, test } from 'vitest';
import { buildDocument } from '../../../src/report/document/build-document.ts';
import { file } from '../../support/diagnosis/summaries.ts';
import { reportOf } from '../../support/report/report-of.ts';
import { textLine } from '../../support/report/section-lines.ts';

const entry = {
  id: 'kb-7',
  title: 'A coil sags.',
  solution: 'Swap the coil.',
  why: 'code P0301',
  source: 'bulletin 12',
};
const finding = (title: string, knowledge: (typeof entry)[]) => ({
  ...{ rule: 'obd-dtc', severity: 'error' as const, title, description: '', likely_cause: '', advice: '' },
  evidence: [],
  knowledge,
});

test('what to do in a known case is said once, with the first finding; the others lead there', () => {
  const others = [finding('P0302', [entry]), finding('P0303', [{ ...entry, id: 'kb-8', title: 'Another.' }])];
  const findings = [finding('P0301', [entry]), ...others];
  const blocks = buildDocument({ ...reportOf(file('a')), findings }).sections.flatMap(({ blocks }) => blocks);
  const shown = blocks.flatMap((block) => (block.kind === 'findings' ? block.findings : []));
  const cases = shown.map(({ facts }) => facts.filter(({ entry: id }) => id !== undefined));
  expect(cases.flat().map(({ entry: id, text }) => `${id}: ${textLine(text)}`)).toEqual([
    'kb-7: *A coil sags.* / "Swap the coil." / (code P0301 · bulletin 12 · )kb-7>',
    'kb-7: *A coil sags.* As for P0301^.',
    'kb-8: *Another.* / "Swap the coil." / (code P0301 · bulletin 12 · )kb-8>',
  ]);
});

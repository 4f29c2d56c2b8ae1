import { english, type Language } from '../../../src/language/language.ts';
import { buildDocument } from '../../../src/report/document/build-document.ts';
import type { ReportDocument } from '../../../src/report/document/document.ts';
import { driveLine } from '../../../src/report/document/timeline.ts';
import type { Report } from '../../../src/report/report-schema.ts';

/**
 * The document of a report as shown on the page of a batch: files are in the batch's own list, the findings are those
 * of the section right below the verdict, and requested changes come first. The time line is there also without
 * findings, for the signals below it.
 */
export function consoleDocument(
  report: Report,
  { compared }: { compared: boolean },
  language: Language = english,
): ReportDocument {
  const built = buildDocument(report, language);
  const timeline = driveLine(report, language);
  const document = { ...built, verdict: { ...built.verdict, overview: [], ...(timeline && { timeline }) } };
  const sections = document.sections.filter(({ id }) => id !== 'files');
  if (!compared) return { ...document, sections };
  const isChanges = ({ id }: { id: string }) => id === 'changes';
  return {
    ...document,
    sections: [...sections.filter(isChanges), ...sections.filter((section) => !isChanges(section))],
  };
}

import { buildDocument } from '../../../src/report/document/build-document.ts';
import type { ReportDocument } from '../../../src/report/document/document.ts';
import type { Report } from '../../../src/report/report-schema.ts';

/**
 * The document of a report as shown on the page of a batch: files are in the batch's own list, and requested changes
 * come first.
 */
export function consoleDocument(report: Report, { compared }: { compared: boolean }): ReportDocument {
  const document = buildDocument(report);
  const sections = document.sections.filter(({ id }) => id !== 'files');
  if (!compared) return { ...document, sections };
  const isChanges = ({ id }: { id: string }) => id === 'changes';
  return {
    ...document,
    sections: [...sections.filter(isChanges), ...sections.filter((section) => !isChanges(section))],
  };
}

import { buildDocument } from '../../../src/report/document/build-document.ts';
import type { ReportDocument } from '../../../src/report/document/document.ts';
import type { Report } from '../../../src/report/report-schema.ts';

/**
 * The document of a report as the page of a batch has it: its files are in the batch's own list, and changes that
 * somebody asked for stand first.
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

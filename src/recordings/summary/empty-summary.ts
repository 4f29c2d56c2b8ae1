import type { Verdict } from '../../domain/verdict.ts';
import { type FileSummary, parserVersion, unknownFormat } from './file-summary.ts';

/** The summary of a file of which only the verdict is known. */
export function emptySummary(
  sizeBytes: number,
  verdict: Verdict,
  format: string = unknownFormat,
): FileSummary {
  return {
    format,
    parser_version: parserVersion,
    size_bytes: sizeBytes,
    verdict,
    message_count: 0,
    span: null,
    topics: [],
    codes: [],
    metrics: [],
    logs: [],
    versions: [],
    attachments: [],
    omitted: { topics: 0, codes: 0, log_lines: 0, metrics: 0, attachments: 0 },
  };
}

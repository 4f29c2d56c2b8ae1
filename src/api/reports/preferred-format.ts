import { type ReportFormat, reportFormats, reportMediaTypes } from '../../report/report-format.ts';
import { preferredType } from '../http/accept.ts';

const mediaTypes = [reportMediaTypes.json, reportMediaTypes.html, reportMediaTypes.pdf] as const;

/** The report format that an `Accept` header prefers; JSON by default. */
export function preferredFormat(accept: string | undefined): ReportFormat {
  const preferred = preferredType(accept, mediaTypes);
  return reportFormats.find((format) => reportMediaTypes[format] === preferred) ?? 'json';
}

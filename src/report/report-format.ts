/** The forms of a report, with their media types; the first is sent if the client has no preference. */
export const reportMediaTypes = {
  json: 'application/json',
  html: 'text/html',
  pdf: 'application/pdf',
} as const;
export type ReportFormat = keyof typeof reportMediaTypes;
export type RenderedFormat = Exclude<ReportFormat, 'json'>;

export const reportFormats = Object.keys(reportMediaTypes) as ReportFormat[];

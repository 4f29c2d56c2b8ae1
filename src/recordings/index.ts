/**
 * The recordings library, `argus/recordings`: what other projects may import. Everything else under `src/` may change
 * at any time. docs/library.md describes it with units and examples.
 */

export type { Severity } from '../domain/severity.ts';
export type { ByteRange, Verdict, VerdictCode } from '../domain/verdict.ts';
export { verdictFails } from '../domain/verdict.ts';
export type { ByteSource, OpenSource } from './bytes/byte-source.ts';
export { bufferSource } from './bytes/byte-source.ts';
export type { HttpSourceOptions } from './bytes/sources/http-source.ts';
export { httpSource } from './bytes/sources/http-source.ts';
export { pathSource as fileSource } from './bytes/sources/path-source.ts';
export { SourceError } from './bytes/sources/source-error.ts';
export type { DetectedFormat } from './detect-recording.ts';
export { detectRecording } from './detect-recording.ts';
export type { ParseLimits } from './limits.ts';
export { defaultLimits } from './limits.ts';
export type { CanDatabase } from './meaning/dbc/can-database.ts';
export { openDatabase } from './meaning/dbc/open-database.ts';
export type * from './messages/message-sink.ts';
export type { SummariseOptions } from './summarise-file.ts';
export { summariseFile } from './summarise-file.ts';
export type * from './summary/file-summary.ts';
export { metricNames, parserVersion, summaryCaps, unknownFormat } from './summary/file-summary.ts';
export type { Histogram } from './summary/histogram.ts';
export { mergeHistograms, quantile } from './summary/histogram.ts';
export type { IntervalHistogram } from './summary/interval-histogram.ts';
export type { Series } from './summary/series.ts';
export { mergeSeries } from './summary/series.ts';

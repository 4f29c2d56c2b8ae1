/**
 * The bytes could not be had. `source_unavailable`: try again later; `object_missing`: there is no such object. What the
 * bytes contain never throws this.
 */
export class SourceError extends Error {
  readonly code: 'source_unavailable' | 'object_missing';

  constructor(
    message: string,
    options: { code?: 'source_unavailable' | 'object_missing'; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'SourceError';
    this.code = options.code ?? 'source_unavailable';
  }
}

/**
 * The bytes could not be fetched. `source_unavailable`: try again later; `object_missing`: there is no such object. Never
 * thrown for what the bytes contain.
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

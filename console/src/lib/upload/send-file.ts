import type { DetailedError } from 'tus-js-client';
import { ApiError, apiErrorFrom, unreachable } from '../../../../src/client/api-error.ts';
import type { ChosenFile } from './chosen-files.ts';

export interface SendOptions {
  /** Where uploads of the batch begin. */
  endpoint: string;
  /** The upload that goes on; undefined to begin one. */
  url: string | undefined;
  onBegun(url: string): void;
  /** Bytes of the file that are with Argus or on the way. */
  onSent(bytes: number): void;
  signal: AbortSignal;
}

/**
 * One attempt to upload a file by tus, from where its upload stands.
 * @throws ApiError; the signal's reason when aborted.
 */
export async function sendFile({ path, file }: ChosenFile, options: SendOptions): Promise<void> {
  const { endpoint, url, onBegun, onSent, signal } = options;
  // Loaded with the first upload: most visits need no tus.
  const { Upload } = await import('tus-js-client');
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(file, {
      // With both, an answer of 5xx to the question for the offset would begin the file anew.
      ...(url === undefined ? { endpoint } : { uploadUrl: url }),
      metadata: { filename: path, filetype: file.type },
      // The caller repeats, and keeps where it stands.
      retryDelays: null,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => upload.url !== null && onBegun(upload.url),
      onProgress: onSent,
      onSuccess: () => resolve(),
      onError: (error) => reject(apiError(error)),
    });
    signal.addEventListener(
      'abort',
      () => {
        reject(signal.reason);
        // What arrived stays with Argus; the upload goes on from there.
        void upload.abort();
      },
      { once: true },
    );
    upload.start();
  });
}

function apiError(error: Error | DetailedError): Error {
  if (!('originalRequest' in error)) return error;
  const response = error.originalResponse;
  if (!response || response.getStatus() === 0) return unreachable('', error.causingError ?? error);
  return apiErrorFrom(response.getStatus(), response.getBody(), response.getHeader('retry-after'));
}

/** The upload is not there any more: given up after silence, or deleted. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 410);
}

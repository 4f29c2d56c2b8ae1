import { Upload, type UploadOptions } from 'tus-js-client';

export interface TusRun {
  url: string | null;
  /** Bytes of request bodies, the cut ones included; statuses by method. */
  seen: { method: string; status: number }[];
}

/** Uploads with tus-js-client as it comes, but for shorter pauses. Resolves when it says that it is done. */
export function uploadByTus(
  endpoint: string,
  bytes: Buffer,
  /** Its types do not know the protocol. */
  options: Partial<UploadOptions> & { protocol?: 'ietf-draft-05' } = {},
  onStart?: (upload: Upload) => void,
): Promise<TusRun> {
  const seen: TusRun['seen'] = [];
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint,
      retryDelays: [50, 200, 500, 1_000, 2_000, 4_000, 4_000, 4_000],
      metadata: { filename: 'drive.mcap' },
      onAfterResponse: (request, response) => {
        seen.push({ method: request.getMethod(), status: response.getStatus() });
      },
      onError: reject,
      onSuccess: () => resolve({ url: upload.url, seen }),
      ...options,
    });
    onStart?.(upload);
    upload.start();
  });
}

import { multipartEtag, type S3Object, withoutQuotes } from './s3-object.ts';

/**
 * Makes one object of the parts; may be repeated. A lost answer says nothing about the object; and when the call is repeated,
 * stores answer 404, 403 or 200 (MinIO: 404 NoSuchUpload). So the stored object is compared with what was sent.
 */
export async function completeParts(
  object: S3Object,
  uploadId: string,
  etags: readonly string[],
): Promise<string> {
  try {
    return await object.completeParts(uploadId, etags);
  } catch (error) {
    const stored = await object.head().catch(() => undefined);
    const etag = withoutQuotes(stored?.etag ?? '');
    if (etag !== '' && etag === multipartEtag(etags)) return etag;
    throw error;
  }
}

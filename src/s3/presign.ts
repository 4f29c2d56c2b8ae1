import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';

export interface PresignOptions {
  /** Scheme, host and port, as in the request's Host header. */
  origin: string;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
}

/**
 * Signs URLs as `minio`'s presignedUrl does (AWS Signature Version 4, query parameters, unsigned payload), but derives
 * the signing key once a day instead of each time: 0.03 ms instead of 0.4 ms, which matters for small files.
 */
export function createPresign({ origin, bucket, region, accessKey, secretKey }: PresignOptions) {
  const { host } = new URL(origin);
  let day = '';
  let dayKey: KeyObject | undefined;

  function keyOf(date: string): KeyObject {
    if (dayKey && day === date) return dayKey;
    const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
    const forRegion = hmac(hmac(`AWS4${secretKey}`, date), region);
    dayKey = createSecretKey(hmac(hmac(forRegion, 's3'), 'aws4_request'));
    day = date;
    return dayKey;
  }

  return (
    method: string,
    key: string,
    query: Record<string, string>,
    seconds: number,
    now = new Date(),
  ): string => {
    const time = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const date = time.slice(0, 8);
    const scope = `${date}/${region}/s3/aws4_request`;
    const path = `/${bucket}/${key.split('/').map(encode).join('/')}`;
    const parameters = Object.entries({
      ...query,
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': `${accessKey}/${scope}`,
      'X-Amz-Date': time,
      'X-Amz-Expires': String(seconds),
      'X-Amz-SignedHeaders': 'host',
    })
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join('&');
    const canonical = `${method}\n${path}\n${parameters}\nhost:${host}\n\nhost\nUNSIGNED-PAYLOAD`;
    const digest = createHash('sha256').update(canonical).digest('hex');
    const signature = createHmac('sha256', keyOf(date))
      .update(`AWS4-HMAC-SHA256\n${time}\n${scope}\n${digest}`)
      .digest('hex');
    return `${origin}${path}?${parameters}&X-Amz-Signature=${signature}`;
  };
}

/** RFC 3986, as S3 requires it. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';
/** Bytes; Standard Webhooks allows 24 to 64. */
const keyBytes = 32;

export function newSecret(): string {
  return prefix + randomBytes(keyBytes).toString('base64');
}

/** Headers of a message according to Standard Webhooks 1.0 (symmetric, `v1`). The id is the same for every attempt. */
export function signedHeaders(secret: string, id: string, at: Date, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

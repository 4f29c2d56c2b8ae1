import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import type { ReceiptJwk } from './receipt-schema.ts';

/** An Ed25519 key with which receipts are signed. */
export interface ReceiptKey {
  /** Thumbprint (RFC 7638). */
  id: string;
  /** The public key, 32 bytes in base64url. */
  x: string;
  privateKey: KeyObject;
}

export function newReceiptKey(): ReceiptKey {
  return keyOf(generateKeyPairSync('ed25519').privateKey);
}

/** @throws Error when it is not the PEM of an Ed25519 private key. */
export function receiptKeyOf(pem: string): ReceiptKey {
  return keyOf(createPrivateKey(pem));
}

/** PKCS 8 in PEM. */
export function privatePem({ privateKey }: ReceiptKey): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** As JSON Web Key (RFC 8037), with the algorithm's name of RFC 9864. */
export function publicJwk({ id, x }: Pick<ReceiptKey, 'id' | 'x'>): ReceiptJwk {
  return { kty: 'OKP', crv: 'Ed25519', x, kid: id, alg: 'Ed25519', use: 'sig' };
}

export function publicKeyOf({ kty, crv, x }: Pick<ReceiptJwk, 'kty' | 'crv' | 'x'>): KeyObject {
  return createPublicKey({ key: { kty, crv, x }, format: 'jwk' });
}

/** SubjectPublicKeyInfo in PEM, as `openssl` reads it. */
export function publicPem(x: string): string {
  return publicKeyOf({ kty: 'OKP', crv: 'Ed25519', x }).export({ type: 'spki', format: 'pem' }).toString();
}

function keyOf(privateKey: KeyObject): ReceiptKey {
  const { crv, kty, x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (crv !== 'Ed25519' || x === undefined) throw new Error('it is no Ed25519 key');
  // RFC 8037, 2: these members, in this order.
  const id = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
  return { id, x, privateKey };
}

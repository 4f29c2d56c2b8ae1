import { sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import { publicKeyOf, type ReceiptKey } from './receipt-key.ts';
import type { Receipt, ReceiptJwk, SignedReceipt } from './receipt-schema.ts';

/** The signed receipt as text: canonical as a whole, so that what was signed stands in it byte for byte. */
export function signReceipt(receipt: Receipt, key: ReceiptKey): string {
  const value = sign(null, signedBytes(receipt), key.privateKey).toString('base64');
  const signed: SignedReceipt = { receipt, signature: { alg: 'Ed25519', kid: key.id, value } };
  return canonicalText(signed);
}

export type Verification = 'valid' | 'unknown_key' | 'invalid';

/** `unknown_key`: none of these keys signed it, or it says so. */
export function verifyReceipt(
  { receipt, signature }: SignedReceipt,
  keys: readonly Pick<ReceiptJwk, 'kty' | 'crv' | 'x' | 'kid'>[],
): Verification {
  const key = keys.find(({ kid }) => kid === signature.kid);
  if (!key) return 'unknown_key';
  const isValid = verify(
    null,
    signedBytes(receipt),
    publicKeyOf(key),
    Buffer.from(signature.value, 'base64'),
  );
  return isValid ? 'valid' : 'invalid';
}

const signedBytes = (receipt: Receipt): Buffer => Buffer.from(canonicalText(receipt));

function canonicalText(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('an object has a canonical form');
  return text;
}

import { describe, expect, test } from 'vitest';
import { newReceiptKey, privatePem, publicJwk, receiptKeyOf } from '../../../src/receipts/receipt-key.ts';
import {
  type Receipt,
  receiptKeySetSchema,
  signedReceiptSchema,
} from '../../../src/receipts/receipt-schema.ts';
import { signReceipt, verifyReceipt } from '../../../src/receipts/sign-receipt.ts';

/** RFC 8037, appendix A.1 and A.3: the key, and its thumbprint. */
const example = {
  pem: '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  id: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
};

const receipt: Receipt = {
  version: 1,
  vin: 'WVWZZZ1JZ3W386752',
  vehicle_id: 'Lkw "7" \\ é€😀',
  batch_id: '01993a10-0000-7000-8000-000000000001',
  completed_at: '2026-11-29T10:00:00.000Z',
  issued_at: '2026-11-29T10:00:01.000Z',
  files: [
    {
      file_id: '01993a10-0000-7000-8000-000000000002',
      path: 'cam0/ä.mcap',
      size: 5 * 2 ** 40,
      sha256: 'ab'.repeat(32),
    },
  ],
  not_safe: [],
};

describe('a key', () => {
  test('is named by its thumbprint', () => {
    const key = receiptKeyOf(example.pem);
    expect({ id: key.id, x: key.x }).toEqual({ id: example.id, x: example.x });
    expect(privatePem(key)).toBe(example.pem);
    expect(receiptKeySetSchema.parse({ keys: [publicJwk(key)] }).keys[0]).toEqual(publicJwk(key));
  });

  test('of another kind is none', () => {
    expect(() => receiptKeyOf('no PEM')).toThrow();
    const x25519 = 'MC4CAQAwBQYDK2VuBCIEIHcHbQpzGKV9PBbBclGyZkXfTC+H68CZKrF3+6UduSwq';
    expect(() => receiptKeyOf(`-----BEGIN PRIVATE KEY-----\n${x25519}\n-----END PRIVATE KEY-----\n`)).toThrow(
      'no Ed25519 key',
    );
  });
});

describe('a signed receipt', () => {
  const key = newReceiptKey();
  const text = signReceipt(receipt, key);
  const keys = [publicJwk(newReceiptKey()), publicJwk(key)];

  test('is canonical: sorted members, no spaces, one line, and valid', () => {
    expect(text).toMatch(
      /^\{"receipt":\{"batch_id":"[^\n]*\},"signature":\{"alg":"Ed25519","kid":"[\w-]{43}","value":"[^"]+"\}\}$/,
    );
    expect(text).toContain('"size":5497558138880');
    expect(text).toContain('"vehicle_id":"Lkw \\"7\\" \\\\ é€😀"');
    expect(verifyReceipt(signedReceiptSchema.parse(JSON.parse(text)), keys)).toBe('valid');
  });

  test('may be laid out anew, but says nothing else', () => {
    const { signature, receipt: signed } = JSON.parse(JSON.stringify(JSON.parse(text), null, 2));
    const reordered = Object.fromEntries(Object.entries(signed).toReversed()) as Receipt;
    expect(verifyReceipt({ receipt: reordered, signature }, keys)).toBe('valid');
    const more = { ...signed, files: [...signed.files, { ...signed.files[0], path: 'cam1/ä.mcap' }] };
    expect(verifyReceipt({ receipt: more, signature }, keys)).toBe('invalid');
    expect(verifyReceipt({ receipt: { ...signed, note: '' }, signature }, keys)).toBe('invalid');
  });

  test('by a key that is not listed, or under the name of another, is not valid', () => {
    const signed = signedReceiptSchema.parse(JSON.parse(text));
    expect(verifyReceipt(signed, keys.slice(0, 1))).toBe('unknown_key');
    const renamed = { ...signed, signature: { ...signed.signature, kid: keys[0]?.kid ?? '' } };
    expect(verifyReceipt(renamed, keys)).toBe('invalid');
  });
});

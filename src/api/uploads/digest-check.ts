import { createHash, type Hash } from 'node:crypto';
import { ArgusError } from '../../domain/error.ts';
import type { ExpectedDigest, HashName } from '../../domain/upload.ts';

/** Computes the expected digests, and no others, of a stream of bytes. */
export function createDigestCheck(what: string) {
  const expected: ExpectedDigest[] = [];
  const hashes = new Map<HashName, Hash>();
  return {
    /** Call before the first byte; values of `known` hashes are passed in at the end. */
    expect(digests: readonly ExpectedDigest[], known: readonly HashName[] = []): void {
      expected.push(...digests);
      for (const { hash } of digests) {
        if (!known.includes(hash) && !hashes.has(hash)) hashes.set(hash, createHash(hash));
      }
    },
    update(chunk: Buffer): void {
      for (const hash of hashes.values()) hash.update(chunk);
    },
    /** @throws ArgusError `checksum_mismatch`. */
    check(known: Partial<Record<HashName, string>> = {}): void {
      const computed = new Map([...hashes].map(([name, hash]) => [name, hash.copy().digest('hex')]));
      for (const { hash, hex } of expected) {
        const received = known[hash] ?? computed.get(hash);
        if (received === hex) continue;
        throw new ArgusError(
          'checksum_mismatch',
          `The ${what} received does not match the announced digest; send it again.`,
          { details: { [`expected_${hash}`]: hex, [`received_${hash}`]: received } },
        );
      }
    },
  };
}

export type DigestCheck = ReturnType<typeof createDigestCheck>;

import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '../../../domain/identity.ts';

/** 256 bits: as hard to guess as a key of AES-256, so that a fast digest keeps it safe. */
const secretBytes = 32;
/** What is shown of a token: `argus_v_` and four more characters, 24 of its bits. */
const shownCharacters = 12;

/** `argus_` and the first letter of its role, so that scanners for leaked secrets and people recognise it. */
export function newToken(role: Role): string {
  return `argus_${role[0]}_${newSecret()}`;
}

export function newSecret(): string {
  return randomBytes(secretBytes).toString('base64url');
}

export function prefixOf(token: string): string {
  return token.slice(0, shownCharacters);
}

/** SHA-256, as it is stored. */
export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

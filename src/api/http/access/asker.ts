import type { FastifyRequest } from 'fastify';
import { type Identity, isKnown } from '../../../domain/identity.ts';
import type { Credential } from './credential.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who makes the request. */
    identity: Identity;
    /** What it proves it with. */
    credential: Credential | undefined;
  }
}

/** The key of whoever makes the request; undefined where nobody is known. */
export function askerOf({ identity }: FastifyRequest): string | undefined {
  return isKnown(identity) ? identity.key : undefined;
}

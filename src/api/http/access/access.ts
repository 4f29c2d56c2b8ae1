import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ArgusError } from '../../../domain/error.ts';
import { anyone, type Identity, isKnown, nobody } from '../../../domain/identity.ts';
import './asker.ts';
import { certifiedVehicle } from './certificate.ts';
import { credentialOf } from './credential.ts';
import { refuseOtherSites } from './cross-site.ts';
import { createKnown, type Identities } from './known.ts';
import { refuseOtherNames } from './local-names.ts';
import { createOpenness } from './openness.ts';
import { watchRevocations } from './revocations.ts';
import { everyone, registerRoleStatements } from './roles.ts';
import { createSessionUse } from './session-use.ts';
import { createWindowCounts } from './window-counts.ts';

/** Sent by a page that reloads itself while nobody touches it: such requests do not keep a session from ending. */
const unattendedHeader = 'argus-unattended';
/** Invalid credentials of one address before it is refused unseen. Nobody guesses 256 bits; each try costs a look-up. */
const mostGuesses = 100;
const guessWindowMs = 10_000;

export interface AccessOptions {
  identities: Identities;
  /** Whether requests may be open to anybody while there is no token. */
  mayBeOpen: boolean;
  /** Whether that is meant for this machine alone. */
  opensLocally: boolean;
  /** After its last use a session ends. */
  sessionIdleSeconds: number;
  /** Called for each request by somebody, before its handler. @throws ArgusError to refuse it. */
  onKnown?: (request: FastifyRequest) => void;
}

export interface Access {
  /** Who makes this request; undefined for nobody. */
  identify(request: FastifyRequest): Promise<Identity | undefined> | Identity | undefined;
  isOpen(): boolean | Promise<boolean>;
  /** @throws ArgusError `rate_limited` for an address that has sent many credentials that are nobody's. */
  refuseGuessing(request: FastifyRequest): void;
  /** A credential of this request is nobody's. */
  noteUnknown(request: FastifyRequest): void;
}

/**
 * Every route registered after it answers only those whom its `config.roles` names. People get 401 and 403; to a vehicle
 * what is not its own does not exist.
 */
export function registerAccess(app: FastifyInstance, options: AccessOptions): Access {
  const { identities, mayBeOpen, opensLocally, sessionIdleSeconds, onKnown } = options;
  const known = createKnown(identities);
  const guesses = createWindowCounts(guessWindowMs);
  const isOpen = createOpenness(mayBeOpen, identities.tokens.any);
  registerRoleStatements(app);
  const noteUse = createSessionUse(identities.sessions, sessionIdleSeconds, app.log);
  const watch = watchRevocations(app, known, noteUse);
  app.decorateRequest('identity', null as never);
  app.decorateRequest('credential', undefined);

  function identify(request: FastifyRequest): Promise<Identity | undefined> | Identity | undefined {
    const credential = credentialOf(request);
    request.credential = credential;
    if (credential) {
      if (!known.wasSomebodys(credential)) refuseGuessing(request);
      return known.identityOf(credential);
    }
    const vehicle = certifiedVehicle(request.raw.socket);
    if (vehicle) return vehicle;
    const open = isOpen();
    if (typeof open === 'boolean') return open ? anyone : undefined;
    return open.then((is) => (is ? anyone : undefined));
  }

  function admit(request: FastifyRequest, reply: FastifyReply, identity: Identity | undefined): void {
    if (!identity) {
      if (request.credential) noteUnknown(request);
      throw unauthorized(request, reply);
    }
    request.identity = identity;
    if (opensLocally && !isKnown(identity)) refuseOtherNames(request);
    if (request.credential?.kind === 'session' || !isKnown(identity)) refuseOtherSites(request);
    const { roles } = request.routeOptions.config;
    if (!roles?.includes(identity.role)) throw refusalFor(identity);
    onKnown?.(request);
    if (!request.credential) return;
    if (request.headers[unattendedHeader] === undefined) noteUse(request.credential);
    watch(request, reply);
  }

  app.addHook('onRequest', (request, reply, done) => {
    request.identity = nobody;
    if (request.is404 || request.routeOptions.config.roles === everyone) return done();
    try {
      const identity = identify(request);
      if (identity instanceof Promise) {
        identity.then((now) => admit(request, reply, now)).then(() => done(), done);
        return;
      }
      admit(request, reply, identity);
    } catch (error) {
      return done(error as Error);
    }
    done();
  });
  return { identify, isOpen, refuseGuessing, noteUnknown };

  function refuseGuessing({ ip }: FastifyRequest): void {
    if (guesses.of(ip) < mostGuesses) return;
    throw new ArgusError(
      'rate_limited',
      'Too many invalid tokens came from this address; try again shortly.',
      {
        retryAfterSeconds: guesses.secondsLeft(),
      },
    );
  }

  function noteUnknown(request: FastifyRequest): void {
    guesses.add(request.ip);
    request.log.info({ remote: request.ip }, 'a token or session is nobody’s');
  }
}

/** RFC 6750, 3: why, only where a token was sent. */
function unauthorized({ credential }: FastifyRequest, reply: FastifyReply): ArgusError {
  const invalid = credential?.kind === 'token' ? ', error="invalid_token"' : '';
  reply.header('www-authenticate', `Bearer realm="argus"${invalid}`);
  const sentence = credential
    ? 'The token or session is not valid: it may have expired or been revoked.'
    : 'Say who you are: send a token in `Authorization: Bearer`, or sign in to the console.';
  return new ArgusError('unauthorized', sentence);
}

function refusalFor({ role }: Identity): ArgusError {
  if (role === 'vehicle') return new ArgusError('not_found', 'There is nothing at this address.');
  return new ArgusError('forbidden', `The role ${role} does not allow this.`);
}

import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { v4 as uuidv4, v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { ArgusError } from '../../domain/error.ts';
import { type Claim, holdMs, type KeptAnswer, type KeyedRequest } from '../../domain/keyed-request.ts';
import { askerOf } from './access/asker.ts';
import { addFailures } from './failures.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route recognises repeats by itself, by what it stored. */
    recognisesRepeats?: true;
    /** The answer holds a secret: a repeat is carried out again, with the same `resourceId`. */
    keepsNoAnswer?: true;
  }
  interface FastifyRequest {
    /** For what this request creates: the same in every repeat with the same Idempotency-Key. */
    resourceId: string;
    keyed: { request: KeyedRequest; stop(): void } | undefined;
  }
}

export const idempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII characters')
  .optional();

const keyHeader = z.looseObject({
  'idempotency-key': idempotencyKey.describe(
    'A repeat with the same key and body within 24 hours gets the answer of the first request and has no further effect',
  ),
});

/** Where answers are kept. */
export interface KeptAnswers {
  claim(request: KeyedRequest): Promise<Claim>;
  renew(request: KeyedRequest): Promise<void>;
  settle(request: KeyedRequest, answer: KeptAnswer | undefined): Promise<void>;
}

/** Of the headers of an answer, those that belong to its content. */
const keptHeaders = ['content-type', 'location'] as const;

/**
 * Makes every POST repeatable by `Idempotency-Key`: a success is kept and given to every repeat. A refusal is not kept, as
 * it changed nothing; nor is a failure, as a repeat may succeed. Covers the routes registered after it.
 */
export function registerIdempotency(app: FastifyInstance, answers: KeptAnswers): void {
  app.decorateRequest('resourceId', '');
  app.decorateRequest('keyed', undefined);
  app.addHook('preHandler', async (request, reply) => {
    request.resourceId = uuidv7();
    const key = request.headers['idempotency-key'];
    const { method, config } = request.routeOptions;
    if (method !== 'POST' || config.recognisesRepeats || typeof key !== 'string') return;
    return claim(request, reply, key);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const { keyed } = request;
    if (!keyed) return payload;
    request.keyed = undefined;
    keyed.stop();
    try {
      await answers.settle(keyed.request, answerWorthKeeping(reply, payload));
    } catch (error) {
      // The repeat is carried out again, with the same resource id.
      request.log.warn({ err: error }, 'an answer could not be kept for repeats');
    }
    return payload;
  });

  async function claim(request: FastifyRequest, reply: FastifyReply, key: string) {
    const keyed = keyedRequest(request, key);
    const claimed = await answers.claim(keyed);
    switch (claimed.outcome) {
      case 'claimed':
        request.resourceId = claimed.resourceId;
        request.keyed = { request: keyed, stop: keepHolding(request, keyed) };
        return;
      case 'answered': {
        const { status, headers, body } = claimed.answer;
        return reply.code(status).headers(headers).send(body);
      }
      case 'running':
        throw new ArgusError(
          'in_progress',
          'The first request with this Idempotency-Key is still under way; try again shortly.',
        );
      case 'other_request':
        throw new ArgusError(
          'idempotency_mismatch',
          'The same Idempotency-Key was used with another query or body; use a new key for another request.',
        );
    }
  }

  function keepHolding(request: FastifyRequest, keyed: KeyedRequest): () => void {
    const timer = setInterval(() => {
      answers.renew(keyed).catch((error: unknown) => {
        request.log.debug({ err: error }, 'the hold on an Idempotency-Key could not be renewed');
      });
    }, holdMs / 4).unref();
    return () => clearInterval(timer);
  }
}

/** Every POST registered after it says in its schema that it takes a key. */
export function describeIdempotency(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (isKeyed(route)) describeKey(route);
  });
}

function isKeyed({ method, url, config }: RouteOptions): boolean {
  return method === 'POST' && url.startsWith('/api/') && !config?.recognisesRepeats;
}

/** In the OpenAPI document too, so that no route can be forgotten. */
function describeKey({ schema }: RouteOptions): void {
  if (!schema) return;
  schema.headers ??= keyHeader;
  addFailures(schema, 'in_progress', 'idempotency_mismatch');
}

function keyedRequest(request: FastifyRequest, key: string): KeyedRequest {
  const { method, url, body, headers } = request;
  const asker = askerOf(request);
  const [path = '', query = ''] = url.split('?', 2);
  const type = body == null ? '' : (headers['content-type'] ?? '').split(';')[0];
  return {
    // What one was answered is nobody else's.
    operation: asker === undefined ? `${method} ${path}` : `${method} ${path} by ${asker}`,
    key,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([query, type, body ?? null]))
      .digest('hex'),
    holder: uuidv4(),
    resourceId: uuidv7(),
  };
}

function answerWorthKeeping(reply: FastifyReply, payload: unknown): KeptAnswer | undefined {
  const { statusCode } = reply;
  if (reply.request.routeOptions.config.keepsNoAnswer) return undefined;
  if (statusCode < 200 || statusCode >= 300 || typeof payload !== 'string') return undefined;
  const headers = keptHeaders.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  return { status: statusCode, headers: Object.fromEntries(headers), body: payload };
}

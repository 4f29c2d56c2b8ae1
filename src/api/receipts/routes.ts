import type { FastifyInstance } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ArgusError } from '../../domain/error.ts';
import { createKeyRing, type KeyRing } from '../../receipts/key-ring.ts';
import { publicPem } from '../../receipts/receipt-key.ts';
import { receiptKeySetSchema, signedReceiptSchema } from '../../receipts/receipt-schema.ts';
import { signReceipt } from '../../receipts/sign-receipt.ts';
import { batchParams } from '../batches/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { everyone, vehiclesAndReaders } from '../http/access/roles.ts';
import { fileAnswer } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { issueReceipt } from './issue-receipt.ts';

/** A new key is listed before anybody meets its signature: the receipt that it signs is the first to ask for it. */
const keysFresh = 'public, max-age=300';

export function receiptRoutes({ stores, config }: ApiDeps): FastifyPluginAsyncZod {
  const keys = createKeyRing(stores.receiptKeys, config.RECEIPT_KEY_FILE);
  return async (app) => {
    app.get(
      '/batches/:id/receipt',
      {
        config: { roles: vehiclesAndReaders },
        schema: {
          tags: ['batches'],
          operationId: 'getReceipt',
          summary: 'What of a batch is safe, signed: what a vehicle may delete',
          description:
            'Lists the files that the object store has at this moment and that count. The answer is canonical JSON (RFC 8785); ' +
            '`signature.value` is Ed25519 over the bytes of `receipt`. A receipt stays valid whatever becomes of the batch.',
          params: batchParams,
          response: { 200: signedReceiptSchema, ...failures('not_found', 'state', 'unavailable') },
        },
      },
      async (request, reply) => {
        const batch = await stores.batches.mustGet(request.params.id);
        const receipt = await issueReceipt(stores, batch);
        if (receipt.not_safe.length > 0) {
          request.log.error(
            { batch_id: batch.id, files: receipt.not_safe.length },
            'acknowledged files are not safe',
          );
        }
        reply.header('cache-control', 'no-store').type('application/json');
        // As it was signed, to the byte.
        return reply.send(signReceipt(receipt, await keys.current()) as never);
      },
    );
  };
}

/** The public keys, at the root of the server. */
export function receiptKeyRoutes({ stores, config }: ApiDeps): FastifyPluginAsyncZod {
  const keys = createKeyRing(stores.receiptKeys, config.RECEIPT_KEY_FILE);
  return async (app) => {
    listKeys(app, keys);
    getKey(app, keys);
  };
}

function listKeys(app: FastifyInstance, keys: KeyRing): void {
  app.get(
    '/.well-known/argus-receipt-keys.json',
    {
      config: { roles: everyone },
      schema: {
        tags: ['operation'],
        operationId: 'listReceiptKeys',
        summary: 'Public keys of receipts, also of those that sign no more, as a JWK set',
        response: { 200: receiptKeySetSchema, ...failures('unavailable') },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', keysFresh);
      return { keys: await keys.all() };
    },
  );
}

function getKey(app: FastifyInstance, keys: KeyRing): void {
  app.get<{ Params: { kid: string } }>(
    '/.well-known/argus-receipt-keys/:kid',
    {
      config: { roles: everyone },
      schema: {
        tags: ['operation'],
        operationId: 'getReceiptKey',
        summary: 'One of these keys in PEM, for openssl',
        params: z.object({ kid: z.string().regex(/^[\w-]{43}$/, 'must be the `kid` of a receipt') }),
        response: {
          200: fileAnswer('The public key', 'text/plain'),
          ...failures('not_found', 'unavailable'),
        },
      },
    },
    async (request, reply) => {
      const key = (await keys.all()).find(({ kid }) => kid === request.params.kid);
      if (!key) throw new ArgusError('not_found', 'No receipt was signed with a key of this name here.');
      return reply.header('cache-control', keysFresh).type('text/plain').send(publicPem(key.x));
    },
  );
}

import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ArgusError } from '../../domain/error.ts';
import { isKnown } from '../../domain/identity.ts';
import { deleteVin } from '../../vins/delete-vin.ts';
import { exportVin } from '../../vins/export-vin.ts';
import { tarOf } from '../../vins/tar-sink.ts';
import { legalHoldSchema } from '../batches/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { admins, operators, readers } from '../http/access/roles.ts';
import { fileAnswer, noBody } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { sendStream } from '../http/send-stream.ts';
import { deletedVinSchema, deleteVinQuery, holdBody, mostKept, vinParams, vinSchema } from './schema.ts';

/** What one request deletes is bounded by time: some thousands of batches. */
const deletesForMs = 20_000;
const tarType = 'application/x-tar';

/** Everything of one VIN. */
export function vinRoutes({ stores, logger }: ApiDeps): FastifyPluginAsyncZod {
  const { vins, legalHolds } = stores;
  const tags = ['vins'];

  async function assertSome(vin: string): Promise<void> {
    if ((await vins.holdings(vin)).batches === 0)
      throw new ArgusError('not_found', `There is no batch of the VIN ${vin}.`);
  }

  return async (app) => {
    app.get(
      '/vins/:vin',
      {
        config: { roles: readers },
        schema: {
          tags,
          operationId: 'getVin',
          summary: 'How much there is of a VIN, and whether it is under a legal hold',
          params: vinParams,
          response: { 200: vinSchema, ...failures('not_found', 'unavailable') },
        },
      },
      async ({ params: { vin } }) => {
        const [held, legal_hold] = [await vins.holdings(vin), (await legalHolds.get(vin)) ?? null];
        if (held.batches === 0 && !legal_hold)
          throw new ArgusError('not_found', `There is no batch of the VIN ${vin}.`);
        return { vin, ...held, legal_hold };
      },
    );

    app.put(
      '/vins/:vin/legal-hold',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'holdVin',
          summary: 'Place a legal hold: nothing of the VIN is deleted, neither by age nor by request',
          params: vinParams,
          body: holdBody,
          response: { 200: legalHoldSchema, ...failures('unavailable') },
        },
      },
      ({ identity, params: { vin }, body: { reason } }) =>
        legalHolds.place(vin, reason, isKnown(identity) ? identity.name : null),
    );

    app.delete(
      '/vins/:vin/legal-hold',
      {
        config: { roles: admins },
        schema: {
          tags,
          operationId: 'releaseVin',
          summary: 'End a legal hold',
          params: vinParams,
          response: { 204: noBody('Under no legal hold'), ...failures('not_found', 'unavailable') },
        },
      },
      async ({ params: { vin } }, reply) => {
        if (!(await legalHolds.release(vin)))
          throw new ArgusError('not_found', `The VIN ${vin} is under no legal hold.`);
        return reply.code(204).send();
      },
    );

    app.get(
      '/vins/:vin/export',
      {
        config: { roles: operators, audited: true },
        schema: {
          tags,
          operationId: 'exportVin',
          summary: 'Everything of a VIN as a tar: recordings, reports, charts, events, with their digests',
          description:
            'A folder for each batch, with `SHA256SUMS` for `sha256sum -c`. The last file is `export.json`: what was written, and which objects ' +
            'are lost or changed. A tar without it broke off.',
          params: vinParams,
          response: { 200: fileAnswer('The tar', tarType), ...failures('not_found', 'unavailable') },
        },
      },
      async ({ params: { vin } }, reply) => {
        await assertSome(vin);
        reply.header('content-disposition', `attachment; filename="argus-${vin}.tar"`);
        return sendStream(reply, tarType, () => tarOf(vin, (sink) => exportVin(stores, vin, sink)));
      },
    );

    app.delete(
      '/vins/:vin',
      {
        config: { roles: admins },
        schema: {
          tags,
          operationId: 'deleteVin',
          summary: 'Delete every batch of a VIN with all that belongs to it',
          description:
            'A batch whose run is not over stays, and is named. Objects are removed within some minutes; Kafka and Temporal forget by their own retention.',
          params: vinParams,
          querystring: deleteVinQuery,
          response: { 200: deletedVinSchema, ...failures('not_found', 'legal_hold', 'unavailable') },
        },
      },
      async ({ params: { vin }, query: { confirm } }) => {
        if (confirm !== vin) {
          throw new ArgusError('validation', 'confirm must be the VIN once more, letter by letter.', {
            details: { field: 'confirm' },
          });
        }
        await assertSome(vin);
        const deadline = performance.now() + deletesForMs;
        const { deleted, kept, complete } = await deleteVin(stores, vin, () => performance.now() < deadline);
        logger.info({ vin, deleted, kept: kept.length, complete }, 'batches of a VIN deleted');
        return { deleted, kept_count: kept.length, kept: kept.slice(0, mostKept), complete };
      },
    );
  };
}

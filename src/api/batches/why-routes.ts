import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ArgusError } from '../../domain/error.ts';
import type { ApiDeps } from '../deps.ts';
import { failures } from '../http/failures.ts';
import { batchParams } from './schema.ts';
import { whySchema } from './why-schema.ts';
import { whySentence } from './why-sentence.ts';

/** As many threads as one machine has, and not more than a person reads. */
const shownFiles = 20;

export function whyRoutes({ stores, orchestrator }: ApiDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/batches/:id/why',
      {
        schema: {
          tags: ['batches'],
          operationId: 'explainBatch',
          summary: 'What a batch is waiting for now: attempts, last error, next retry',
          params: batchParams,
          response: { 200: whySchema, ...failures('not_found', 'unavailable') },
        },
      },
      async (request) => {
        const batch = await stores.batches.mustGet(request.params.id);
        const [waiting, reading] = await Promise.all([
          orchestrator.describeBatch(batch.id).catch(unlessAway),
          batch.status === 'scattering' ? stores.files.list(batch.id, 'parsing', undefined, shownFiles) : [],
        ]);
        const files = reading.map(({ name }) => name);
        const { id, status, run, failure_code, failure_message } = batch;
        const head = { batch_id: id, status, run, failure_code, failure_message, files_being_read: files };
        if (waiting !== 'away')
          return { ...head, sentence: whySentence(batch, waiting, files), workflow: waiting ?? null };
        const away = 'The workflow service does not answer, so no more can be said.';
        return { ...head, sentence: `${whySentence(batch, undefined, files)} ${away}`, workflow: null };
      },
    );
  };
}

function unlessAway(error: unknown): 'away' {
  if (error instanceof ArgusError && error.code === 'unavailable') return 'away';
  throw error;
}

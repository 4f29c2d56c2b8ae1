import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Batch } from '../../domain/batch.ts';
import { isTerminal } from '../../domain/batch-status.ts';
import { ArgusError } from '../../domain/error.ts';
import type { Waiting } from '../../orchestrator/waiting.ts';
import type { ApiDeps } from '../deps.ts';
import { vehiclesAndReaders } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { batchParams } from './schema.ts';
import { createStoreTrouble, namingPostgres } from './server-trouble.ts';
import { whySchema } from './why-schema.ts';
import { noteOn, whySentence } from './why-sentence.ts';

/** As many threads as one machine has, and not more than a person reads. */
const shownFiles = 20;
const away = 'The workflow service does not respond, so nothing more is known.';

export function whyRoutes({ stores, orchestrator }: ApiDeps): FastifyPluginAsyncZod {
  const storeTrouble = createStoreTrouble(() => stores.objects.ping());

  async function askTemporal(batch: Batch): Promise<{ waiting?: Waiting | undefined; note?: string }> {
    try {
      const waiting = await orchestrator.describeBatch(batch.id);
      if (isTerminal(batch.status)) return { waiting };
      if (waiting) return { waiting, ...noteOn(waiting) };
      const refusal = await orchestrator.whyRefused();
      return {
        note: refusal
          ? `${refusal} An operator has to mend that.`
          : 'It has no workflow; the reconciler will start one.',
      };
    } catch (error) {
      if (!(error instanceof ArgusError)) throw error;
      if (error.code === 'unavailable') return { note: away };
      return { note: `${error.message} An operator has to mend that.` };
    }
  }

  return async (app) => {
    app.get(
      '/batches/:id/why',
      {
        config: { roles: vehiclesAndReaders },
        schema: {
          tags: ['batches'],
          operationId: 'explainBatch',
          summary: 'What a batch is waiting for now: attempts, last error, next retry',
          params: batchParams,
          response: { 200: whySchema, ...failures('not_found', 'unavailable') },
        },
      },
      async (request) => {
        const batch = await stores.batches.mustGet(request.params.id).catch(namingPostgres);
        const { id, status, run, failure_code, failure_message } = batch;
        const [{ waiting, note }, trouble, reading] = await Promise.all([
          askTemporal(batch),
          isTerminal(status) ? undefined : storeTrouble(),
          status === 'scattering' ? stores.files.list(id, 'parsing', undefined, shownFiles) : [],
        ]);
        const files = reading.map(({ name }) => name);
        const sentence = [whySentence(batch, waiting, files), note, trouble].filter(Boolean).join(' ');
        const head = { batch_id: id, status, run, failure_code, failure_message, files_being_read: files };
        return { ...head, sentence, workflow: waiting ?? null };
      },
    );
  };
}

import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ArgusError } from '../../domain/error.ts';
import type { EventType } from '../../domain/event.ts';
import { plural } from '../../domain/plural.ts';
import type { WebhookEndpoint } from '../../stores/postgres/webhooks.ts';
import { newSecret } from '../../webhooks/sign.ts';
import type { ApiDeps } from '../deps.ts';
import { admins } from '../http/access/roles.ts';
import { noBody } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { assertReachable } from './assert-reachable.ts';
import {
  createdWebhookSchema,
  createWebhookBody,
  deadLettersQuery,
  deadLettersSchema,
  redeliverySchema,
  webhookParams,
  webhooksSchema,
} from './schema.ts';

/** Endpoints that get events over HTTP; the relay delivers. */
export function webhookRoutes({ stores, config }: ApiDeps): FastifyPluginAsyncZod {
  const { webhooks } = stores;
  const tags = ['webhooks'];
  const notFound = () => new ArgusError('not_found', 'There is no such webhook.');

  return async (app) => {
    app.post(
      '/webhooks',
      {
        config: { roles: admins },
        schema: {
          tags,
          operationId: 'createWebhook',
          summary: 'Have events delivered to a URL',
          description:
            'Events from now on, each as the JSON object that Kafka has, signed by Standard Webhooks (`webhook-id` is the ' +
            "event's id, `webhook-signature` is `v1`). In order for each batch and at least once; what is not answered with 2xx " +
            'is repeated for 24 hours.',
          body: createWebhookBody,
          response: { 201: createdWebhookSchema, ...failures('unavailable') },
        },
      },
      async (request, reply) => {
        const { url, event_types, description } = request.body;
        assertReachable(url, config.WEBHOOK_ALLOW_PRIVATE);
        const { secret, ...endpoint } = await webhooks.create({
          id: request.resourceId,
          url,
          event_types: (event_types as EventType[] | undefined) ?? null,
          description: description ?? null,
          secret: newSecret(),
        });
        return reply.code(201).send({ ...present(endpoint), secret });
      },
    );

    app.get(
      '/webhooks',
      {
        config: { roles: admins },
        schema: {
          tags,
          operationId: 'listWebhooks',
          summary: 'All webhooks, with what waits and what was given up',
          response: { 200: webhooksSchema, ...failures('unavailable') },
        },
      },
      async () => ({
        webhooks: (await webhooks.list()).map(({ pending, dead, error, ...endpoint }) => ({
          ...present(endpoint),
          pending,
          dead,
          last_error: error,
        })),
      }),
    );

    app.delete(
      '/webhooks/:id',
      {
        config: { roles: admins },
        schema: {
          tags,
          operationId: 'deleteWebhook',
          summary: 'Delete a webhook, with what it has not received',
          params: webhookParams,
          response: { 204: noBody('Deleted'), ...failures('not_found', 'unavailable') },
        },
      },
      async (request, reply) => {
        if (!(await webhooks.remove(request.params.id))) throw notFound();
        return reply.code(204).send();
      },
    );

    app.get(
      '/webhooks/:id/dead-letters',
      {
        config: { roles: admins },
        schema: {
          tags,
          operationId: 'listDeadLetters',
          summary: 'Events that a webhook did not take for 24 hours',
          params: webhookParams,
          querystring: deadLettersQuery,
          response: { 200: deadLettersSchema, ...failures('not_found', 'unavailable') },
        },
      },
      async (request) => {
        const { id } = request.params;
        if (!(await webhooks.has(id))) throw notFound();
        return { dead_letters: await webhooks.deadLetters(id, request.query.limit) };
      },
    );

    app.post(
      '/webhooks/:id/redeliver',
      {
        config: { roles: admins },
        schema: {
          tags,
          operationId: 'redeliverWebhook',
          summary: 'Deliver what was given up once more',
          params: webhookParams,
          response: { 202: redeliverySchema, ...failures('not_found', 'unavailable') },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        if (!(await webhooks.has(id))) throw notFound();
        const events = await webhooks.revive(id);
        const message = `${plural(events, 'event')} will be delivered again.`;
        return reply.code(202).send({ message, events });
      },
    );
  };
}

function present({ id, ...endpoint }: WebhookEndpoint) {
  return { webhook_id: id, ...endpoint };
}

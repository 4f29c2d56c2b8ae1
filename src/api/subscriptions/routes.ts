import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { alertHours } from '../../domain/alert.ts';
import { ArgusError } from '../../domain/error.ts';
import { plural } from '../../domain/plural.ts';
import type { AlertSubscription } from '../../stores/postgres/alerts.ts';
import { newSecret } from '../../webhooks/sign.ts';
import type { ApiDeps } from '../deps.ts';
import { operators } from '../http/access/roles.ts';
import { noBody } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { assertReachable } from '../webhooks/assert-reachable.ts';
import { deadLettersQuery } from '../webhooks/schema.ts';
import {
  alertRedeliverySchema,
  createdSubscriptionSchema,
  createSubscriptionBody,
  deadAlertsSchema,
  subscriptionParams,
  subscriptionsSchema,
} from './schema.ts';

/** Who is told of findings, by webhook or e-mail; the relay delivers. */
export function subscriptionRoutes({ stores, config }: ApiDeps): FastifyPluginAsyncZod {
  const { alerts } = stores;
  const tags = ['subscriptions'];
  const notFound = () => new ArgusError('not_found', 'There is no such subscription.');

  return async (app) => {
    app.post(
      '/subscriptions',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'createSubscription',
          summary: 'Be told of findings, by webhook or e-mail',
          description:
            'One message for each new report with findings that fit, to a `url` (`/schemas/alert-v1.json`, signed by Standard ' +
            'Webhooks) or to an `email`. What was told of a platform is left out of the messages of the ' +
            `${alertHours} hours that follow, unless it became more severe. In order, at least once; what is not taken is ` +
            'repeated for 24 hours.',
          body: createSubscriptionBody,
          response: { 201: createdSubscriptionSchema, ...failures('conflict', 'unavailable') },
        },
      },
      async (request, reply) => {
        const { url = null, email = null, platforms, rules, min_severity, description } = request.body;
        if (url !== null) assertReachable(url, config.WEBHOOK_ALLOW_PRIVATE);
        if (email !== null && config.SMTP_URL === undefined) throw noMailServer();
        const { secret, ...subscription } = await alerts.subscribe({
          id: request.resourceId,
          url,
          email,
          min_severity,
          platforms: platforms ?? null,
          rules: rules ?? null,
          description: description ?? null,
          secret: url === null ? null : newSecret(),
        });
        return reply.code(201).send({ ...present(subscription), secret });
      },
    );

    app.get(
      '/subscriptions',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'listSubscriptions',
          summary: 'All subscriptions, with what waits and what was given up',
          response: { 200: subscriptionsSchema, ...failures('unavailable') },
        },
      },
      async () => ({
        subscriptions: (await alerts.list()).map(({ pending, dead, error, ...subscription }) => ({
          ...present(subscription),
          pending,
          dead,
          last_error: error,
        })),
      }),
    );

    app.delete(
      '/subscriptions/:id',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'deleteSubscription',
          summary: 'Delete a subscription, with what it has not received',
          params: subscriptionParams,
          response: { 204: noBody('Deleted'), ...failures('not_found', 'unavailable') },
        },
      },
      async (request, reply) => {
        if (!(await alerts.unsubscribe(request.params.id))) throw notFound();
        return reply.code(204).send();
      },
    );

    app.get(
      '/subscriptions/:id/dead-letters',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'listDeadAlerts',
          summary: 'Messages that were refused, or not taken for 24 hours; kept for 30 days',
          params: subscriptionParams,
          querystring: deadLettersQuery,
          response: { 200: deadAlertsSchema, ...failures('not_found', 'unavailable') },
        },
      },
      async (request) => {
        const { id } = request.params;
        if (!(await alerts.has(id))) throw notFound();
        return { dead_letters: await alerts.deadLetters(id, request.query.limit) };
      },
    );

    app.post(
      '/subscriptions/:id/redeliver',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'redeliverSubscription',
          summary: 'Deliver what was given up once more',
          params: subscriptionParams,
          response: { 202: alertRedeliverySchema, ...failures('not_found', 'unavailable') },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        if (!(await alerts.has(id))) throw notFound();
        const messages = await alerts.revive(id);
        const message = `${plural(messages, 'message')} will be delivered again.`;
        return reply.code(202).send({ message, messages });
      },
    );
  };
}

function present({ id, ...subscription }: AlertSubscription) {
  return { subscription_id: id, ...subscription };
}

function noMailServer(): ArgusError {
  return new ArgusError(
    'validation',
    'email: Argus has no mail server; set SMTP_URL, MAIL_FROM and PUBLIC_URL.',
    { details: { field: 'email' } },
  );
}

import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { noSuchEntry } from '../../domain/knowledge.ts';
import type { ApiDeps } from '../deps.ts';
import { operators, readers } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { picker } from '../http/fields.ts';
import { pageOf } from '../http/page-schema.ts';
import { placeCursor, placeOf } from './place-cursor.ts';
import {
  changedKnowledge,
  entryParams,
  entrySchema,
  feedbackBody,
  feedbackCounts,
  feedbackListSchema,
  feedbackQuery,
  knowledgeContent,
  knowledgePageSchema,
  listKnowledgeQuery,
  retireQuery,
} from './schema.ts';

const presentEntry = picker(entrySchema);
const presentFeedback = picker(feedbackListSchema.shape.feedback.element);

export function knowledgeRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { entries, search, feedback } = stores.knowledge;
  const tags = ['knowledge'];

  return async (app) => {
    app.get(
      '/knowledge',
      {
        config: { roles: readers },
        schema: {
          tags,
          operationId: 'listKnowledge',
          summary: 'Entries of the knowledge base: all of them, or searched by code and by similar words',
          querystring: listKnowledgeQuery,
          response: { 200: knowledgePageSchema, ...failures('unavailable') },
        },
      },
      async (request) => {
        const { q, limit, cursor, retired: asked, ...filter } = request.query;
        const retired = asked === 'true';
        const revision = entries.revision();
        const after = cursor === undefined ? undefined : placeOf(cursor);
        if (q === undefined) {
          const rows = await search.list({ ...filter, retired }, after?.id, limit + 1);
          const { page, next_cursor } = pageOf(rows, limit);
          const next = next_cursor && placeCursor({ score: 0, id: next_cursor });
          return { entries: page.map(presentEntry), next_cursor: next, revision: await revision };
        }
        const rows = await search.find(q, { ...filter, retired }, after, limit + 1);
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const next_cursor = rows.length > limit && last ? placeCursor(last) : null;
        return { entries: page.map(presentEntry), next_cursor, revision: await revision };
      },
    );

    app.post(
      '/knowledge',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'createKnowledgeEntry',
          summary: 'Add an entry',
          body: knowledgeContent,
          response: { 201: entrySchema, ...failures('conflict', 'unavailable') },
        },
      },
      async (request, reply) => {
        const entry = await entries.create(request.resourceId, request.body);
        return reply.code(201).header('location', `/api/v1/knowledge/${entry.id}`).send(presentEntry(entry));
      },
    );

    app.get(
      '/knowledge/:id',
      {
        config: { roles: readers },
        schema: {
          tags,
          operationId: 'getKnowledgeEntry',
          summary: 'An entry, active or retired',
          params: entryParams,
          response: { 200: entrySchema, ...failures('not_found', 'unavailable') },
        },
      },
      async (request) => {
        const entry = await entries.find(request.params.id);
        if (!entry) throw noSuchEntry(request.params.id);
        return presentEntry(entry);
      },
    );

    app.put(
      '/knowledge/:id',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'changeKnowledgeEntry',
          summary: 'Change an entry, based on the version read; a retired one is active again',
          params: entryParams,
          body: changedKnowledge,
          response: { 200: entrySchema, ...failures('not_found', 'conflict', 'unavailable') },
        },
      },
      async (request) => {
        const { version, ...content } = request.body;
        return presentEntry(await entries.change(request.params.id, version, content));
      },
    );

    app.delete(
      '/knowledge/:id',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'retireKnowledgeEntry',
          summary: 'Retire an entry, based on the version read; reports that show it are kept',
          params: entryParams,
          querystring: retireQuery,
          response: { 200: entrySchema, ...failures('not_found', 'conflict', 'unavailable') },
        },
      },
      async (request) => presentEntry(await entries.retire(request.params.id, request.query.version)),
    );

    app.post(
      '/knowledge/:id/feedback',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'giveKnowledgeFeedback',
          summary: 'Rate an entry shown with a finding: whether it helped',
          params: entryParams,
          body: feedbackBody,
          response: {
            200: feedbackCounts,
            ...failures('not_found', 'conflict', 'unavailable'),
          },
        },
      },
      async (request) => {
        const { batch_id, ...said } = request.body;
        const { helped, wrong } = await feedback.give({
          entryId: request.params.id,
          batchId: batch_id,
          ...said,
        });
        return { helped, wrong };
      },
    );

    app.get(
      '/knowledge/:id/feedback',
      {
        config: { roles: readers },
        schema: {
          tags,
          operationId: 'listKnowledgeFeedback',
          summary: 'Feedback on an entry, newest first',
          params: entryParams,
          querystring: feedbackQuery,
          response: { 200: feedbackListSchema, ...failures('not_found', 'unavailable') },
        },
      },
      async (request) => {
        const { id } = request.params;
        const said = await feedback.list(id, request.query.limit);
        if (said.length === 0 && !(await entries.find(id))) throw noSuchEntry(id);
        return { feedback: said.map(presentFeedback) };
      },
    );
  };
}

import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ArgusError } from '../../domain/error.ts';
import type { ImportResult } from '../../stores/postgres/knowledge/bulk.ts';
import type { ApiDeps } from '../deps.ts';
import { operators, readers } from '../http/access/roles.ts';
import { fileAnswer, fileBody } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { sendStream } from '../http/send-stream.ts';
import { exportLines } from './export-lines.ts';
import { type ImportProblem, isReserved, type ReadEntry, readImport } from './read-import.ts';
import { exportedEntry, importedEntry, importQuery, importResultSchema } from './schema.ts';

/** Per import; parsing this much blocks the process for some tenths of a second. */
const maxBytes = 8 * 1024 * 1024;
/** Maximum problems in a response, which also has their number. */
const maxProblems = 100;

const { $schema: _, ...importedEntries } = z.toJSONSchema(z.array(importedEntry), { io: 'input' });
/** An export can be imported again; its other columns are ignored. */
const importBody = {
  'application/json': {
    schema: { type: 'object', required: ['entries'], properties: { entries: importedEntries } },
  },
  ...fileBody('text/csv'),
};
const exportAnswer = {
  description: 'All active entries',
  content: {
    'application/json': { schema: z.object({ entries: z.array(exportedEntry) }) },
    ...fileAnswer('', 'text/csv').content,
  },
};

/** Its own scope: here the body is a file. */
export function knowledgeTransferRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { bulk, entries: known } = stores.knowledge;

  /** Ids with the shipped prefix that no entry has: they could collide with those of a later release. */
  async function madeUp(entries: readonly ReadEntry[]): Promise<ImportProblem[]> {
    const reserved = entries.filter(({ id }) => isReserved(id));
    const existing = await known.existing(reserved.map(({ id }) => id));
    return reserved
      .filter(({ id }) => !existing.has(id))
      .map(({ line }) => ({ line, field: 'id', message: 'names a shipped entry that does not exist' }));
  }

  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      ['application/json', 'text/csv'],
      { parseAs: 'string', bodyLimit: maxBytes },
      (_request, body, done) => done(null, body),
    );

    app.post(
      '/knowledge/import',
      {
        bodyLimit: maxBytes,
        config: { roles: operators },
        schema: {
          tags: ['knowledge'],
          operationId: 'importKnowledge',
          summary: 'Add and change entries by id, all or none',
          rawBody: importBody,
          querystring: importQuery,
          response: {
            200: importResultSchema,
            ...failures('conflict', 'too_large', 'unavailable'),
          },
        },
      },
      async (request) => {
        const dryRun = request.query.dry_run === 'true';
        const kind = request.headers['content-type']?.startsWith('text/csv') ? 'csv' : 'json';
        const text = typeof request.body === 'string' ? request.body : '';
        if (text === '')
          throw new ArgusError('validation', 'body is missing.', { details: { field: 'body' } });
        const { entries, problems } = readImport(text, kind, request.resourceId);
        problems.push(...(await madeUp(entries)));
        const result =
          problems.length > 0
            ? { created: 0, updated: 0, unchanged: 0, stale: [] }
            : await bulk.import(entries, dryRun);
        problems.push(...staleProblems(entries, result));
        if (problems.length > 0 && !dryRun) throw refused(problems);
        const { created, updated, unchanged } = result;
        return {
          dry_run: dryRun,
          created,
          updated,
          unchanged,
          problems: problems.slice(0, maxProblems),
          problem_count: problems.length,
        };
      },
    );

    app.get(
      '/knowledge/export',
      {
        config: { roles: readers },
        schema: {
          tags: ['knowledge'],
          operationId: 'exportKnowledge',
          summary: 'Export all active entries as a file that can be imported again',
          querystring: z.strictObject({ format: z.enum(['csv', 'json']).default('json') }),
          response: { 200: exportAnswer, ...failures('unavailable') },
        },
      },
      async (request, reply) => {
        const { format } = request.query;
        reply.header('content-disposition', `attachment; filename="knowledge.${format}"`);
        const mediaType = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json';
        return sendStream(reply, mediaType, () => Readable.from(exportLines(bulk.export(), format)));
      },
    );
  };
}

function staleProblems(entries: readonly ReadEntry[], { stale }: ImportResult): ImportProblem[] {
  const current = new Map(stale.map((one) => [one.id, one.current]));
  return entries.flatMap(({ id, line, version }) => {
    const now = current.get(id);
    return now === undefined
      ? []
      : [{ line, field: 'version', message: `is ${version}, but the entry now has version ${now}` }];
  });
}

function refused(problems: readonly ImportProblem[]): ArgusError {
  const [first] = problems;
  const sentence = `Nothing was imported. Line ${first?.line}: ${first?.field} ${first?.message}.`;
  return new ArgusError('validation', sentence, {
    details: {
      field: first?.field ?? 'body',
      problems: problems.slice(0, maxProblems),
      problem_count: problems.length,
    },
  });
}

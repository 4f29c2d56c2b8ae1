import { createHash } from 'node:crypto';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ArgusError } from '../../domain/error.ts';
import { unpackDatabase } from '../../recordings/formats/dbc/unpack-database.ts';
import { parseDatabase } from '../../recordings/meaning/databases/parse-database.ts';
import type { ApiDeps } from '../deps.ts';
import { operators, readers } from '../http/access/roles.ts';
import { fileAnswer, fileBody, noBody } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { picker } from '../http/fields.ts';
import { sendBytes } from '../http/send-stream.ts';
import {
  platformDatabaseParams,
  platformDatabaseSchema,
  platformDatabasesSchema,
  platformParams,
} from './platform-schema.ts';

/** Parsing a file of this size blocks the process for about a second; real ones have up to 3 MiB. */
const maxBytes = 4 * 1024 * 1024;

const present = picker(platformDatabaseSchema);

/** Its own scope: here the body is a file, whatever its Content-Type. */
export function platformDatabaseRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { databases } = stores;

  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxBytes }, (_request, body, done) =>
      done(null, body),
    );

    app.put(
      '/platforms/:platform/databases/:name',
      {
        bodyLimit: maxBytes,
        config: { roles: operators },
        schema: {
          tags: ['platforms'],
          operationId: 'putPlatformDatabase',
          summary:
            'Store a CAN database (DBC, KCD, SYM, DBF, ARXML, LDF) for a platform; the body is the file',
          rawBody: fileBody('application/octet-stream'),
          params: platformDatabaseParams,
          response: {
            200: platformDatabaseSchema,
            ...failures('conflict', 'too_large', 'unavailable'),
          },
        },
      },
      async (request) => {
        const content = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const kept = await databases.put({
          ...request.params,
          sha256: createHash('sha256').update(content).digest('hex'),
          size: content.length,
          ...(await definitionsOf(content)),
          content,
        });
        return present(kept);
      },
    );

    app.get(
      '/platforms/:platform/databases',
      {
        config: { roles: readers },
        schema: {
          tags: ['platforms'],
          operationId: 'listPlatformDatabases',
          summary: 'The CAN databases of a platform',
          params: platformParams,
          response: { 200: platformDatabasesSchema, ...failures('unavailable') },
        },
      },
      async (request) => {
        const kept = await databases.list(request.params.platform);
        return { databases: kept.map(present) };
      },
    );

    app.get(
      '/platforms/:platform/databases/:name',
      {
        config: { roles: readers },
        schema: {
          tags: ['platforms'],
          operationId: 'getPlatformDatabase',
          summary: 'Download a CAN database as it was uploaded',
          params: platformDatabaseParams,
          response: {
            200: fileAnswer('The file', 'application/octet-stream'),
            ...failures('not_found', 'unavailable'),
          },
        },
      },
      async (request, reply) => {
        const { platform, name } = request.params;
        const content = await databases.content(platform, name);
        if (!content) throw noSuchDatabase(name);
        reply.header('content-disposition', 'attachment');
        return sendBytes(reply, 'application/octet-stream', content);
      },
    );

    app.delete(
      '/platforms/:platform/databases/:name',
      {
        config: { roles: operators },
        schema: {
          tags: ['platforms'],
          operationId: 'deletePlatformDatabase',
          summary: 'Remove a CAN database; reports made with it are kept',
          params: platformDatabaseParams,
          response: { 204: noBody('Removed'), ...failures('not_found', 'unavailable') },
        },
      },
      async (request, reply) => {
        const { platform, name } = request.params;
        if (!(await databases.remove(platform, name))) throw noSuchDatabase(name);
        return reply.code(204).send();
      },
    );
  };
}

function noSuchDatabase(name: string): ArgusError {
  return new ArgusError('not_found', `The platform has no CAN database ${name}.`);
}

/** A database kept for a fleet must be valid throughout: no line is skipped. @throws ArgusError `validation` with the line. */
async function definitionsOf(content: Uint8Array): Promise<{ messages: number; signals: number }> {
  const unpacked = await unpackDatabase(content, maxBytes);
  if (!unpacked) throw invalid(`The file unpacks to more than ${maxBytes} bytes.`);
  const { messages: canMessages, linFrames, problems, exceeded } = parseDatabase(unpacked);
  const messages = [...canMessages, ...linFrames];
  const [first] = problems;
  if (first) {
    throw invalid(`Line ${first.line} cannot be read: ${first.message}.`, { line: first.line });
  }
  if (exceeded.length > 0) throw invalid(`The file defines more than ${exceeded.join(' and ')}.`);
  if (messages.length === 0)
    throw invalid(
      'The file defines no message: it is not a CAN database (DBC, KCD, SYM, DBF, ARXML or LDF).',
    );
  return {
    messages: messages.length,
    signals: messages.reduce((sum, message) => sum + message.signals.length, 0),
  };
}

function invalid(sentence: string, details: Record<string, unknown> = {}): ArgusError {
  return new ArgusError('validation', sentence, { details: { field: 'body', ...details } });
}

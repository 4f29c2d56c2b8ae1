import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

/**
 * For tests: validates every JSON response strictly against its schema in the document, so that no missing or additional
 * member and no undocumented status goes unnoticed. Such a response becomes a 500.
 */
export function registerAnswerChecks(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const { schema } = request.routeOptions;
    if (!schema || 'hide' in schema || request.is404 || ofAllPaths(request, reply)) return payload;
    const problem = problemOf(request, reply, payload);
    if (problem === undefined) return payload;
    request.log.error({ problem }, 'the response does not match the document');
    reply.code(500).header('content-type', 'application/json').removeHeader('content-length');
    return JSON.stringify({ error: problem, code: 'internal', request_id: request.id });
  });
}

/** Statuses of methods that the routes do not declare; see methods.ts. */
function ofAllPaths({ method }: FastifyRequest, { statusCode }: FastifyReply): boolean {
  return method === 'HEAD' || method === 'OPTIONS' || statusCode === 405;
}

function problemOf(
  { routeOptions, method, url }: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): string | undefined {
  const { statusCode } = reply;
  const where = `${method} ${url} ${statusCode}`;
  const answers = routeOptions.schema?.response as Record<number, unknown> | undefined;
  const answer = answers?.[statusCode] ?? ofBodies(statusCode, answers);
  if (answer === undefined) return `${where}: the status is not documented.`;
  const type = String(reply.getHeader('content-type') ?? '').split(';')[0] ?? '';
  const schema = schemaOf(answer, type);
  if (schema === undefined) return `${where}: the content type ${type} is not documented.`;
  if (!type.endsWith('json') || !(typeof payload === 'string' || Buffer.isBuffer(payload))) return undefined;
  const value: unknown = JSON.parse(payload.toString());
  const parsed = schema.safeParse(value);
  if (!parsed.success) return `${where}: ${z.prettifyError(parsed.error)}`;
  // Parsing drops what the schema does not name.
  if (isDeepStrictEqual(JSON.parse(JSON.stringify(parsed.data)), value)) return undefined;
  return `${where}: has members that the schema does not define: ${payload.toString().slice(0, 1_000)}`;
}

/** The document adds these wherever there is a body; see finish-document.ts. */
function ofBodies(status: number, answers: Record<number, unknown> | undefined): unknown {
  return [408, 413, 415].includes(status) ? answers?.[400] : undefined;
}

function schemaOf(answer: unknown, mediaType: string): z.ZodType | undefined {
  if (answer instanceof z.ZodType) {
    return mediaType === '' || mediaType === 'application/json' ? answer : undefined;
  }
  return (answer as { content: Record<string, { schema: z.ZodType }> }).content[mediaType]?.schema;
}

import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { ArgusError } from '../../domain/error.ts';
import { plainMessage } from './plain-message.ts';

const places: Record<string, string> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'headers',
};

/** Validates the parts of a request; the first problem is reported with its field, in plain words. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart = 'body' }) => {
  // Fastify gives null for a missing body.
  return (data) => {
    const result = schema.safeParse(data ?? undefined, { error: plainMessage });
    if (result.success) return { value: result.data };
    const [issue] = result.error.issues;
    return { error: problemOf(issue, places[httpPart] ?? httpPart) };
  };
};

/** The message for the first issue. */
function problemOf(issue: z.core.$ZodIssue | undefined, where: string): ArgusError {
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = [...(issue?.path.map(String) ?? []), ...(unknown === undefined ? [] : [unknown])];
  // The length of a name chosen by the client is bounded before it is repeated.
  const field = (path.join('.') || where).slice(0, 200);
  const sentence =
    unknown === undefined ? `${field} ${issue?.message}.` : `${field} is not a field of ${refusing[where]}.`;
  return new ArgusError('validation', sentence.slice(0, 500), { details: { field, where } });
}

const refusing: Record<string, string> = {
  body: 'this request',
  query: 'the query of this request',
  path: 'this path',
  headers: 'this request',
};

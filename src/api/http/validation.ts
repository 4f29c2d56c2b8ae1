import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { ArgusError } from '../../domain/error.ts';
import { plainMessage } from '../../text/plain-message.ts';

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
    const issue = tightest(result.error.issues);
    const message =
      httpPart === 'querystring' && isRepeated(issue, data) ? 'is given more than once' : issue?.message;
    return { error: problemOf(issue, message, places[httpPart] ?? httpPart) };
  };
};

type Issue = z.core.$ZodIssue | undefined;

/** The first; of bounds that it exceeds, the last: that of the field comes after that of whole numbers in general, 2^53. */
function tightest(issues: readonly z.core.$ZodIssue[]): Issue {
  const [first] = issues;
  if (first?.code !== 'too_big' && first?.code !== 'too_small') return first;
  return issues.findLast(({ code, path }) => code === first.code && path.join('.') === first.path.join('.'));
}

/** A parameter that may be there once is an array when it is there twice, which is not what its type says is wrong. */
function isRepeated(issue: Issue, query: unknown): boolean {
  const [name, ...below] = issue?.path ?? [];
  if (issue === undefined || name === undefined || below.length > 0) return false;
  const mayBeArray = 'origin' in issue && issue.origin === 'array';
  return !mayBeArray && Array.isArray((query as Record<PropertyKey, unknown>)[name]);
}

function problemOf(issue: Issue, message: string | undefined, where: string): ArgusError {
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = [...(issue?.path.map(String) ?? []), ...(unknown === undefined ? [] : [unknown])];
  // The length of a name chosen by the client is bounded before it is repeated.
  const field = (path.join('.') || where).slice(0, 200);
  const sentence =
    unknown === undefined ? `${field} ${message}.` : `${field} is not a field of ${refusing[where]}.`;
  return new ArgusError('validation', sentence.slice(0, 500), { details: { field, where } });
}

const refusing: Record<string, string> = {
  body: 'this request',
  query: 'the query of this request',
  path: 'this path',
  headers: 'this request',
};

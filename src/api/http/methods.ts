import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ArgusError } from '../../domain/error.ts';
import { sendError } from './errors.ts';
import { pathOf } from './problem.ts';

/**
 * Handles methods that no route declares: `OPTIONS` lists the allowed ones, every other gets 405 with them in `Allow`
 * (RFC 9110, 9.3.7 and 15.5.6). Covers the routes registered after it.
 */
export function registerMethods(app: FastifyInstance): void {
  const methods = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = methods.get(url) ?? new Set();
    for (const one of [method].flat()) known.add(one);
    methods.set(url, known);
  });
  let paths: { pattern: RegExp; known: Set<string>; allow: string }[] | undefined;

  app.addHook('onRequest', (request, reply, done) => {
    const path = pathOf(request.raw.url ?? '');
    // A parameter would take the `export` of `/knowledge/export` for an entry id.
    const exact = methods.get(path);
    if (exact && !exact.has(request.method)) return answer(request, reply, allowOf(exact));
    if (!request.is404) return done();
    paths ??= [...methods]
      .filter(([url]) => !url.includes('*'))
      .map(([url, known]) => ({ pattern: patternOf(url), known, allow: allowOf(known) }));
    const found = paths.find(({ pattern }) => pattern.test(path));
    if (!found || found.known.has(request.method)) return done();
    answer(request, reply, found.allow);
  });
}

function allowOf(methods: Set<string>): string {
  return [...methods, 'OPTIONS'].join(', ');
}

function answer(request: FastifyRequest, reply: FastifyReply, allow: string): void {
  reply.header('allow', allow);
  if (request.method === 'OPTIONS') {
    reply.code(204).send();
    return;
  }
  const sentence = `${request.method} is not allowed here; ${allow} are.`;
  sendError(new ArgusError('method_not_allowed', sentence), request, reply);
}

/** `/batches/:id/files` as a regular expression. */
function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) =>
      part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`),
    );
  return new RegExp(`^${parts.join('/')}$`);
}

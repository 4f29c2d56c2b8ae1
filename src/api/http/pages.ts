import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import helmet from '@fastify/helmet';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { ArgusError } from '../../domain/error.ts';
import { everyone } from './access/roles.ts';
import { createAskedFirst } from './asked-first.ts';
import { docsPage } from './docs-page.ts';
import { sendError } from './errors.ts';
import { consolePolicy, helmetOptions } from './page-policy.ts';

const consoleFolder = fileURLToPath(new URL('../../../console/dist', import.meta.url));

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Argus</title>
<body style="font-family:system-ui;max-width:40rem;margin:4rem auto;line-height:1.5">
<h1>Argus is running</h1>
<p>The console has not been built yet. <code>npm start</code> and <code>npm run demo</code> build it.</p>
<p><a href="/docs">Try the API</a> · <a href="/readyz">Servers</a> · <a href="/metrics">Metrics</a></p>
</body></html>`;

/** The console at `/`, the API documentation at `/docs`; each in its own scope with its own policy. */
export async function registerPages(app: FastifyInstance, folder = consoleFolder): Promise<void> {
  await app.register(docsPage);
  await app.register(existsSync(`${folder}/index.html`) ? builtConsole(folder) : missingConsole);
}

function builtConsole(folder: string): FastifyPluginAsync {
  return async (app) => {
    const askedFirst = await createAskedFirst(folder);
    await app.register(helmet, { ...helmetOptions, contentSecurityPolicy: consolePolicy });
    // What it shows it asks the API for.
    app.addHook('onRoute', (route) => {
      route.config = { ...route.config, roles: everyone };
    });
    await app.register(staticFiles, {
      root: folder,
      cacheControl: false,
      // As `scripts/console-build.ts` leaves them.
      preCompressed: true,
      setHeaders(reply, path) {
        // Vite names assets by their content; the page itself must be revalidated each time.
        const lasting = path.includes('/assets/');
        reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    app.setNotFoundHandler((request, reply) =>
      wantsPage(request)
        ? reply.headers({ 'cache-control': 'no-cache', ...askedFirst(request.url) }).sendFile('index.html')
        : nothingHere(request, reply),
    );
  };
}

const missingConsole: FastifyPluginAsync = async (app) => {
  await app.register(helmet, { ...helmetOptions, contentSecurityPolicy: consolePolicy });
  app.get('/', { config: { roles: everyone }, schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(notBuilt),
  );
  app.setNotFoundHandler(nothingHere);
};

/** The console routes on the client (`/batches/…`): all its URLs serve the same page. */
function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html');
}

function nothingHere(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { method, url } = request;
  const path = url.split('?', 1)[0]?.slice(0, 200);
  const missing = url.startsWith('/api/')
    ? `There is no ${method} ${path}. The API is described at /docs.`
    : `There is no ${method} ${path}. The API begins with /api/v1; pages of the console are sent to requests that accept text/html.`;
  return sendError(new ArgusError('not_found', missing), request, reply);
}

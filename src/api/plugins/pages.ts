import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import helmet from '@fastify/helmet';
import staticFiles from '@fastify/static';
import scalar from '@scalar/fastify-api-reference';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { ArgusError } from '../../domain/error.ts';
import { sendError } from './errors.ts';

const consoleFolder = fileURLToPath(new URL('../../../console/dist', import.meta.url));

/** Everything a page loads comes from here; charts are pictures, uploads and event streams go to the API. */
const consolePolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};
/** The reference page brings its own inline script and compiles templates. */
const docsPolicy = {
  useDefaults: false,
  directives: {
    ...consolePolicy.directives,
    scriptSrc: ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
    fontSrc: ["'self'", 'data:'],
    workerSrc: ["'self'", 'blob:'],
  },
};
/** Argus speaks plain HTTP; who puts TLS in front of it decides about HSTS there. */
const helmetOptions = { strictTransportSecurity: false, crossOriginEmbedderPolicy: false } as const;

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Argus</title>
<body style="font-family:system-ui;max-width:40rem;margin:4rem auto;line-height:1.5">
<h1>Argus is running</h1>
<p>The console has not been built yet. <code>npm start</code> and <code>npm run demo</code> build it.</p>
<p><a href="/docs">Try the API</a> · <a href="/readyz">Servers</a> · <a href="/metrics">Metrics</a></p>
</body></html>`;

/** The console at `/`, the page to try the API at `/docs`; each in a scope of its own with its own policy. */
export async function registerPages(app: FastifyInstance, folder = consoleFolder): Promise<void> {
  await app.register(docs);
  await app.register(existsSync(`${folder}/index.html`) ? builtConsole(folder) : missingConsole);
}

const docs: FastifyPluginAsync = async (app) => {
  await app.register(helmet, { ...helmetOptions, contentSecurityPolicy: docsPolicy });
  await app.register(scalar, {
    routePrefix: '/docs',
    configuration: {
      url: '/openapi.json',
      pageTitle: 'Argus API',
      // Nothing is loaded from, or told to, anybody else.
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
};

function builtConsole(folder: string): FastifyPluginAsync {
  return async (app) => {
    await app.register(helmet, { ...helmetOptions, contentSecurityPolicy: consolePolicy });
    await app.register(staticFiles, {
      root: folder,
      cacheControl: false,
      setHeaders(reply, path) {
        // Vite names assets by their content; the page itself has to be asked for each time.
        const lasting = path.includes('/assets/');
        reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    app.setNotFoundHandler((request, reply) =>
      wantsPage(request)
        ? reply.header('cache-control', 'no-cache').sendFile('index.html')
        : nothingHere(request, reply),
    );
  };
}

const missingConsole: FastifyPluginAsync = async (app) => {
  await app.register(helmet, { ...helmetOptions, contentSecurityPolicy: consolePolicy });
  app.get('/', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(notBuilt),
  );
  app.setNotFoundHandler(nothingHere);
};

/** The console has addresses of its own (`/batches/…`): they all are its one page. */
function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html');
}

function nothingHere(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { method, url } = request;
  const path = url.split('?', 1)[0]?.slice(0, 200);
  return sendError(new ArgusError('not_found', `There is no ${method} ${path}.`), request, reply);
}

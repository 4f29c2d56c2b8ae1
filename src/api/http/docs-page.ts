import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import { everyone } from './access/roles.ts';
import { consolePolicy, helmetOptions } from './page-policy.ts';

/** The page has an inline script and compiles templates. */
const docsPolicy = {
  useDefaults: false,
  directives: {
    ...consolePolicy.directives,
    scriptSrc: ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
    fontSrc: ["'self'", 'data:'],
    workerSrc: ["'self'", 'blob:'],
  },
};

/** The page to try the API at `/docs`. Loaded when it is first opened: it takes 26 MB of memory. */
export const docsPage: FastifyPluginAsync = async (app) => {
  await app.register(helmet, { ...helmetOptions, contentSecurityPolicy: docsPolicy });
  let loading: Promise<FastifyInstance> | undefined;
  const paths = ['/docs', '/docs/', '/docs/js/scalar.js'];
  for (const path of paths) {
    app.get(path, { config: { roles: everyone }, schema: { hide: true } }, async (_request, reply) => {
      loading ??= load();
      const { statusCode, headers, rawPayload } = await (await loading).inject(path);
      for (const name of ['content-type', 'location'] as const) {
        const value = headers[name];
        if (value !== undefined) reply.header(name, value);
      }
      return reply.code(statusCode).send(rawPayload);
    });
  }
};

async function load(): Promise<FastifyInstance> {
  const { default: scalar } = await import('@scalar/fastify-api-reference');
  const app = Fastify();
  await app.register(scalar, {
    routePrefix: '/docs',
    configuration: {
      url: '/openapi.json',
      pageTitle: 'Argus API',
      favicon: '/favicon.svg',
      // Nothing is loaded from, or sent to, third parties.
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
  await app.ready();
  return app;
}

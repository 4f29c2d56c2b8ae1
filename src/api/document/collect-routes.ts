import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Roles } from '../http/access/roles.ts';
import { finishDocument } from './finish-document.ts';

declare module 'fastify' {
  interface FastifySchema {
    /** Media types of a request body that the handler parses itself, with their JSON Schemas. */
    rawBody?: Record<string, object>;
    /** Whether such a body may be left out. */
    rawBodyIsOptional?: true;
  }
}

const description = `Turns the recordings of a vehicle fleet into diagnosis reports.

Every path that supports \`GET\` supports \`HEAD\` (the same headers, no body), and every path \`OPTIONS\` (204 with \`Allow\`);
other methods get 405 with \`Allow\`. Query parameters that an operation does not define are refused.`;

/** Collects the routes registered after it; the document is built from their schemas. */
export async function collectRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Argus',
        version: '1.0.0',
        description,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } as never,
      },
      // Without tokens Argus is open on loopback, and asks for none of these.
      security: [{ token: [] }, { session: [] }, {}],
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            description: 'A token of `POST /api/v1/tokens` or `argus admin`',
          },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'argus_session',
            description: 'The cookie of the console',
          },
        },
      },
      tags: [
        { name: 'batches', description: 'Create, complete and follow batches' },
        { name: 'uploads', description: 'Upload recording files' },
        { name: 'files', description: 'The files of a batch and their verdicts' },
        { name: 'reports', description: 'Diagnosis reports' },
        { name: 'signals', description: 'What the recordings measured, over time' },
        { name: 'clips', description: 'A time of a drive as MCAP, for viewers' },
        { name: 'fleet', description: 'Vehicles, and error codes across the fleet' },
        { name: 'platforms', description: 'Kinds of vehicles and their CAN databases' },
        { name: 'rules', description: 'Rules of the diagnosis and their thresholds' },
        { name: 'knowledge', description: 'What helped against which fault' },
        { name: 'webhooks', description: 'Events delivered to a URL' },
        { name: 'subscriptions', description: 'Findings told by webhook or e-mail' },
        { name: 'access', description: 'Who may do what: tokens, sessions, the audit trail' },
        { name: 'operation', description: 'For operators' },
      ],
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route as never) as {
        schema: Record<string, unknown>;
        url: string;
      };
      const { body, rawBody, rawBodyIsOptional } = route.schema ?? {};
      const { roles } = (route as { route?: { config?: { roles?: Roles } } }).route?.config ?? {};
      if (Array.isArray(roles)) schema['x-roles'] = roles;
      if (rawBody) schema['x-raw-body'] = rawBody;
      const isOptional = body instanceof z.ZodType ? body.safeParse(undefined).success : rawBodyIsOptional;
      if (isOptional) schema['x-optional-body'] = true;
      return { schema: schema as never, url };
    },
    transformObject: (document) => finishDocument(jsonSchemaTransformObject(document as never)) as never,
  });
}

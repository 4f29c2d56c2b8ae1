import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

const multipartForm = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['file'],
        properties: { file: { type: 'string', format: 'binary' } },
      },
    },
  },
} as const;

/** Collects the routes that are registered after it; the document is made of their schemas. */
export async function registerOpenapi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Argus',
        version: '1.0.0',
        description: 'Takes in the recordings of a vehicle fleet and turns them into diagnosis reports.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } as never,
      },
      tags: [
        { name: 'batches', description: 'Begin, complete and follow batches' },
        { name: 'uploads', description: 'Recording files on their way in' },
        { name: 'files', description: 'What became of each file' },
        { name: 'reports', description: 'What the recordings say' },
        { name: 'fleet', description: 'Vehicles and error codes over all of them' },
        { name: 'operation', description: 'For operators' },
      ],
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => {
      const made = jsonSchemaTransformObject(document) as {
        paths?: Record<string, { post?: { requestBody?: unknown } }>;
      };
      // A form is read by hand, so its schema is not among those of the route.
      const upload = made.paths?.['/api/v1/batches/{id}/files']?.post;
      if (upload) upload.requestBody = multipartForm;
      return made as never;
    },
  });

  let text: string | undefined;
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    text ??= JSON.stringify(app.swagger());
    return reply.type('application/json; charset=utf-8').send(text);
  });
}

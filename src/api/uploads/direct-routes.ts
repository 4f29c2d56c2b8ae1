import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ArgusError } from '../../domain/error.ts';
import { fileSchema } from '../batches/file-schema.ts';
import { presentFile } from '../batches/present.ts';
import { vehiclesAndOperators } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { completePartsBody, signedPartsSchema, signPartsBody, uploadParams } from './upload-schema.ts';
import type { UploadService } from './upload-service.ts';

const refusals = [
  'not_found',
  'state',
  'upload_completed',
  'upload_refused',
  'upload_locked',
  'unavailable',
] as const;

/** For links where Argus should not carry the bytes: they go to the object store by signed URLs. */
export function directRoutes({ direct }: UploadService): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/batches/:id/uploads/:upload_id/parts',
      {
        config: { roles: vehiclesAndOperators, upload: 'continues' },
        schema: {
          tags: ['uploads'],
          operationId: 'signParts',
          summary: 'URLs by which parts of an upload go straight to the object store',
          params: uploadParams,
          body: signPartsBody,
          response: { 200: signedPartsSchema, ...failures(...refusals) },
        },
      },
      ({ params, body }) => direct.sign(params.id, params.upload_id, body.parts),
    );

    app.post(
      '/batches/:id/uploads/:upload_id/complete',
      {
        config: { roles: vehiclesAndOperators, upload: 'continues' },
        schema: {
          tags: ['uploads'],
          operationId: 'completeUpload',
          summary:
            'The parts are in the object store: Argus reads the file back for its SHA-256, and it counts',
          params: uploadParams,
          body: completePartsBody,
          response: {
            200: fileSchema,
            ...failures(
              ...refusals,
              'conflict',
              'length_mismatch',
              'checksum_mismatch',
              'too_many_files',
              'storage_full',
            ),
          },
        },
      },
      async ({ params, body }) => {
        const file = await direct.complete(params.id, params.upload_id, body.etags.map(unquoted));
        if (!file) throw new ArgusError('state', 'A piece of a concatenation cannot be sent like this.');
        return presentFile(file);
      },
    );
  };
}

/** Stores send them in quotes, of which the call that names them has its own. */
const unquoted = (etag: string) => etag.replaceAll('"', '');

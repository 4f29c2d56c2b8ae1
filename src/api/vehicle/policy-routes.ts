import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ArgusError } from '../../domain/error.ts';
import { isKnown } from '../../domain/identity.ts';
import type { ApiDeps } from '../deps.ts';
import { assertOwn } from '../http/access/keep-vehicles.ts';
import { operators, readers, vehiclesAndReaders } from '../http/access/roles.ts';
import { noBody, unchanged } from '../http/answers.ts';
import { conditionalHeaders, matchesEtag } from '../http/entity-tags.ts';
import { failures } from '../http/failures.ts';
import { picker } from '../http/fields.ts';
import { pageOf } from '../http/page-schema.ts';
import {
  listPoliciesQuery,
  type PolicyBody,
  type PolicyInForceBody,
  policyBody,
  policyInForceQuery,
  policyInForceSchema,
  policyPageSchema,
  policyPlatformParams,
  storedPolicySchema,
} from './policy-schema.ts';

/** A vehicle need not ask more often than every five minutes; people see what they have changed. */
const caching = { vehicle: 'private, max-age=300', person: 'private, no-cache' } as const;

const present = picker(storedPolicySchema);
const presentRow = picker(policyPageSchema.shape.policies.element);

/** What vehicles upload of themselves. */
export function policyRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { uploadPolicies } = stores;
  const tags = ['vehicle side'];

  async function put({ identity }: FastifyRequest, platform: string | null, body: PolicyBody) {
    const { version, changed_by, ...policy } = body;
    return present(
      await uploadPolicies.put({
        ...policy,
        platform,
        basedOn: version,
        changed_by: isKnown(identity) ? identity.name : changed_by,
      }),
    );
  }

  return async (app) => {
    app.get(
      '/upload-policy',
      {
        config: { roles: vehiclesAndReaders, checksVehicle: true },
        schema: {
          tags,
          operationId: 'getUploadPolicy',
          summary: 'What a vehicle is to upload now, on an unmetered link, or only when asked for it',
          querystring: policyInForceQuery,
          headers: conditionalHeaders,
          response: { 200: policyInForceSchema, 304: unchanged, ...failures('unavailable') },
        },
      },
      async (request, reply) => {
        const { identity, query } = request;
        const vehicle = query.vehicle ?? identity.vehicleId;
        if (vehicle !== undefined) assertOwn(identity, vehicle, `There is no vehicle ${vehicle}.`);
        const { platform, source, version, policy } = await uploadPolicies.inForce(vehicle, query.platform);
        const body: PolicyInForceBody = {
          vehicle_id: vehicle ?? null,
          ...{ platform, source, version, rules: policy.rules, default: policy.default },
        };
        const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}"`;
        reply.headers({ etag, 'cache-control': caching[identity.role === 'vehicle' ? 'vehicle' : 'person'] });
        if (matchesEtag(request.headers['if-none-match'], etag)) return reply.code(304).send();
        return reply.code(200).send(body);
      },
    );

    app.put(
      '/upload-policy',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'setUploadPolicy',
          summary: 'Say what vehicles upload whose platform has no policy of its own',
          body: policyBody,
          response: { 200: storedPolicySchema, ...failures('conflict', 'unavailable') },
        },
      },
      (request) => put(request, null, request.body),
    );

    app.get(
      '/upload-policies',
      {
        config: { roles: readers },
        schema: {
          tags,
          operationId: 'listUploadPolicies',
          summary: 'Upload policies as they were set, all versions, newest first',
          querystring: listPoliciesQuery,
          response: { 200: policyPageSchema, ...failures('unavailable') },
        },
      },
      async ({ query: { limit, cursor, platform } }) => {
        const { page, next_cursor } = pageOf(await uploadPolicies.list(platform, cursor, limit + 1), limit);
        return { policies: page.map(presentRow), next_cursor };
      },
    );

    app.put(
      '/platforms/:platform/upload-policy',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'setPlatformUploadPolicy',
          summary: 'Say what the vehicles of a platform upload',
          params: policyPlatformParams,
          body: policyBody,
          response: { 200: storedPolicySchema, ...failures('conflict', 'unavailable') },
        },
      },
      (request) => put(request, request.params.platform, request.body),
    );

    app.delete(
      '/platforms/:platform/upload-policy',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'resetPlatformUploadPolicy',
          summary: 'Take the policy of a platform back: that of all others holds for it',
          params: policyPlatformParams,
          response: {
            204: noBody('The platform has no policy of its own'),
            ...failures('not_found', 'unavailable'),
          },
        },
      },
      async ({ identity, params: { platform } }, reply) => {
        const before = await uploadPolicies.newest(platform);
        if (!before?.rules)
          throw new ArgusError('not_found', `The platform ${platform} has no upload policy of its own.`);
        const changed_by = isKnown(identity) ? identity.name : null;
        await uploadPolicies.put({ platform, rules: null, default: null, note: null, changed_by });
        return reply.code(204).send();
      },
    );
  };
}

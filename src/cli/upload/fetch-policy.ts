import { ApiError } from '../../client/api-error.ts';
import type { ArgusClient } from '../../client/client.ts';
import { withQuery } from '../../client/query.ts';
import { everythingNow, type UploadPolicy, uploadPolicySchema } from './upload-policy.ts';

/** Which files the server wants when. One that has no policies wants everything. */
export async function fetchPolicy(client: ArgusClient, vehicle: string): Promise<UploadPolicy> {
  const answer = await client.http
    .get<unknown>(withQuery('/upload-policy', { vehicle }))
    .catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) return everythingNow;
      throw error;
    });
  const { data } = uploadPolicySchema.safeParse(answer);
  if (data) return data;
  throw new ApiError(
    200,
    'not_understood',
    'The upload policy of the server is not understood: update this command, or give --no-policy.',
  );
}

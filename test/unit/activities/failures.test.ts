import { ApplicationFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { withFinalFailures } from '../../../src/activities/failures.ts';
import { ArgusError } from '../../../src/domain/error.ts';
import { S3Error } from '../../../src/s3/s3-error.ts';
import { asArgusError } from '../../../src/stores/object-errors.ts';

async function thrownBy(error: unknown): Promise<unknown> {
  const { work } = withFinalFailures({ work: () => Promise.reject(error) });
  return work().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
}

test('an error that a retry cannot change ends the activity', async () => {
  for (const error of [new ArgusError('state', 'It is over.'), new ArgusError('internal', 'A mistake.')]) {
    const thrown = await thrownBy(error);
    expect(thrown).toBeInstanceOf(ApplicationFailure);
    expect(thrown).toMatchObject({ nonRetryable: true, type: error.code, message: error.message });
  }
});

test('wrong keys of the object store are retried until fixed, and the error says what to fix', async () => {
  const refused = asArgusError(new S3Error(403, 'SignatureDoesNotMatch', 'no'));
  const thrown = await thrownBy(refused);
  expect(thrown).toBe(refused);
  expect((thrown as Error).message).toContain('MINIO_SECRET_KEY');
});

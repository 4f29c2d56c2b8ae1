import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { textBytes } from '../../src/domain/bounded-text.ts';
import { ArgusError } from '../../src/domain/error.ts';
import { batchWorkflowId } from '../../src/workflows/messages.ts';
import { startArgus, type TestArgus } from '../support/argus.ts';
import { vehicle } from '../support/batches.ts';

let argus: TestArgus;
beforeAll(async () => {
  argus = await startArgus();
});
afterAll(() => argus.close());

/** gRPC accepts 4 MB; Temporal's server ends a workflow whose failure has 2 MB. PostgreSQL accepts no NUL in text. */
test.for([1_000_000, 8_000_000])(
  'an error of %i characters fails the batch like any other error',
  async (size) => {
    const huge = new ArgusError('internal', `gathering went wrong \0${'x'.repeat(size)}`);
    // At once, and then stage by stage.
    const saves = (['finishRun', 'saveAggregate'] as const).map((step) =>
      vi.spyOn(argus.stores.reports, step).mockRejectedValue(huge),
    );
    const car = vehicle(argus.url);
    const id = await car.deliver([{ name: 'drive.mcap', bytes: sampleMcap({ seed: size }) }]);
    const end = await car.ended(id);
    for (const save of saves) {
      expect(save).toHaveBeenCalled();
      save.mockRestore();
    }

    expect(end).toMatchObject({ status: 'failed', failure_code: 'gather_failed' });
    const { failure_message } = await argus.stores.batches.mustGet(id);
    expect(failure_message).toMatch(/gathering went wrong .*x.* more characters left out\)$/);
    expect(Buffer.byteLength(String(failure_message))).toBeLessThanOrEqual(textBytes);
    const handle = argus.orchestrator.client.workflow.getHandle(batchWorkflowId(id));
    await handle.result().catch(() => undefined);
    expect((await handle.describe()).status.name).toBe('FAILED');
    const events = await argus.stores.events.after(id, 0, 100);
    expect(Math.max(...events.map(({ payload }) => JSON.stringify(payload).length))).toBeLessThan(
      2 * textBytes,
    );
  },
);

import { ApiError } from '../../client/api-error.ts';
import { type RetryPolicy, withRetries } from '../../client/retry.ts';
import type { LocalFile } from '../../client/upload/local-file.ts';
import { CommandError } from '../command-error.ts';
import type { LeftOut } from '../files-under.ts';
import { phrase } from '../language.ts';
import type { StoredFile } from './batch-journal.ts';
import { completeBatch } from './complete-batch.ts';
import { type Deleted, deleteFiles } from './delete-files.ts';
import type { DeliveredFiles } from './delivered-files.ts';
import type { UploadPlan } from './plan-upload.ts';
import { checkAgainst } from './receipt-check.ts';
import { type Sender, sendFiles } from './send-files.ts';
import { takeReceipt } from './take-receipt.ts';

export interface NewBatch {
  vehicle_id: string;
  vin: string;
  platform?: string;
  urgent?: true;
}

export interface BatchJobOptions extends Sender {
  /** What is created, or the batch that was named. */
  batch: NewBatch | { id: string };
  delivered: DeliveredFiles;
  /** Folder of the receipts. */
  receipts: string;
  /** Path of another copy of the receipt. */
  receiptCopy: string | undefined;
  deletes: boolean;
}

/** What was handed over with a batch. */
export interface Delivery {
  batchId: string;
  files: number;
  bytes: number;
  receiptPath: string;
  /** Files that were sent and do not stand in the receipt. */
  unsafe: StoredFile[];
  deleted: Deleted | undefined;
}

/** There is no such batch, or its upload was never complete and never will be. */
const saysGone: readonly string[] = ['not_found', 'state'];

/** One batch from its creation to its receipt, over as many processes as it takes. */
export function createBatchJob(options: BatchJobOptions) {
  const { client, journal, view, batch, delivered } = options;
  const { memory } = journal;

  function persistently<T>(work: () => Promise<T>, policy: RetryPolicy = options.retries): Promise<T> {
    return withRetries(work, { policy, onRetry: (error, pauseMs) => view.pause({ error, pauseMs }) });
  }

  async function open(): Promise<string> {
    if ('id' in batch) return batch.id;
    if (memory.batchId !== undefined) return memory.batchId;
    await journal.noteIntent();
    const { batch_id } = await persistently(() => client.createBatch(batch, memory.key));
    await journal.noteBatch(batch_id);
    view.note(phrase('batch {batch}', { batch: batch_id }));
    return batch_id;
  }

  async function drop(batchId: string, { file_id, name }: StoredFile): Promise<void> {
    await persistently(() => client.deleteFile(batchId, file_id)).catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.code !== 'not_found') throw error;
    });
    await journal.noteDropped(name);
  }

  /** The server does not have them any more. @returns what could not be sent */
  async function resend(batchId: string, names: readonly string[]): Promise<LeftOut[]> {
    const files = names.flatMap((name) => memory.stored.get(name) ?? []);
    for (const { name } of files) await journal.noteDropped(name);
    return sendFiles(options, batchId, files);
  }

  async function handOver(batchId: string): Promise<Delivery> {
    const stored = [...memory.stored.values()];
    const { receipt, path } = await persistently(() =>
      takeReceipt(client, batchId, options.receipts, options.receiptCopy),
    );
    const { safe, unsafe } = checkAgainst(receipt, stored);
    await delivered.add(
      safe.map(({ path, size, mtime }) => ({ path, size, mtime, batch_id: receipt.batch_id })),
    );
    const deleted = options.deletes ? await deleteFiles(safe) : undefined;
    // Last: whoever comes after a loss of power does the rest once more.
    await journal.startAnew();
    const bytes = safe.reduce((sum, { size }) => sum + size, 0);
    return { batchId, files: safe.length, bytes, receiptPath: path, unsafe, deleted };
  }

  return {
    memory,

    /**
     * Finishes what an earlier process had completed, and begins anew where the batch is gone.
     * @returns what was handed over, if it was.
     */
    async settle(): Promise<Delivery | undefined> {
      const batchId = memory.batchId;
      if ('id' in batch || batchId === undefined) return undefined;
      try {
        const { status } = await persistently(() => client.getBatch(batchId));
        return status === 'pending' ? undefined : await handOver(batchId);
      } catch (error) {
        if (!(error instanceof ApiError) || !saysGone.includes(error.code)) throw error;
      }
      view.note(
        phrase('batch {batch} was given up by the server meanwhile: everything is sent again', {
          batch: batchId,
        }),
      );
      await journal.startAnew();
      return undefined;
    },

    /** @returns files that could not be sent. */
    async send({ send, outdated }: Pick<UploadPlan, 'send' | 'outdated'>): Promise<LeftOut[]> {
      if (send.length === 0) return [];
      const batchId = await open();
      for (const file of outdated) await drop(batchId, file);
      return sendFiles(options, batchId, send);
    },

    /** Completes the batch with what it has. @throws CommandError when that is nothing. */
    async finish(): Promise<Delivery> {
      const batchId = await open();
      await persistently(() =>
        completeBatch(client, batchId, {
          manifest: () =>
            [...memory.stored.values()].map(({ name, size, sha256 }) => ({ path: name, size, sha256 })),
          isOurs: !('id' in batch),
          async resend(names) {
            const left = await resend(batchId, names);
            if (left.length === 0) return;
            throw new CommandError(
              'filesFailed',
              `the server has no longer ${left.map(({ path }) => path).join(', ')}, and it cannot be sent again`,
              'Run the same command again: the batch is completed without it.',
            );
          },
        }),
      );
      return handOver(batchId);
    },
  };
}

export type BatchJob = ReturnType<typeof createBatchJob>;
export const totalSize = (files: Iterable<LocalFile>): number => {
  let bytes = 0;
  for (const { size } of files) bytes += size;
  return bytes;
};

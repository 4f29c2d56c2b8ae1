import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { v4 as uuidv4 } from 'uuid';
import { ArgusError } from '../../domain/error.ts';
import type { Upload } from '../../domain/upload.ts';
import type { UploadStore } from '../../stores/postgres/uploads.ts';

/** A fifth of what PostgreSQL allows (`lease`). */
const renewMs = 2_000;
/** Longer than the hold of a process that was killed. */
const patienceMs = 12_000;
const pollMs = 50;

/** The right to write to an upload, of one request at a time over all processes. */
export interface UploadHold {
  upload: Upload;
  holder: string;
  /** Aborts with `upload_interrupted` when another request waits, or the hold was lost. */
  signal: AbortSignal;
  /** From here on it finishes what it does, whoever waits. */
  insist(): void;
  /** The upload is finished, by which the hold has ended in the row. */
  isOver(): void;
  release(): Promise<void>;
}

export function createUploadHolds(uploads: UploadStore, logger: Logger) {
  /** Of this process. */
  const here = new Map<string, () => void>();

  function hold(upload: Upload, holder: string): UploadHold {
    const { id } = upload;
    const controller = new AbortController();
    let insists = false;
    let over = false;
    const stop = () => {
      if (!insists) controller.abort(interrupted());
    };
    here.set(id, stop);
    const timer = setInterval(() => {
      uploads.renew(id, holder).then(
        (renewed) => {
          if (!renewed) controller.abort(interrupted());
          else if (renewed.wanted) stop();
        },
        // Without an answer the writes will say whether the hold is still there.
        (error: unknown) =>
          logger.debug({ err: error, upload_id: id }, 'the hold on an upload was not renewed'),
      );
    }, renewMs).unref();
    return {
      upload,
      holder,
      signal: controller.signal,
      insist() {
        insists = true;
      },
      isOver() {
        over = true;
      },
      async release() {
        clearInterval(timer);
        if (here.get(id) === stop) here.delete(id);
        if (over) return;
        await uploads.release(id, holder).catch((error: unknown) => {
          logger.debug({ err: error, upload_id: id }, 'the hold on an upload runs out by itself');
        });
      },
    };
  }

  async function take(batchId: string, id: string): Promise<UploadHold | undefined> {
    const holder = uuidv4();
    const upload = await uploads.take(batchId, id, holder);
    return upload && hold(upload, holder);
  }

  return {
    /** @throws ArgusError `not_found`; `upload_locked` while another request writes. */
    async take(batchId: string, id: string): Promise<UploadHold> {
      const taken = await take(batchId, id);
      if (taken) return taken;
      if (await uploads.get(batchId, id)) throw locked();
      throw noSuchUpload(id);
    },

    /**
     * The upload as no request writes to it: one that does is asked to bring its bytes to safety first, as clients ask how far an
     * upload is when they have given up their last request, of which the server may not know yet.
     * @throws ArgusError `not_found`; `upload_locked` when that takes too long.
     */
    async quiet(batchId: string, id: string): Promise<Upload> {
      for (const deadline = performance.now() + patienceMs; ; ) {
        const upload = await uploads.get(batchId, id);
        if (!upload) throw noSuchUpload(id);
        if (!upload.held) return upload;
        if (performance.now() >= deadline) throw locked();
        here.get(id)?.();
        await uploads.interrupt(id);
        await delay(pollMs);
      }
    },
  };
}

export type UploadHolds = ReturnType<typeof createUploadHolds>;

export function noSuchUpload(id: string): ArgusError {
  return new ArgusError('not_found', `There is no upload ${id}.`);
}

export function locked(): ArgusError {
  return new ArgusError('upload_locked', 'Another request writes to this upload; try again in a moment.');
}

export function interrupted(): ArgusError {
  return new ArgusError('upload_interrupted', 'Another request took over; ask where the upload stands.');
}

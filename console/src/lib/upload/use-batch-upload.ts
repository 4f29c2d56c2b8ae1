import { useEffect, useRef, useState } from 'preact/hooks';
import { getBatch } from '../../api/batches.ts';
import { completeBatch, createBatch, storedFiles, uploadsUrl } from '../../api/uploads.ts';
import { BatchUpload } from './batch-upload.ts';
import type { ChosenFile } from './chosen-files.ts';
import { findUnfinished } from './find-unfinished.ts';
import { begunUrl, forgetUpload, type KeptUpload, keepUpload, keepUrl } from './kept-upload.ts';
import { inOneTab, uploadedNow } from './one-tab.ts';
import { sendFile } from './send-file.ts';

export type NewBatch = Parameters<typeof createBatch>[0];

/** The page is drawn again at most this often while bytes move. */
const drawEveryMs = 250;

/** The upload of a batch from this browser; `onCompleted` is called when its batch is processed. */
export function useBatchUpload(onCompleted: (batchId: string) => void) {
  const [kept, setKept] = useState<KeptUpload>();
  const [upload, setUpload] = useState<BatchUpload>();
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const draw = useDraw();
  // Who left the page would be taken to the batch at its end, or begin a second upload beside it.
  const left = useRef(false);
  useEffect(() => () => upload?.stop(), [upload]);
  useEffect(
    () => () => {
      left.current = true;
    },
    [],
  );

  useEffect(() => {
    const deps = { getBatch, uploadedNow: () => uploadedNow(navigator.locks) };
    // What was begun meanwhile counts.
    findUnfinished(deps).then((found) => setKept((now) => now ?? found), setError);
  }, []);

  const forget = (batchId: string) => {
    forgetUpload(batchId);
    setKept(undefined);
  };
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (problem) {
      setError(problem instanceof Error ? problem : new Error(String(problem)));
    }
    setBusy(false);
  };

  async function complete(batchId: string): Promise<void> {
    await completeBatch(batchId);
    forget(batchId);
    if (!left.current) onCompleted(batchId);
  }

  async function send(batchId: string, files: readonly ChosenFile[]): Promise<void> {
    const stored = await storedFiles(batchId);
    if (left.current) return;
    // Beside what is kept, which a browser may forbid.
    const urls = new Map(files.map(({ path, file }) => [path, begunUrl(batchId, path, file)]));
    const next = new BatchUpload(files, stored, {
      send: sendFile,
      endpoint: uploadsUrl(batchId),
      urlOf: ({ path }) => urls.get(path),
      keepUrl({ path, file }, url) {
        urls.set(path, url);
        // At once, so that a closed tab finds it again.
        keepUrl(batchId, path, file, url);
      },
      onChange: draw,
    });
    setUpload(next);
    await runToEnd(next, batchId);
  }

  async function runToEnd(running: BatchUpload, batchId: string): Promise<void> {
    await inOneTab(
      batchId,
      async () => {
        await running.run();
        if (!left.current && running.items.every(({ state }) => state === 'stored')) await complete(batchId);
      },
      navigator.locks,
    );
  }

  return {
    /** An upload that an earlier visit began. */
    kept,
    upload,
    error,
    busy,
    /** Begins a batch, uploads the files and lets the batch be processed. */
    begin: (batch: NewBatch, files: readonly ChosenFile[]) =>
      attempt(async () => {
        const { batch_id } = await createBatch(batch);
        const { vehicle_id: vehicleId, vin } = batch;
        const next: KeptUpload = { batchId: batch_id, vehicleId, vin, files: files.length, begun: {} };
        keepUpload(next);
        setKept(next);
        if (!left.current) await send(batch_id, files);
      }),
    /** Goes on with the upload of an earlier visit, whose files were chosen again. */
    goOn: (files: readonly ChosenFile[]) => attempt(async () => kept && send(kept.batchId, files)),
    /** After `stop`, or to try the failed files again. */
    resume: () => attempt(async () => upload && kept && runToEnd(upload, kept.batchId)),
    stop: () => upload?.stop(),
    /** Lets the batch be processed without what failed. */
    completeWithout: () => attempt(async () => kept && complete(kept.batchId)),
    /** Forgets the upload of an earlier visit; its batch stays open until it is given up. */
    forget: () => kept && forget(kept.batchId),
  };
}

/** Draws the component again, soon and not too often. */
function useDraw(): () => void {
  const [, setDrawn] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setDrawn((count) => count + 1);
    }, drawEveryMs);
  };
}

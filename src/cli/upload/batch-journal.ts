import { z } from 'zod';
import { newKey } from '../../client/http.ts';
import type { FileIdentity, HashedFile } from '../../client/upload/local-file.ts';
import { openLineStore } from './line-store.ts';

const identity = { size: z.int().min(0), mtime: z.string().regex(/^-?\d+$/) };
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const line = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('begun'), version: z.literal(1), key: z.string().min(1) }),
  z.strictObject({ event: z.literal('intent') }),
  z.strictObject({ event: z.literal('batch'), batch_id: z.uuid() }),
  z.strictObject({ event: z.literal('hashed'), path: z.string(), ...identity, sha256 }),
  z.strictObject({
    event: z.literal('stored'),
    path: z.string(),
    name: z.string(),
    ...identity,
    sha256,
    file_id: z.uuid(),
  }),
  z.strictObject({ event: z.literal('dropped'), name: z.string() }),
]);
type Line = z.infer<typeof line>;

/** A file that the batch has. */
export interface StoredFile extends HashedFile {
  file_id: string;
}

/** What is known of a batch that is being uploaded. */
export interface BatchMemory {
  /** Makes the creation of the batch idempotent. */
  key: string;
  batchId: string | undefined;
  /** By path. */
  digests: Map<string, FileIdentity & { sha256: string }>;
  /** By name. */
  stored: Map<string, StoredFile>;
}

function nothingYet(): BatchMemory {
  return { key: newKey(), batchId: undefined, digests: new Map(), stored: new Map() };
}

export function recall(lines: readonly Line[]): BatchMemory | undefined {
  const [first] = lines;
  if (first?.event !== 'begun') return undefined;
  const memory: BatchMemory = { ...nothingYet(), key: first.key };
  for (const one of lines) apply(memory, one);
  return memory;
}

function apply(memory: BatchMemory, one: Line): void {
  if (one.event === 'batch') memory.batchId = one.batch_id;
  if (one.event === 'dropped') memory.stored.delete(one.name);
  if (one.event === 'hashed') {
    const { path, size, mtime, sha256 } = one;
    memory.digests.set(path, { size, mtime, sha256 });
  }
  if (one.event === 'stored') {
    const { event: _, ...file } = one;
    memory.stored.set(file.name, file);
    // It stands there as well.
    memory.digests.delete(file.path);
  }
}

/** Keeps what is known of a batch, so that another process can go on. */
export async function openBatchJournal(path: string, warn: (line: string) => void) {
  const store = await openLineStore(path, line, warn);
  const recalled = recall(store.lines);
  const memory = recalled ?? nothingYet();
  let isBegun = recalled !== undefined;

  async function note(one: Line, isVital = false): Promise<void> {
    const begun: Line[] = isBegun ? [] : [{ event: 'begun', version: 1, key: memory.key }];
    isBegun = true;
    apply(memory, one);
    await store.append([...begun, one], isVital);
  }

  return {
    memory: memory as Readonly<BatchMemory>,
    noteBatch: (batch_id: string) => note({ event: 'batch', batch_id }, true),
    noteDigest: ({ path, size, mtime, sha256 }: HashedFile) =>
      note({ event: 'hashed', path, size, mtime, sha256 }),
    noteStored: ({ path, name, size, mtime, sha256, file_id }: StoredFile) =>
      note({ event: 'stored', path, name, size, mtime, sha256, file_id }),
    noteDropped: (name: string) => note({ event: 'dropped', name }),
    /** Before the batch is created, so that two processes create one. */
    noteIntent: () => note({ event: 'intent' }, true),
    /** Once the batch is complete, or gone. */
    async startAnew(): Promise<void> {
      await store.remove();
      isBegun = false;
      Object.assign(memory, nothingYet());
    },
  };
}

export type BatchJournal = Awaited<ReturnType<typeof openBatchJournal>>;

import { createHash, type Hash } from 'node:crypto';
import type { HashName, Upload } from '../../domain/upload.ts';

export type Digests = Partial<Record<HashName, string>> & { sha256: string };

/** The digests of a file as its bytes pass: SHA-256 always, others where they are expected. */
export class RunningHash {
  readonly #hashes: Map<HashName, Hash>;

  constructor(
    names: readonly HashName[],
    hashes = new Map([...new Set<HashName>(['sha256', ...names])].map((name) => [name, createHash(name)])),
  ) {
    this.#hashes = hashes;
  }

  update(chunk: Buffer): void {
    for (const hash of this.#hashes.values()) hash.update(chunk);
  }

  copy(): RunningHash {
    return new RunningHash([], new Map([...this.#hashes].map(([name, hash]) => [name, hash.copy()])));
  }

  /** Lower-case hexadecimal. */
  digests(): Digests {
    const found = [...this.#hashes].map(([name, hash]) => [name, hash.copy().digest('hex')]);
    return Object.fromEntries(found) as Digests;
  }
}

/** Uploads whose hash is remembered between two requests; some 300 bytes each. */
const most = 10_000;

/**
 * Hashes of unfinished uploads, for as long as their requests come to this process. Where one is not here (the process is
 * another one, or was started anew), the file is read back once it is whole: Node's hash cannot be saved, and one that can
 * is slower than that (docs/decisions/020-one-upload-resource-several-ways.md).
 */
export function createRunningHashes() {
  const kept = new Map<string, { received: number; hash: RunningHash }>();

  return {
    /** Of no bytes yet. */
    begin: ({ digests }: Pick<Upload, 'digests'>): RunningHash =>
      new RunningHash(digests.map(({ hash }) => hash)),

    /** The hash of the first `received` bytes, if it is known. */
    find({ id, received }: Pick<Upload, 'id' | 'received'>): RunningHash | undefined {
      const found = kept.get(id);
      return found?.received === received ? found.hash : undefined;
    },

    keep(id: string, received: number, hash: RunningHash): void {
      kept.delete(id);
      kept.set(id, { received, hash });
      for (const oldest of kept.keys()) {
        if (kept.size <= most) return;
        kept.delete(oldest);
      }
    },

    drop(id: string): void {
      kept.delete(id);
    },
  };
}

export type RunningHashes = ReturnType<typeof createRunningHashes>;

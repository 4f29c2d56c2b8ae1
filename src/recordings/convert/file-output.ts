import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import type { McapOutput } from './mcap/mcap-writer.ts';

export interface FileOutput extends McapOutput {
  readonly path: string;
  /** Bytes written so far. */
  readonly size: number;
  /** Overwrites bytes that were written before. */
  rewrite(bytes: Uint8Array, at: number): void;
  close(): void;
}

/** A new file; one of this name is replaced. Throws the errors of `node:fs`. */
export function openFileOutput(path: string): FileOutput {
  const file = openSync(path, 'w');
  let size = 0;
  let isOpen = true;
  const writeAt = (bytes: Uint8Array, position: number) => {
    for (let at = 0; at < bytes.byteLength; )
      at += writeSync(file, bytes, at, bytes.byteLength - at, position + at);
  };
  return {
    path,
    get size() {
      return size;
    },
    write(bytes) {
      writeAt(bytes, size);
      size += bytes.byteLength;
    },
    truncate(to) {
      ftruncateSync(file, to);
      size = to;
    },
    rewrite: writeAt,
    close() {
      if (isOpen) closeSync(file);
      isOpen = false;
    },
  };
}

import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import type { McapOutput } from './mcap/mcap-writer.ts';

export interface FileOutput extends McapOutput {
  /** Bytes written so far. */
  readonly size: number;
  close(): void;
}

/** A new file; one of this name is replaced. Throws the errors of `node:fs`. */
export function openFileOutput(path: string): FileOutput {
  const file = openSync(path, 'w');
  let size = 0;
  return {
    get size() {
      return size;
    },
    write(bytes) {
      for (let at = 0; at < bytes.byteLength; ) {
        at += writeSync(file, bytes, at, bytes.byteLength - at, size + at);
      }
      size += bytes.byteLength;
    },
    truncate(to) {
      ftruncateSync(file, to);
      size = to;
    },
    close: () => closeSync(file),
  };
}

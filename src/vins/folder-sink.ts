import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ExportSink } from './export-vin.ts';

/** Writes an export below a folder. */
export function folderSink(folder: string): ExportSink {
  return {
    async write(path, _size, content) {
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await pipeline(content, createWriteStream(target));
    },
  };
}
